"""What the hostile tests share: journals made by hand, and what must not have changed."""

import json
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from conftest import Result
from dlroadmap.progress.events import Event, event_id
from dlroadmap.progress.lines import write_line
from dlroadmap.remote.segments import ABOUT

HISTORY = "0" * 32
THEM, US = "b" * 16, "a" * 16


def make_events(
    number: int, device: str = THEM, clock: int = 1, key: str = "small/matrices", **fields: Any
) -> list[Event]:
    """Return a chain of ticks as another device could have written it."""
    events, prev = list[Event](), ""
    for n in range(1, number + 1):
        bare = Event(
            "", device, n, prev, clock + n - 1, "2026-03-01T12:00:00.000Z", "+0100",
            f"{n:012x}", key, "tick", "{}",
        )  # fmt: skip
        events.append(seal(bare, **fields))
        prev = events[-1].id
    return events


def seal(event: Event, **fields: Any) -> Event:
    """Return an event with other content and the id that fits it."""
    changed = event._replace(**fields)
    return changed._replace(id=event_id(changed))


def make_about(**fields: Any) -> bytes:
    """Return a `journal.json`, some of its fields replaced."""
    document = {
        "format": 1,
        "histories": [HISTORY],
        "name": "tower",
        "events": 1,
        "at": "2026-03-01T12:00:00Z",
    }
    return json.dumps({**document, **fields}).encode()


def make_lines(events: Iterable[Event]) -> bytes:
    """Return events as a segment."""
    return "".join(map(write_line, events)).encode()


def make_files(
    lines: Iterable[Event] | bytes, about: bytes | None = None, name: str = "000001.jsonl"
) -> dict[str, bytes]:
    """Return the files of a journal with one segment."""
    data = lines if isinstance(lines, bytes) else make_lines(lines)
    return {ABOUT: make_about() if about is None else about, name: data}


def put(place: Path, device: str, files: Mapping[str, bytes]) -> Path:
    """Put a journal into a folder, and return where it is."""
    folder = place / "dlr" / device
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


class Bare:
    """A bare repository into which anything is put, past all that git would refuse."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.folder = folder
        self.git("init", "-q", "--bare", "-b", "main", *options, str(folder), at=None)

    def git(self, *args: str, given: bytes = b"", at: Path | None = Path()) -> str:
        """Run git in the repository, and return what it prints."""
        where = [] if at is None else ["-C", str(self.folder)]
        who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        done = subprocess.run(
            ["git", *who, *where, *args], check=True, capture_output=True, input=given
        )
        return done.stdout.decode().strip()

    def write(self, data: bytes) -> str:
        """Write a file, and return its id."""
        return self.git("hash-object", "-w", "--stdin", given=data)

    def make_commit(self, tree: str, *parents: str) -> str:
        """Make a commit, and return its id."""
        words = [word for parent in parents for word in ("-p", parent)]
        return self.git("commit-tree", tree, *words, "-m", "x")

    def put(self, device: str, files: Mapping[str, bytes], odd: str = "", base: str = "") -> str:
        """Put a journal on a branch, with odd entries in its tree, and return the commit."""
        entries = [f"100644 blob {self.write(data)}\t{name}\n" for name, data in files.items()]
        tree = self.git("mktree", "--missing", given="".join([*entries, odd]).encode())
        commit = self.make_commit(tree, *([base] if base else []))
        self.git("update-ref", f"refs/heads/dlr/{device}", commit)
        return commit

    def find_journals(self) -> dict[str, str]:
        """Return the branches of devices, and their commits."""
        form = "--format=%(refname:lstrip=3) %(objectname)"
        lines = self.git("for-each-ref", form, "refs/heads/dlr/").splitlines()
        return dict(line.split() for line in lines)


def find_journals(place: Path) -> Sequence[str]:
    """Return the devices that have a journal in a folder."""
    return sorted(path.name for path in (place / "dlr").iterdir())


def is_harmless(result: Result) -> bool:
    """Return whether an answer cannot steer a terminal, and is no crash."""
    text = result.out + result.err
    bad = {c for c in text if not c.isprintable() and c != "\n"}
    return not bad and "bug" not in text and "Traceback" not in text
