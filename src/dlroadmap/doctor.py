"""What dlr checks about itself: the store, the curricula, the installation."""

import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from dlroadmap.curriculum.compiled import Opened, Opener
from dlroadmap.curriculum.library import curriculum_name
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.errors import DlrError
from dlroadmap.paths import Folders
from dlroadmap.progress.events import Event, chain_faults, find_forks
from dlroadmap.progress.failures import failures
from dlroadmap.progress.store import Store
from dlroadmap.settings import SETTINGS, lookup
from dlroadmap.text import clean
from dlroadmap.work import Task, counted

MOST_FAULTS = 10
"""Of a damaged history only so many faults are told, and how many more there are."""

_NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "sshfs", "fuse.sshfs", "9p", "afs", "ceph"}


class Check:
    """One thing that was looked at, and what was found.

    `verdict` is `ok`, `note` for what is worth knowing, or `damage`; `finding` is a word for what
    was found, `values` what there is to say about it.
    """

    def __init__(self, name: str, verdict: str, finding: str, **values: Any) -> None:
        self.name = name
        self.verdict = verdict
        self.finding = finding
        self.values = values


def examine(folders: Folders, opener: Opener, mains: Iterable[Path]) -> list[Check]:
    """Look at everything; nothing is changed, and nothing that is broken stops the rest.

    `mains` are the main files of the curricula to look at.
    """
    store = Store(folders.store, folders.backups)
    checks = [
        *_check_store(store),
        _check_permissions(folders.data),
        _check_file_system(folders.data),
        _check_installation(),
        *_check_settings(folders),
    ]
    # Last, for opening curricula makes the cache folder, which may lie in the one just looked at.
    opened, faults = _open_all(opener, mains)
    checks += faults or [Check("curricula", "ok", "readable", number=len(opened))]
    checks += _check_ids(opener)
    checks += _check_changes(opened)
    return [*checks, *_check_items(store, [one.curriculum for one in opened])]


def _check_store(store: Store) -> Iterator[Check]:
    path = store.path
    try:
        with failures(path):
            new = store.is_new()
        if new:
            yield Check("progress", "ok", "no-store", path=path)
            return
        with store.reading() as rows:
            events, kept, differences = rows.newest().events, rows.kept, rows.find_differences()
        uri = f"{path.as_uri()}?mode=ro"
        with failures(path), closing(sqlite3.connect(uri, uri=True)) as connection:
            verdicts = [row[0] for row in connection.execute("PRAGMA integrity_check(5)")]
    except DlrError as error:
        # What cannot be reached may be as sound as any; what says that it is not dlr's is not.
        out_of_reach = ("store-read-only", "store-busy", "store-unusable", "disk-full")
        verdict = "note" if error.code in out_of_reach else "damage"
        yield Check("progress", verdict, "refused", error=error)
        return
    if verdicts == ["ok"]:
        yield Check("progress", "ok", "sound-store", path=path, events=len(events))
    else:
        yield Check("progress", "damage", "damaged-store", path=path, verdicts=verdicts)
    yield from _check_history(path, events)
    if kept is None:
        yield Check("saved state", "note", "no-kept-state")
    elif differences:
        yield Check("saved state", "damage", "unfit-kept-state", differences=differences)
    else:
        yield Check("saved state", "ok", "fitting-kept-state")


def _check_history(path: Path, events: Sequence[Event]) -> Iterator[Check]:
    faults = chain_faults(counted(Task.FOLLOW, path.name, events))
    for fault in faults[:MOST_FAULTS]:
        yield Check("history", "damage", "broken-chain", fault=fault)
    if len(faults) > MOST_FAULTS:
        yield Check("history", "damage", "more-faults", number=len(faults) - MOST_FAULTS)
    if not faults:
        yield Check("history", "ok", "whole-chain")
    if forks := find_forks(events):
        yield Check("history", "note", "forks", devices=list(forks))


