"""What the commands about curricula from elsewhere share: fetching, and the shapes of documents."""

from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from dlroadmap.cli.session import Session
from dlroadmap.curriculum.library import MAIN
from dlroadmap.errors import DlrError
from dlroadmap.render.authoring_words import describe_change
from dlroadmap.render.screen import tell
from dlroadmap.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dlroadmap.address import Place
    from dlroadmap.authoring.changes import Change
    from dlroadmap.authoring.elsewhere.contents import Contents
    from dlroadmap.authoring.elsewhere.record import Origin
    from dlroadmap.curriculum.model import Curriculum


class Known(NamedTuple):
    """A curriculum from elsewhere that is here: its folder and its record."""

    folder: Path
    origin: "Origin"


def open_curriculum(session: Session, folder: Path) -> "Curriculum | None":
    """Return the curriculum of a folder as it is used; None if it cannot be."""
    with suppress(DlrError):
        return session.opener.open(folder / MAIN).curriculum
    return None


@contextmanager
def open_place(session: Session, place: "Place", ref: str | None) -> "Iterator[Contents]":
    """Provide the files of a place, after saying so where that needs a network."""
    from dlroadmap.authoring.elsewhere.contents import open_contents
    from dlroadmap.render.elsewhere_page import fetching_line

    if place.path is None and not session.as_json:
        tell(fetching_line(place.name))
    with open_contents(place, ref, session.can_ask) as contents:
        yield contents


def recover(session: Session) -> None:
    """Undo what a call that was killed has left half done."""
    from dlroadmap.authoring.elsewhere.placing import recover

    recover(session.folders.curricula, session.now().timestamp())


def origin_document(
    origin: "Origin", before: str | None = None, changes: "Sequence[Change]" = ()
) -> dict[str, Any]:
    """Return what is known of a curriculum from elsewhere, and what became of it."""
    return {
        "id": origin.id,
        "from": clean(origin.place),
        "commit": origin.commit,
        "before": before,
        "changes": [
            {"kind": change.kind, "key": change.key, "words": describe_change(change)}
            for change in changes
        ],
    }


def find_origin(session: Session, id: str) -> Known | None:
    """Return a curriculum from elsewhere by the id that it has here."""
    from dlroadmap.authoring.elsewhere.record import find_origins, read_origin

    failure = None
    for folder in find_origins(session.folders.curricula):
        try:
            origin = read_origin(folder)
        except DlrError as error:
            failure = error if folder.name == id else failure
            continue
        if origin and origin.id == id:
            return Known(folder, origin)
    if failure:
        raise failure
    return None


def find_origins(session: Session, mains: "Iterable[Path]") -> "dict[Path, Origin]":
    """Return where curricula come from, by their main files; a damaged record is told."""
    from dlroadmap.authoring.elsewhere.record import read_origin

    found = {}
    for main in mains:
        if main.parent.parent == session.folders.curricula:
            try:
                if origin := read_origin(main.parent):
                    found[main] = origin
            except DlrError as error:
                tell(f"dlr: {error.message}", *error.advice)
    return found


def origin_of(origin: "Origin | None") -> dict[str, Any] | None:
    """Return for scripts where a curriculum comes from."""
    if origin is None:
        return None
    ref = clean(origin.ref) if origin.ref else None
    return {"from": clean(origin.place), "commit": origin.commit, "ref": ref, "added": origin.added}


def require_origin(session: Session, id: str) -> Known:
    """Return a curriculum from elsewhere; raises DlrError if there is none of that id."""
    known = find_origin(session, id)
    if known is None:
        raise refuse_stranger(session, id, "updated")
    return known


def refuse_stranger(session: Session, id: str, done: str) -> DlrError:
    """Return why a curriculum cannot be updated or removed: it is not from elsewhere."""
    from dlroadmap.likeness import ask_for_near

    name = clean(id)
    if main := session.opener.find(id):
        if any(main.is_relative_to(folder) for folder in session.library.folders[1:]):
            message = f"“{name}” comes with dlr and cannot be {done}."
            return DlrError("not-from-elsewhere", message)
        message = f"“{name}” was not added with dlr add; nothing was {done}."
        return DlrError("not-from-elsewhere", message, f"It is yours: {main}")
    known = [opened.curriculum.id for opened in session.all_opened()]
    message = f"There is no curriculum “{name}”; nothing was {done}."
    return DlrError(
        "no-such-curriculum", message, *ask_for_near(id, known), "To list all: dlr curricula"
    )


def refuse_unanswered(message: str, command: str, *lines: str) -> DlrError:
    """Return that a question needs a terminal; `command` is the call that needs an answer."""
    advice = f"To do it without a question: dlr {command} --yes"
    return DlrError("needs-yes", f"{message}: the question needs a terminal.", *lines, advice)
