"""dlr backup: copy the progress, or restore a copy."""

from pathlib import Path
from typing import Annotated

import typer

from dlroadmap.cli import options
from dlroadmap.cli.output import print_json
from dlroadmap.cli.session import Session
from dlroadmap.errors import DlrError
from dlroadmap.progress import backup
from dlroadmap.render.acts import copied_lines, copy_lines, restored_lines

EXAMPLES = ["dlr backup", "dlr backup --list", "dlr backup --restore 2026-11-20.db"]


def run(
    show: Annotated[bool, typer.Option("--list", help="Name the copies there are.")] = False,
    restore: Annotated[
        str | None,
        typer.Option("--restore", metavar="COPY", help="Put a copy in place: a name, or a path."),
    ] = None,
    json: options.Json = False,
    color: options.Color = None,
) -> None:
    """Copy your progress now, list the copies, or put one back.

    A copy is made by itself before the first change of a day. What a restore replaces is kept.
    """
    session = Session(None, color, json)
    folders = session.folders
    now = session.now().astimezone()
    if show:
        copies = backup.find_copies(folders.backups)
        if json:
            print_json({"backups": [str(path) for path in copies]})
        else:
            sizes = [(path.name, path.stat().st_size) for path in copies]
            session.screen.print(*copy_lines(sizes))
        return
    with session.store.failures():
        if restore:
            named = folders.backups / restore
            source = named if "/" not in restore and named.is_file() else Path(restore)
            if not source.is_file():
                raise DlrError(
                    "no-such-backup",
                    f"There is no copy {restore}; nothing was changed.",
                    "Their names: dlr backup --list",
                )
            aside = backup.restore(source, folders.store, folders.backups, now)
            document = {"restored": str(source), "replaced": aside and str(aside)}
            lines = restored_lines(source, aside)
        else:
            if not folders.store.exists():
                raise DlrError("nothing-to-copy", "There is no progress yet to copy.")
            copy = backup.copy_by_hand(folders.store, folders.backups, now)
            document = {"backup": str(copy)}
            lines = copied_lines(copy)
    if json:
        print_json(document)
    else:
        session.screen.print(*lines)
