"""dlr backup: copy the progress, or restore a copy."""

from pathlib import Path

from dlroadmap.cli.options import flag, option, takes
from dlroadmap.cli.session import Session
from dlroadmap.errors import DlrError
from dlroadmap.progress import backup
from dlroadmap.render.acts import copied_lines, copy_lines, restored_lines
from dlroadmap.words import localize

EXAMPLES = ["dlr backup", "dlr backup --list", "dlr backup --restore 2026-11-20.db"]


@takes("json", "color")
def run(
    session: Session,
    show: bool = flag("--list", "Name the copies there are."),
    restore: str | None = option("--restore", "COPY", "Put a copy in place: a name, or a path."),
) -> None:
    """Copy your progress now, list the copies, or put one back.

    A copy is made by itself before the first change of a day. What a restore replaces is kept.
    """
    folders = session.folders
    now = localize(session.now())
    if show:
        copies = backup.find_copies(folders.backups)
        sizes = [(path.name, path.stat().st_size) for path in copies]
        session.answer({"backups": copies}, *copy_lines(sizes))
        return
    with session.store.failures():
        if restore:
            named = folders.backups / restore
            source = named if "/" not in restore and named.is_file() else Path(restore)
            if not source.is_file():
                message = f"There is no copy {restore}; nothing was changed."
                raise DlrError("no-such-backup", message, "Their names: dlr backup --list")
            aside = backup.restore(source, folders.store, folders.backups, now)
            document = {"restored": source, "replaced": aside}
            lines = restored_lines(source, aside)
        else:
            if not folders.store.exists():
                raise DlrError("nothing-to-copy", "There is no progress yet to copy.")
            copy = backup.copy_by_hand(folders.store, folders.backups, now)
            document = {"backup": copy}
            lines = copied_lines(copy)
    session.answer(document, *lines)
