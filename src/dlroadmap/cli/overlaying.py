"""The overlay that a call writes to: the one in use, or a new one that extends what is in use."""

import shlex
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dlroadmap.cli import asking
from dlroadmap.cli.session import Session
from dlroadmap.curriculum.compiled import Opened
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.errors import DlrError
from dlroadmap.settings import SETTINGS
from dlroadmap.text import MAX_ID, clean

if TYPE_CHECKING:
    from dlroadmap.authoring.overlays import Overlay
    from dlroadmap.authoring.parts import Part
    from dlroadmap.format.compiling import DraftShelf


class Target(NamedTuple):
    """An overlay to write to; `begun` if its file is not there yet.

    dlr `switches` to it if nothing says in another place which curriculum is in use.
    """

    overlay: "Overlay"
    begun: bool = False
    switches: bool = False

    @property
    def path(self) -> Path:
        """Its file."""
        return self.overlay.draft.path

    @property
    def id(self) -> str:
        """Its id."""
        return self.overlay.draft.id

    def name(self, part: "Part") -> str:
        """Return how a call names a part, so that it means nothing else."""
        from dlroadmap.authoring.parts import find_parts, is_place

        base = self.overlay.base
        if part.kind == "levels":
            return f"{part.name}/" if len(find_parts(part.name, base)) > 1 else part.name
        if part.kind == "categories":
            return part.name
        name = self.overlay.refer(part.name)
        return part.name if is_place(name, base) else name

    def describe(self, part: "Part") -> tuple[str, str, int]:
        """Return the kind of a part, its title or name, and how many items it has."""
        from dlroadmap.authoring.parts import count_items

        base = self.overlay.base
        item = base.items.get(part.name) if part.kind == "items" else None
        title = f"{item.title} ({self.name(part)})" if item else part.name
        return part.kind, title, count_items(part, base)


def find_target(session: Session) -> Target:
    """Return the overlay in use, or one to begin over the curriculum in use; nothing is saved."""
    from dlroadmap.authoring.places import is_writable

    opened = session.opened
    if opened.curriculum.extends and is_writable(opened.main, session.library):
        return open_target(session, opened.main)
    source = session.setting.source
    elsewhere = ("--curriculum", SETTINGS["curriculum"].variable)
    return _begin(session, opened)._replace(switches=source not in elsewhere)


def find_overlay(session: Session) -> Target:
    """Return the overlay in use; raises DlrError where there is none."""
    from dlroadmap.authoring.places import is_writable
    from dlroadmap.format.draft import load

    main, base = session.opened.main, session.curriculum
    if load(main).extends is not None and is_writable(main, session.library):
        return open_target(session, main)
    _refuse_second(session, base)
    message = "No overlay is in use."
    raise DlrError("no-overlay", message, "To specify one: --curriculum ID")


def open_target(session: Session, main: Path) -> Target:
    """Return the overlay of a main file."""
    from dlroadmap.authoring.overlays import Overlay
    from dlroadmap.authoring.places import load_whole

    draft = load_whole(main)
    assert draft.extends is not None
    base = open_base(session, main, draft.extends)
    if session.opener.open(main).warning:
        message = f"{main} has errors; nothing was changed."
        raise DlrError("bad-curriculum", message, subject=main)
    return Target(Overlay(draft, base, _shelve(session, main).find))


def _shelve(session: Session, main: Path) -> "DraftShelf":
    """Return the files that the references of a main file lead to."""
    from dlroadmap.format.compiling import DraftShelf

    return DraftShelf(session.library.beside(main))


def open_base(session: Session, main: Path, id: str) -> Curriculum:
    """Return the curriculum that the overlay of a main file extends."""
    base = session.library.beside(main).find(id) or session.opener.find(id)
    if base is None:
        message = f"{main} extends the unknown curriculum “{clean(id)}”; nothing was changed."
        raise DlrError("no-base", message, "To list all: dlr curricula")
    return session.opener.open(base).curriculum


def _begin(session: Session, opened: Opened) -> Target:
    from dlroadmap.authoring.overlays import Overlay, begin
    from dlroadmap.format.draft import load
    from dlroadmap.format.files import Files

    base = opened.curriculum
    if opened.main not in list(session.library):
        message = f"An overlay needs the id of a curriculum; {opened.main} is used by its path."
        folder = session.folders.curricula
        raise DlrError("no-overlay", message, f"Move it to {folder}, then: dlr use {base.id}")
    _refuse_second(session, base)
    every = list(session.all_opened())
    taken = {other.curriculum.id for other in every}
    for id in ("mine", f"my-{base.id}"[:MAX_ID].rstrip("-")):
        path = session.folders.curricula / f"{id}.yaml"
        if id not in taken and not path.exists():
            draft = load(path, Files({path: begin(id, "", base).encode()}))
            return Target(Overlay(draft, base, _shelve(session, path).find), begun=True)
    call = f"dlr new overlay ID --extends {base.id}"
    message = "The default ids of an overlay are taken."
    raise DlrError("no-overlay", message, f"Specify one: {call}")