def _check_permissions(folder: Path) -> Check:
    if not folder.exists():
        return Check("folder", "ok", "no-folder", folder=folder)
    if not os.access(folder, os.W_OK):
        return Check("folder", "note", "read-only", folder=folder)
    mode = folder.stat().st_mode & 0o777
    if os.name == "posix" and mode & 0o077:
        return Check("folder", "note", "open-to-others", folder=folder, mode=mode)
    return Check("folder", "ok", "private", folder=folder)


def _check_file_system(folder: Path) -> Check:
    kind = file_system(folder)
    if kind in _NETWORK:
        return Check("place", "note", "network", folder=folder, kind=kind)
    return Check("place", "ok", "local", folder=folder, kind=kind)


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


def _check_installation() -> Check:
    """Look for a second dlr on the PATH, which would run another version than one thinks."""
    found: dict[str, str] = {}
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        program = shutil.which("dlr", path=folder) if folder else None
        if program:
            found.setdefault(os.path.realpath(program), program)
    if len(found) > 1:
        return Check("installation", "note", "several-programs", programs=list(found.values()))
    if not found:
        return Check("installation", "note", "no-program")
    return Check("installation", "ok", "one-program")


def _check_settings(folders: Folders) -> Iterator[Check]:
    """Report settings that are not valid; of a file that cannot be read, that alone."""
    faults: dict[str, DlrError] = {}
    for name in SETTINGS:
        try:
            lookup(name, folders)
        except DlrError as error:
            faults.setdefault(error.message, error)
    for fault in faults.values():
        yield Check("config", "damage", "refused", error=fault)
    if not faults:
        yield Check("config", "ok", "valid-settings")


def _open_all(opener: Opener, mains: Iterable[Path]) -> tuple[list[Opened], list[Check]]:
    """Return the curricula that are used and can be read, and what is wrong with any of all."""
    curricula, faults = [], []
    for main in mains:
        try:
            opened = opener.open(main)
        except DlrError as error:
            faults.append(Check("curriculum", "note", "broken", fault=error.message))
            continue
        if opener.is_used(main):
            curricula.append(opened)
        if opened.warning:
            faults.append(Check("curriculum", "note", "broken", fault=opened.warning))
    return curricula, faults


def _check_ids(opener: Opener) -> Iterator[Check]:
    """Report ids that several files have, and files of the library whose name is another one."""
    unused = opener.find_unused()
    for id, others in unused.items():
        yield Check("ids", "note", "double", id=id, used=opener.find(id), others=others)
    hidden = {main for others in unused.values() for main in others}
    for main in opener.library:
        if main not in hidden and opener.id_of(main) != curriculum_name(main):
            yield Check("ids", "note", "misnamed", home=opener.id_of(main), main=main)


def _check_changes(opened: Iterable[Opened]) -> Iterator[Check]:
    """Report overlays whose base has changed below them, and curricula that changed their id."""
    for one in opened:
        id, main = one.curriculum.id, one.main
        if one.dropped:
            yield Check("overlay", "note", "dropped", overlay=id, main=main, dropped=one.dropped)
        if one.former:
            yield Check("ids", "note", "renamed", id=id, former=one.former, main=main)


def _check_items(store: Store, curricula: list[Curriculum]) -> Iterator[Check]:
    """Report progress on items that no curriculum knows; it is kept all the same."""
    try:
        keys = {event.key for event in store.events()}
    except DlrError:
        return
    renames = {old: new for curriculum in curricula for old, new in curriculum.renames.items()}
    known = {key for curriculum in curricula for key in curriculum.hours}
    today = {renames.get(key, key) for key in keys}
    unknown = sorted(clean(key) for key in today - known - {None} if key)
    retired = sorted(clean(key) for key in keys if renames.get(key, key) is None)
    if unknown:
        yield Check("items", "note", "unknown", keys=unknown)
    if retired:
        yield Check("items", "note", "retired", keys=retired)
    if not unknown and not retired:
        yield Check("items", "ok", "known")
