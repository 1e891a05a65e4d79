"""What dlr checks about itself: the store, the curricula, the installation."""

import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from dlroadmap.curriculum.compiled import open_curriculum
from dlroadmap.curriculum.library import Library
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.errors import DlrError
from dlroadmap.paths import Folders
from dlroadmap.progress.events import Event, chain_faults
from dlroadmap.progress.store import Store
from dlroadmap.text import clean, listed, plural

_NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "sshfs", "fuse.sshfs", "9p", "afs", "ceph"}


class Check(NamedTuple):
    """One thing that was looked at: `ok`, `note` for what is worth knowing, or `damage`."""

    name: str
    verdict: str
    message: str


def examine(folders: Folders, library: Library, mains: Iterable[Path] | None = None) -> list[Check]:
    """Look at everything; nothing is changed, and nothing that is broken stops the rest.

    `mains` are the main files of the curricula to look at, all of the library's if left out.
    """
    checks = [*_store(folders), _permissions(folders), _place(folders), _versions()]
    curricula, faults = _curricula(folders, library, library if mains is None else mains)
    return [*checks, *faults, *_unknown(folders, curricula)]


def _store(folders: Folders) -> Iterator[Check]:
    path = folders.store
    if not path.exists():
        yield Check("progress", "ok", f"nothing was recorded yet; it will lie in {path}")
        return
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
            verdicts = [row[0] for row in connection.execute("PRAGMA integrity_check(5)")]
        events = _events(folders)
    except DlrError as error:
        yield Check("progress", "damage", clean(" ".join([error.message, *error.advice])))
        return
    except sqlite3.Error as error:
        yield Check("progress", "damage", f"{clean(str(error))}. {_ADVICE}")
        return
    if verdicts == ["ok"]:
        yield Check("progress", "ok", f"{path} is sound, {plural(len(events), 'event')}")
    else:
        yield Check("progress", "damage", f"{path}: {clean('; '.join(verdicts))}. {_ADVICE}")
    faults = chain_faults(events)
    for fault in faults[:10]:
        yield Check("history", "damage", f"{fault}. {_ADVICE}")
    if len(faults) > 10:
        yield Check("history", "damage", f"and {plural(len(faults) - 10, 'fault')} more")
    if not faults:
        yield Check("history", "ok", "every event is as it was written")


_ADVICE = "dlr backup --list shows the copies that can be restored."


def _events(folders: Folders) -> list[Event]:
    return Store(folders.store, folders.backups).events()


def _permissions(folders: Folders) -> Check:
    folder = folders.data
    if not folder.exists():
        return Check("folder", "ok", f"{folder} will be made when something is recorded")
    if not os.access(folder, os.W_OK):
        return Check("folder", "note", f"{folder} cannot be written; ticks will fail")
    mode = folder.stat().st_mode & 0o777
    if os.name == "posix" and mode & 0o077:
        hint = f"to close it: chmod 700 {folder}"
        return Check("folder", "note", f"{folder} is open to others ({mode:o}); {hint}")
    return Check("folder", "ok", f"{folder} is yours alone")


def _place(folders: Folders) -> Check:
    kind = file_system(folders.data)
    if kind in _NETWORK:
        message = f"{folders.data} lies on a network folder ({kind}), where locks may fail; "
        return Check("place", "note", message + "use one machine at a time, or set DLR_HOME")
    return Check("place", "ok", f"{folders.data} is local" + (f" ({kind})" if kind else ""))


def file_system(folder: Path, mounts: Path = Path("/proc/mounts")) -> str:
    """Return the kind of file system that a folder lies on; empty where that is not told."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    where = os.path.realpath(folder)
    best, kind = "", ""
    for fields in map(str.split, lines):
        point = fields[1].replace("\\040", " ")
        if len(point) >= len(best) and Path(where).is_relative_to(point):
            best, kind = point, fields[2]
    return kind


def _versions() -> Check:
    """Look for a second dlr on the PATH, which would run another version than one thinks."""
    found: dict[str, str] = {}
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        program = shutil.which("dlr", path=folder) if folder else None
        if program:
            found.setdefault(os.path.realpath(program), program)
    if len(found) > 1:
        message = f"{len(found)} programs named dlr are on the PATH: {listed(list(found.values()))}"
        return Check("installation", "note", f"{message}; the first one runs")
    return Check("installation", "ok", "one dlr on the PATH" if found else "dlr is not on the PATH")


def _curricula(
    folders: Folders, library: Library, mains: Iterable[Path]
) -> tuple[list[Curriculum], list[Check]]:
    curricula, checks = [], []
    for main in mains:
        try:
            opened = open_curriculum(main, library, folders.compiled)
        except DlrError as error:
            checks.append(Check("curriculum", "note", error.message))
            continue
        curricula.append(opened.curriculum)
        if opened.warning:
            checks.append(Check("curriculum", "note", opened.warning))
    if not checks:
        checks.append(Check("curricula", "ok", f"{len(curricula)} can be read"))
    return curricula, checks


def _unknown(folders: Folders, curricula: list[Curriculum]) -> Iterator[Check]:
    """Report progress on items that no curriculum knows; it is kept all the same."""
    try:
        keys = {event.key for event in _events(folders)}
    except DlrError:
        return
    renames = {old: new for curriculum in curricula for old, new in curriculum.renames.items()}
    known = {key for curriculum in curricula for key in curriculum.hours}
    today = {renames.get(key, key) for key in keys}
    unknown = sorted(clean(key) for key in today - known - {None} if key)
    retired = sorted(clean(key) for key in keys if renames.get(key, key) is None)
    if unknown:
        message = f"no curriculum here has {listed(unknown)}; your progress on it is kept"
        yield Check("items", "note", message)
    if retired:
        yield Check("items", "note", f"retired since: {listed(retired)}; your progress is kept")
    if not unknown and not retired:
        yield Check("items", "ok", "every item of your history is known")