def _refuse_second(session: Session, base: Curriculum) -> None:
    """Name the overlay that a learner has over a curriculum already, if there is one."""
    from dlroadmap.authoring.places import is_writable

    for other in session.all_opened():
        if other.curriculum.extends == base.id and is_writable(other.main, session.library):
            id = other.curriculum.id
            message = f"You already have an overlay of {base.id}, “{id}”; nothing was changed."
            words = f"To use it: dlr use {id}", f"For one command: --curriculum {id}"
            raise DlrError("no-overlay", message, *words, overlay=id)


def agrees(session: Session, target: Target) -> bool:
    """Return whether an overlay may be begun, if one has to be.

    Raises DlrError where there is nobody to ask.
    """
    base = target.overlay.base
    if not target.begun or session.yes:
        return True
    if session.can_ask:
        from dlroadmap.render.overlay_words import overlay_question

        return bool(asking.agrees(session, overlay_question(base.title, target.id), default=True))
    message = f"{base.title} is read-only; nothing was changed."
    advice = ["To change it for yourself, create an overlay:"]
    advice += [f"dlr new overlay {target.id} --extends {base.id}", f"dlr use {target.id}"]
    raise DlrError("no-overlay", message, *advice)


def accepts_loss(session: Session, what: str, command: str) -> bool:
    """Return whether something may go that no call brings back.

    Raises DlrError where there is nobody to ask.
    """
    from dlroadmap.render.overlay_words import loss_question

    if session.yes:
        return True
    if session.can_ask:
        return bool(asking.agrees(session, loss_question(what)))
    message = f"{what}; nothing was changed."
    raise DlrError("no-undo", message, f"To do it anyway: {command} --yes")


def save_target(session: Session, target: Target, path: Path, text: str, done: str) -> list[str]:
    """Save a file of an overlay, and use the overlay from now on if it is new.

    Return what there is to know of what is new.
    """
    from dlroadmap.authoring.checking import save_checked
    from dlroadmap.render.overlay_words import warning_texts

    texts = {path: text}
    found = save_checked(target.path, texts, session.library, done, lenient=True)
    if target.begun and target.switches:
        try:
            session.remember(target.id)
        except DlrError:
            path.unlink(missing_ok=True)
            raise
    return warning_texts(found)


def calls_back(session: Session, target: Target, words: Iterable[str]) -> str:
    """Return a call of dlr on an overlay, which is named where the next call would use another."""
    named: Sequence[str] = ()
    if target.begun and not target.switches:
        named = ("--curriculum", target.id)
    elif session.setting.source == "--curriculum":
        named = ("--curriculum", session.setting.value)
    return shlex.join(["dlr", *words, *named])


def check_inherited(target: Target, key: str) -> None:
    """Refuse an item that the base of an overlay does not hold."""
    from dlroadmap.render.overlay_words import own_item_advice

    overlay, id = target.overlay, key.partition("/")[2]
    if overlay.defines(key):
        path = overlay.draft.definitions[id].source.path
        message = f"“{id}” is your own item, in {path}; nothing was changed."
        raise DlrError("own-item", message, own_item_advice(id))
    if key not in overlay.base.locations:
        message = f"“{clean(id)}” is not in {overlay.base.id}; nothing was changed."
        raise DlrError("not-inherited", message, f"The overlay's own items are in {target.path}")


def show_saved(
    session: Session,
    target: Target | None,
    path: Path | None,
    lines: Sequence[str],
    main: Path,
    warnings: Sequence[str] = (),
    undo: str | None = None,
) -> None:
    """Show what changed, after the overlay if that is new, and how to go back.

    Without a path nothing was written.
    """
    from dlroadmap.render.overlay_words import begun_lines, deletion_line, saved_lines

    if path and target and target.begun:
        base = target.overlay.base.id
        session.screen.lines(*begun_lines(target.id, target.path, base, target.switches))
        if not target.switches:
            session.screen.lines(deletion_line(target.path))
    session.screen.print(*lines)
    session.screen.lines(*saved_lines(path, main, warnings, undo))
