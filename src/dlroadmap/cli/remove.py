"""dlr remove: remove a curriculum that was added or imported."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

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
from dlroadmap.render.screen import tell
from dlroadmap.text import clean

EXAMPLES = ["dlr remove statistics", "dlr remove statistics --yes"]


class _Removal(NamedTuple):
    """What is to go: its main file, how that is done, and what scripts are told of it."""

    main: Path
    remove: Callable[[], None]
    document: dict[str, Any]
    back: str = ""
    is_changed: bool = False


@takes("json", "color", "yes", "no_input")
def run(
    session: Session,
    id: str = argument("ID", "A curriculum that you have added or imported."),
) -> None:
    """Remove a curriculum that you have added with dlr add, or imported with dlr import.

    Your progress on its items stays recorded, and is back when you add the curriculum again.
    """
    from dlroadmap.render.elsewhere_page import (
        kept_line,
        removal_lines,
        removal_question,
        removed_lines,
    )

    recover(session)
    removal = _find_added(session, id) or _find_imported(session, id)
    if removal is None:
        raise refuse_stranger(session, id, "removed")
    if session.used and session.used.resolve() == removal.main.resolve():
        source = session.setting.source
        message = f"“{clean(id)}” is in use ({clean(source)}); nothing was removed."
        raise DlrError("in-use", message, subject="ID")
    if not session.yes:
        lines = removal_lines(id, _find_users(session, id), removal.is_changed)
        if not session.can_ask:
            raise refuse_unanswered(f"{id} was not removed", f"remove {id}", *lines)
        session.screen.print(*lines)
        if not asking.agrees(session, removal_question(id)):
            session.screen.print(kept_line(id))
            return
    elif not session.as_json and (users := _find_users(session, id)):
        tell(*list(removal_lines(id, users, removal.is_changed))[1:])
    removal.remove()
    session.answer(removal.document, *removed_lines(id, removal.back))


def _find_added(session: Session, id: str) -> _Removal | None:
    from dlroadmap.authoring.elsewhere.incoming import digest
    from dlroadmap.authoring.elsewhere.placing import read_texts, remove
    from dlroadmap.curriculum.library import MAIN
    from dlroadmap.render.elsewhere_page import add_call

    known = find_origin(session, id)
    if known is None:
        return None
    folder, origin = known
    document = {**origin_document(origin, origin.commit), "commit": None}
    is_changed = digest(read_texts(folder)) != origin.digest
    call = add_call(origin)
    return _Removal(folder / MAIN, lambda: remove(folder), document, call, is_changed)


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
    return _Removal(main, lambda: remove_files(main, record, earlier), document)


def _find_users(session: Session, id: str) -> list[str]:
    """Return the ids of curricula that extend one, or take items of it in."""
    found = []
    for opened in session.all_opened():
        curriculum = opened.curriculum
        keys = curriculum.id != id and any(k.startswith(f"{id}/") for k in curriculum.locations)
        if keys or curriculum.extends == id:
            found.append(curriculum.id)
    return found
