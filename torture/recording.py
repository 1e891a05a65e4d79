"""Turns what strace tells of a process into operations on a file system."""

import os
import re
from pathlib import Path

from torture.disk import Cut, Enter, Node, Operation, Said, Sync, Write, read
from torture.strace import Call

CALLS = (
    "mkdir", "mkdirat", "rmdir", "open", "openat", "creat", "close", "dup", "dup2", "dup3",
    "lseek", "write", "pwrite64", "writev", "pwritev", "pwritev2", "copy_file_range", "sendfile",
    "truncate", "ftruncate", "fallocate", "fsync", "fdatasync", "sync", "syncfs",
    "sync_file_range", "rename", "renameat", "renameat2", "link", "linkat", "symlink", "symlinkat",
    "unlink", "unlinkat", "sendto",
)  # fmt: skip
"""All calls that change a file system or make a change last; those unknown below are an error."""

_QUOTED = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


def _texts(arguments: str) -> list[bytes]:
    return [bytes.fromhex(found.replace("\\x", "")) for found in _QUOTED.findall(arguments)]


class Recording:
    """The operations of a process below a folder, from what lay there before.

    What is left of them is to be put at the very same path: SQLite writes paths into its journals.
    """

    def __init__(self, root: Path) -> None:
        self.start = read(root)
        self.operations: list[Operation] = []
        self.root = root
        self._now: dict[str, Node] = {}  # by path, as the process sees it
        self._remember("", self.start)
        self._files: dict[int, Node] = {}
        self._positions: dict[int, int] = {}

    def _remember(self, path: str, node: Node) -> None:
        self._now[path] = node
        for name, inner in node.entries.items():
            self._remember(f"{path}/{name}".lstrip("/"), inner)

    def add(self, call: Call) -> None:
        """Take one call in. Raises NotImplementedError for one whose effect is not modeled."""
        if call.result is None or call.result < 0:
            return
        number = int(call.arguments.split(",")[0]) if call.arguments[:1].isdigit() else -1
        if call.name in ("open", "openat", "creat"):
            self._open(call)
        elif call.name in ("mkdir", "mkdirat"):
            self._make(self._inside(call)[0], Node(True))
        elif call.name in ("unlink", "unlinkat"):
            self._remove(self._inside(call)[0])
        elif call.name in ("rename", "renameat", "renameat2"):
            self._rename(*self._inside(call))
        elif call.name in ("link", "linkat"):
            self._link(*self._inside(call))
        elif call.name == "sendto":
            self.operations += map(Said, _texts(call.arguments)[0].decode().splitlines())
        elif call.name == "close":
            self._files.pop(number, None)
        elif call.name in ("sync", "syncfs"):
            raise NotImplementedError(f"{call.name} is not modeled")
        elif number in self._files:
            self._change(call, number, self._files[number])
        elif number == -1 and any(path is not None for path in self._inside(call)):
            raise NotImplementedError(f"{call.name} is not modeled")

    def _change(self, call: Call, number: int, node: Node) -> None:
        if call.name in ("fsync", "fdatasync"):
            self.operations.append(Sync(node))
        elif call.name == "lseek":
            self._positions[number] = call.result or 0
        elif call.name == "ftruncate":
            self.operations.append(Cut(node, int(call.arguments.split(",")[1])))
        elif call.name in ("write", "pwrite64"):
            data = _texts(call.arguments)[0][: call.result]
            offset = self._positions[number]
            if call.name == "pwrite64":
                offset = int(call.arguments.rsplit(",", 1)[1])
            else:
                self._positions[number] += len(data)
            self.operations.append(Write(node, offset, data))
        else:
            raise NotImplementedError(f"{call.name} is not modeled")

    def _inside(self, call: Call) -> list[str | None]:
        """Return the paths that a call names, relative to the folder; None for one outside."""
        paths = [os.path.relpath(os.fsdecode(text), self.root) for text in _texts(call.arguments)]
        return [None if path.startswith("..") else "" if path == "." else path for path in paths]

    def _open(self, call: Call) -> None:
        path = self._inside(call)[0]
        if path is None or call.result is None:
            return
        if path not in self._now:
            self._make(path, Node(False))
        elif "O_TRUNC" in call.arguments:
            self.operations.append(Cut(self._now[path], 0))
        self._files[call.result] = self._now[path]
        self._positions[call.result] = 0

    def _split(self, path: str) -> tuple[Node, str]:
        folder, _, name = path.rpartition("/")
        return self._now[folder], name

    def _make(self, path: str | None, node: Node) -> None:
        if path is not None:
            self.operations.append(Enter(((*self._split(path), node),)))
            self._now[path] = node

    def _remove(self, path: str | None) -> None:
        if path is not None:
            self.operations.append(Enter(((*self._split(path), None),)))
            del self._now[path]

    def _link(self, source: str | None, target: str | None) -> None:
        if source is None or target is None:
            raise NotImplementedError("a link from or to another place is not modeled")
        self._make(target, self._now[source])

    def _rename(self, source: str | None, target: str | None) -> None:
        if source is None or target is None:
            raise NotImplementedError("a rename from or to another place is not modeled")
        node = self._now.pop(source)
        if node.folder:
            raise NotImplementedError("a rename of a folder is not modeled")
        self.operations.append(Enter(((*self._split(source), None), (*self._split(target), node))))
        self._now[target] = node
