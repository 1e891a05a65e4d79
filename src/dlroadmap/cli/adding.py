"""What dlr new does with items: adds one to a curriculum or an overlay, and removes one."""

import shlex
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from dlroadmap.cli.overlaying import (
    Target,
    accepts_loss,
    agrees,
    calls_back,
    find_overlay,
    find_target,
    open_target,
    save_target,
    show_saved,
)
from dlroadmap.cli.selecting import check_choice
from dlroadmap.cli.session import Session, print_json
from dlroadmap.curriculum.library import is_path
from dlroadmap.curriculum.model import KINDS, PRIORITIES, Curriculum
from dlroadmap.errors import DlrError
from dlroadmap.text import clean

if TYPE_CHECKING:
    from dlroadmap.curriculum.compiled import Opened
    from dlroadmap.format.draft import Draft


class Wanted(NamedTuple):
    """What a new item is to say, as it was typed."""

    title: str
    category: str | None = None
    after: str | None = None
    id: str | None = None
    kind: str | None = None
    priority: str | None = None
    hours: str | None = None
    requires: Sequence[str] = ()
    summary: str | None = None


def add_item(session: Session, wanted: Wanted, where: str | None) -> None:
    """Add an item to the curriculum that `where` names, or to the overlay in use."""
    from dlroadmap.authoring import own_items
    from dlroadmap.authoring.parts import Part
    from dlroadmap.render.overlay_words import added_lines

    fields = _read_fields(wanted)
    if not wanted.category:
        call = shlex.join(["dlr", "new", "item", wanted.title, "--category", "LEVEL/CATEGORY"])
        raise DlrError("usage", "A new item needs a category.", f"Specify one: {call}")
    target = find_target(session) if where is None else _find_named(session, where)
    needed = [_refer(session, target, name) for name in wanted.requires]
    if needed:
        fields["requires"] = [reference for reference, _ in needed]
    draft, base = _parts(target)
    known = target.overlay.resolve(fields["id"]) if isinstance(target, Target) else ()
    place, path, text = own_items.add_item(
        draft, base, wanted.category, fields, wanted.after, known
    )
    if isinstance(target, Target):
        hider = target.overlay.find_hider(Part("categories", place))
        if hider:
            message = f"{hider.name} is hidden in {draft.path}; nothing was added."
            call = calls_back(session, target, ["hide", target.name(hider), "--undo"])
            raise DlrError("hidden", message, f"To show it: {call}")
    found = _save(session, target, path, text, "added")
    undo = _call(session, target, where, fields["id"], "--undo")
    lines = [] if found is None else added_lines(fields["id"], place, needed)
    _show(session, target, f"{draft.id}/{fields['id']}", path, lines, found, undo)


def remove_item(session: Session, name: str, where: str | None) -> None:
    """Remove an item that a file defines, unless something names it."""
    from dlroadmap.authoring import own_items
    from dlroadmap.render.overlay_words import describe_loss, removed_lines

    target = find_overlay(session) if where is None else _find_named(session, where)
    draft, _ = _parts(target)
    id = own_items.find_own(draft, name)
    path, text = own_items.remove_item(draft, id)
    _check_unused(session, target, where, id, {path: text})
    words = own_items.spell_out(draft, id)
    if words is None:
        command = _call(session, target, where, id, "--undo")
        if not accepts_loss(session, describe_loss(id), command):
            _show(session, target, f"{draft.id}/{id}", path, [], None, None)
            return
    key = f"{draft.id}/{id}"
    is_known = session.past(session.curriculum).progress.state(key) != "todo"
    found = _save(session, target, path, text, "removed")
    undo = _call(session, target, where, *words) if words else None
    _show(session, target, key, path, removed_lines(id, is_known), found, undo)


def _check_unused(
    session: Session, target: "Target | Draft", where: str | None, id: str, texts: dict[Path, str]
) -> None:
    """Refuse to remove an item that any file names, and say how to go on."""
    from dlroadmap.authoring.mentions import find_broken, find_mentions
    from dlroadmap.authoring.places import is_installed, is_writable

    draft, _ = _parts(target)
    library = session.library.beside(target.path)
    drawing = {opened.main for opened in session.all_opened() if _knows(opened, draft.id)}
    others = [main for main in library if main in drawing or not is_installed(main)]
    mentions = chain(find_mentions(draft, id), find_broken(target.path, texts, others, library))
    mention = next(mentions, None)
    if mention is None:
        return
    place = f"{mention.source.path}, line {mention.line}"
    message = f"“{id}” is still used in {place}; nothing was removed."
    advice = "Remove it from that line first."
    home = session.opener.find(mention.home)
    is_own = mention.home == draft.id or (home and is_writable(home, session.library))
    if is_own and mention.owner and mention.key:
        other = mention.home if mention.home != draft.id else where
        first = _call(session, target, other, mention.owner, "--undo")
        message = f"“{mention.owner}” {mention.key} “{id}” in {place}; nothing was removed."
        advice = f"To remove “{mention.owner}” first: {first}"
    elif is_own and mention.key == "hide":
        call = ["dlr", "hide", id, "--undo", "--curriculum", mention.home]
        advice = f"To undo that first: {shlex.join(call)}"
    raise DlrError("in-use", message, advice)


