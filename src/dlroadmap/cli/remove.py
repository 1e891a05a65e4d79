"""dlr remove: remove a curriculum that was added or imported."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from dlroadmap.cli import asking
from dlroadmap.cli.elsewhere import (
    find_origin,
    origin_document,
    recover,
    refuse_stranger,
    refuse_unanswered,
)
from dlroadmap.cli.options import argument, takes
from dlroadmap.cli.session import Session
from dlroadmap.errors import DlrError
from dlroadmap.text import clean

if TYPE_CHECKING:
    from dlroadmap.authoring.elsewhere.record import Origin

EXAMPLES = [
    "dlr remove statistics",
    "dlr remove statistics my-track",
    "dlr remove statistics --yes",
]


class _Removal(NamedTuple):
    """What is to go: its main file, how that is done, and what scripts are told of it."""

    id: str
    main: Path
    remove: Callable[[], None]
    document: dict[str, Any]
    origin: "Origin | None" = None
    is_changed: bool = False


@takes("json", "color", "yes", "no_input")
def run(
    session: Session,
    ids: list[str] = argument("ID...", "Curricula that you have added or imported."),
) -> None:
    """Remove curricula that you have added with dlr add, or imported with dlr import.

    Your progress on their items stays recorded, and is back when you add them again. What another
    curriculum needs can be removed only together with it.
    """
    from dlroadmap.render.elsewhere_page import (
        kept_line,
        removal_lines,
        removal_question,
        removed_lines,
    )

    recover(session)
    ids = list(dict.fromkeys(ids))
    removals = [_find_removal(session, id) for id in ids]
    _check_needed(session, removals)
    if not session.yes:
        lines = list(removal_lines(ids, [one.id for one in removals if one.is_changed]))
        if not session.can_ask:
            call = " ".join(["remove", *ids])
            raise refuse_unanswered("Nothing was removed", call, *lines)
        session.screen.print(*lines)
        if not asking.agrees(session, removal_question(ids)):
            session.screen.print(kept_line(ids))
            return
    for removal in removals:
        removal.remove()
    documents = [removal.document for removal in removals]
    document = {"curricula": documents} if len(documents) > 1 else documents[0]
    session.answer(document, *removed_lines(ids, [one.origin for one in removals if one.origin]))


def _find_removal(session: Session, id: str) -> _Removal:
    """Return how to remove a curriculum; raises DlrError if it cannot be removed."""
    removal = _find_removable(session, id)
    if removal is None:
        raise refuse_stranger(session, id, "removed")
    if session.used and session.used.resolve() == removal.main.resolve():
        source = session.setting.source
        message = f"“{clean(id)}” is in use ({clean(source)}); nothing was removed."
        raise DlrError("in-use", message, subject="ID")
    return removal


def _find_removable(session: Session, id: str) -> _Removal | None:
    return _find_added(session, id) or _find_imported(session, id)


def _find_added(session: Session, id: str) -> _Removal | None:
    from dlroadmap.authoring.elsewhere.incoming import digest
    from dlroadmap.authoring.elsewhere.placing import read_texts, remove
    from dlroadmap.curriculum.library import MAIN

    known = find_origin(session, id)
    if known is None:
        return None
    folder, origin = known
    document = {**origin_document(origin, origin.commit), "commit": None}
    is_changed = digest(read_texts(folder)) != origin.digest
    return _Removal(id, folder / MAIN, lambda: remove(folder), document, origin, is_changed)


def _find_imported(session: Session, id: str) -> _Removal | None:
    """Return what dlr import has made: a file, and beside it what that was made from."""
    from dlroadmap.authoring.elsewhere.placing import remove_files
    from dlroadmap.text import is_id

    folder = session.folders.curricula
    endings = ("yaml", "import.json", "import.bak")
    main, record, earlier = (folder / f"{id}.{suffix}" for suffix in endings)
    if not (is_id(id) and main.is_file() and record.is_file()):
        return None
    document: dict[str, Any] = {
        "id": id,
        "from": None,
        "commit": None,
        "before": None,
        "changes": [],
    }
    return _Removal(id, main, lambda: remove_files(main, record, earlier), document)


def _check_needed(session: Session, removals: Sequence[_Removal]) -> None:
    """Refuse to remove what a curriculum that stays cannot be used without."""
    from dlroadmap.render.elsewhere_page import needed_line, own_line

    removed, gone = [one.id for one in removals], {one.main for one in removals}
    users = _find_users(session, gone)
    if not users:
        return
    own = [(id, main) for id, main in users.items() if not _find_removable(session, id)]
    lines = [own_line(id, main) for id, main in own]
    together = None if own else " ".join([*users, *removed])
    message = needed_line(removed, list(users))
    raise DlrError("still-needed", message, *lines, subject=together, needed_by=list(users))


def _find_users(session: Session, gone: set[Path]) -> dict[str, Path]:
    """Return by their ids the main files of curricula that cannot be used without others."""
    near: dict[Path, str] = {}
    for main in session.mains:
        with suppress(DlrError):  # What has errors today is no reason to keep anything.
            opened = session.opener.open(main)
            read = {Path(path) for path, *_ in opened.stamps}
            if main not in gone and not opened.warning and not gone.isdisjoint(read):
                near[main] = opened.curriculum.id
    if not near:
        return {}
    from dlroadmap.authoring.elsewhere.needed import find_dependent

    return {near[main]: main for main in find_dependent(near, gone, session.library)}
