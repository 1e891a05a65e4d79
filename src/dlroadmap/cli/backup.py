"""dlr backup: back up the progress, or restore a backup."""

import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from dlroadmap.cli.options import flag, option, takes
from dlroadmap.cli.session import Session
from dlroadmap.errors import DlrError
from dlroadmap.paths import Folders
from dlroadmap.progress import backup
from dlroadmap.progress.events import chain_faults
from dlroadmap.progress.failures import failures
from dlroadmap.progress.store import Store
from dlroadmap.render.acts import copied_lines, copy_lines, restored_lines
from dlroadmap.text import clean
from dlroadmap.words import localize

Answer = tuple[Mapping[str, object], list[str]]
"""What a script is given, and the lines for a person."""

EXAMPLES = ["dlr backup", "dlr backup --list", "dlr backup --restore 2026-11-20.db"]


@takes("json", "color")
def run(
    session: Session,
    show: bool = flag("--list", "List the backups."),
    restore: str | None = option(
        "--restore", "BACKUP", "Restore this backup: a name from the list, or a path."
    ),
) -> None:
    """Back up your progress, list the backups, or restore one.

    The first change of a day also makes a backup. A restore first saves what it replaces.
    """
    folders = session.folders
    if show and restore is not None:
        message = "--list and --restore cannot be combined; nothing was changed."
        raise DlrError("usage", message, "Choose one.")
    with failures(folders.store):
        if show:
            answer = _list(folders)
        elif restore is None:
            answer = _copy(session.store, localize(session.now()))
        else:
            answer = _restore(folders, restore, localize(session.now()))
    document, lines = answer
    session.answer(document, *lines)


def _list(folders: Folders) -> Answer:
    copies = backup.find_copies(folders.backups)
    return {"backups": copies}, copy_lines([(path.name, path.stat().st_size) for path in copies])


def _copy(store: Store, now: datetime) -> Answer:
    if store.is_new():
        raise DlrError("nothing-to-copy", "There is no progress to back up yet.")
    copy = backup.copy_by_hand(store.path, store.backups, now)
    return {"backup": copy}, copied_lines(copy)


def _restore(folders: Folders, name: str, now: datetime) -> Answer:
    if not name:
        message = "--restore needs the name or path of a backup; nothing was changed."
        raise DlrError("usage", message, "To see the backups: dlr backup --list")
    named = folders.backups / name
    # Path.is_file() raises for names that are too long.
    source = named if "/" not in name and os.path.isfile(named) else Path(name)  # noqa: PTH113
    if not os.path.isfile(source):  # noqa: PTH113
        message = f"There is no backup “{clean(name)}”; nothing was changed."
        raise DlrError("no-such-backup", message, "To see the backups: dlr backup --list")
    faults = chain_faults(backup.read_copy(source))
    aside = backup.restore(source, folders.store, folders.backups, now)
    document = {"restored": source, "replaced": aside, "faults": faults}
    return document, restored_lines(source, aside, faults)