def _knows(opened: "Opened", home: str) -> bool:
    return any(key.startswith(f"{home}/") for key in opened.curriculum.hours)


def _read_fields(wanted: Wanted) -> dict[str, Any]:
    from dlroadmap.authoring.naming import check_id, check_title, make_id
    from dlroadmap.authoring.values import read_hours

    check_choice("--kind", wanted.kind, KINDS)
    check_choice("--priority", wanted.priority, PRIORITIES)
    title = check_title(wanted.title)
    id = check_id(wanted.id) if wanted.id is not None else make_id(title)
    fields: dict[str, Any] = {"id": id, "title": title, "kind": wanted.kind or "concept"}
    if wanted.summary is not None:
        fields["summary"] = check_title(wanted.summary, "summary")
    if wanted.priority is not None:
        fields["priority"] = wanted.priority
    if wanted.hours is not None:
        fields["hours"] = read_hours(wanted.hours)
    return fields


def _parts(target: "Target | Draft") -> "tuple[Draft, Curriculum | None]":
    """Return what the files say, and what is below them if they are an overlay's."""
    if isinstance(target, Target):
        return target.overlay.draft, target.overlay.base
    return target, None


def _find_named(session: Session, where: str) -> "Target | Draft":
    """Return the curriculum or overlay of an id or a path; what comes with dlr is refused."""
    from dlroadmap.authoring.places import find_main, is_installed, is_writable, load_whole
    from dlroadmap.format.draft import load

    main = None if is_path(where) else session.opener.find(where)
    by_path = main is None or (not is_writable(main, session.library) and Path(where).exists())
    if by_path and not is_path(where) and not Path(where).exists():
        session.open(where)
    if by_path or main is None:
        main = find_main(Path(where).expanduser())
    if is_installed(main) if by_path else not is_writable(main, session.library):
        id = load(main).id
        message = f"{clean(where)} is read-only; nothing was changed."
        advice = "To change it for yourself, create an overlay:"
        raise DlrError("not-yours", message, advice, f"dlr new overlay mine --extends {id}")
    if load(main).extends is not None:
        return open_target(session, main)
    return load_whole(main)


def _refer(session: Session, target: "Target | Draft", name: str) -> tuple[str, str]:
    """Return how a file names the item that a person means, and how a person is told of it."""
    from dlroadmap.curriculum.names import Names

    draft, base = _parts(target)
    own = name.casefold().removeprefix(f"{draft.id}/")
    if own in draft.definitions:
        return own, f"{draft.definitions[own].item.title} ({own})"
    used = base or session.opener.open(draft.path).curriculum

    def others() -> Iterator[Curriculum]:
        return (opened.curriculum for opened in session.all_opened())

    key, holder = Names(used, others).find(name)
    word = key.removeprefix(f"{draft.id}/")
    if isinstance(target, Target):
        word = target.overlay.refer(key)
    return word, f"{holder.items[key].title} ({word})"


def _save(
    session: Session, target: "Target | Draft", path: Path, text: str, done: str
) -> list[str] | None:
    """Save a file; return what there is to know of it, None if the learner wanted no overlay."""
    from dlroadmap.authoring.checking import save_checked
    from dlroadmap.render.overlay_words import warning_texts

    if isinstance(target, Target):
        return save_target(session, target, path, text, done) if agrees(session, target) else None
    return warning_texts(
        save_checked(target.path, {path: text}, session.library, done, lenient=True)
    )


def _call(session: Session, target: "Target | Draft", where: str | None, *words: str) -> str:
    """Return a call of dlr new that writes to the same file."""
    words = ("new", "item", *words)
    if where is None and isinstance(target, Target):
        return calls_back(session, target, words)
    return shlex.join(["dlr", *words, "--in", where or ""])


def _show(
    session: Session,
    target: "Target | Draft",
    key: str,
    path: Path,
    lines: Sequence[str],
    warnings: list[str] | None,
    undo: str | None,
) -> None:
    if session.as_json:
        print_json({
            "id": key.partition("/")[2],
            "key": key,
            "files": [path],
            "warnings": warnings or [],
            "undo": undo,
        })  # fmt: skip
        return
    begun = target if isinstance(target, Target) else None
    written = path if warnings is not None else None
    show_saved(session, begun, written, lines, target.path, warnings or (), undo)
