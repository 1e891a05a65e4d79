"""What dlr new does with items: adds one to a curriculum or an overlay, and removes one."""

import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from dlroadmap.cli.overlaying import (
    Target,
    agrees,
    calls_back,
    find_target,
    open_target,
    save_target,
    show_saved,
)
from dlroadmap.cli.selecting import check_choice
from dlroadmap.cli.session import Session, print_json
from dlroadmap.curriculum.library import is_path
from dlroadmap.curriculum.model import KINDS, Curriculum
from dlroadmap.errors import DlrError
from dlroadmap.text import clean

if TYPE_CHECKING:
    from dlroadmap.format.draft import Draft


class Wanted(NamedTuple):
    """What a new item is to say, as it was typed."""

    title: str
    category: str | None = None
    after: str | None = None
    id: str | None = None
    kind: str | None = None
    hours: str | None = None
    requires: Sequence[str] = ()
    summary: str | None = None


def add_item(session: Session, wanted: Wanted, where: str | None) -> None:
    """Add an item to the curriculum that `where` names, or to the overlay in use."""
    from dlroadmap.authoring import own_items
    from dlroadmap.authoring.overlays import Part
    from dlroadmap.render.overlay_words import added_lines

    fields = _read_fields(wanted)
    if not wanted.category:
        call = shlex.join(["dlr", "new", "item", wanted.title, "--category", "LEVEL/CATEGORY"])
        raise DlrError("usage", "An item belongs to a category.", f"Specify one: {call}")
    target = find_target(session) if where is None else _find_named(session, where)
    if wanted.requires:
        fields["requires"] = [_refer(session, target, name) for name in wanted.requires]
    draft, base = _parts(target)
    place, path, text = own_items.add_item(draft, base, wanted.category, fields, wanted.after)
    if isinstance(target, Target):
        parts = Part("categories", place), Part("levels", place.partition("/")[0])
        for part in filter(target.overlay.is_hidden, reversed(parts)):
            message = f"{part.name} is hidden in {draft.path}; nothing was added."
            raise DlrError("hidden", message, f"To show it: dlr hide {part.name} --undo")
    found = _save(session, target, path, text, "added")
    undo = _call(session, target, where, fields["id"], "--undo")
    lines = [] if found is None else added_lines(fields["id"], place)
    _show(session, target, f"{draft.id}/{fields['id']}", path, lines, found, undo)


def remove_item(session: Session, name: str, where: str | None) -> None:
    """Remove an item that a file defines, unless another item builds on it."""
    from dlroadmap.authoring import own_items
    from dlroadmap.render.overlay_words import removed_lines

    target = find_target(session) if where is None else _find_named(session, where)
    if isinstance(target, Target) and target.begun:
        message = f"{target.overlay.base.title} is not yours to change; nothing was removed."
        raise DlrError("no-overlay", message, "Specify where the item is: --in ID|PATH")
    draft, _ = _parts(target)
    id, path, text = own_items.remove_item(draft, name)
    for other in _dependents(session, f"{draft.id}/{id}"):
        message = f"{other.id} builds on “{id}”; nothing was removed."
        raise DlrError("in-use", message, f"Remove it there first: {clean(other.title)}")
    found = _save(session, target, path, text, "removed")
    words = own_items.spell_out(draft, id)
    undo = _call(session, target, where, *words) if words else None
    _show(session, target, f"{draft.id}/{id}", path, removed_lines(id), found, undo)


def _read_fields(wanted: Wanted) -> dict[str, Any]:
    from dlroadmap.authoring.naming import check_id, check_title, make_id
    from dlroadmap.authoring.values import read_hours

    check_choice("--kind", wanted.kind, KINDS)
    title = check_title(wanted.title)
    id = check_id(wanted.id) if wanted.id else make_id(title)
    fields: dict[str, Any] = {"id": id, "title": title, "kind": wanted.kind or "concept"}
    if wanted.summary:
        fields["summary"] = check_title(wanted.summary)
    if wanted.hours:
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
        message = f"{clean(where)} is not yours to change; nothing was changed."
        advice = "To change it for yourself, make an overlay over it:"
        raise DlrError("not-yours", message, advice, f"dlr new overlay mine --extends {id}")
    if load(main).extends is not None:
        return open_target(session, main)
    return load_whole(main)


def _refer(session: Session, target: "Target | Draft", name: str) -> str:
    """Return how a file names the item that a person means."""
    from dlroadmap.curriculum.names import Names

    draft, base = _parts(target)
    own = name.casefold().removeprefix(f"{draft.id}/")
    if own in draft.definitions:
        return own
    used = base or session.opener.open(draft.path).curriculum

    def others() -> Iterator[Curriculum]:
        return (opened.curriculum for opened in session.all_opened())

    key, _ = Names(used, others).find(name)
    if isinstance(target, Target):
        return target.overlay.refer(key)
    return key.removeprefix(f"{draft.id}/")


def _dependents(session: Session, key: str) -> Iterator[Curriculum]:
    """Yield the other curricula that name an item: they require it, cover it, or take it in."""
    home = key.partition("/")[0]
    known = {opened.curriculum.id: opened.curriculum for opened in session.all_opened()}
    for one in known.values():
        below, inherits = one.extends, False
        while below and not inherits:
            inherits = below == home
            below = known[below].extends if below in known else ""
        own = (item for other, item in one.items.items() if other.partition("/")[0] == one.id)
        named = any(key in (*item.covers, *(r.key for r in item.requires)) for item in own)
        if one.id != home and (named or (key in one.locations and not inherits)):
            yield one


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
        return calls_back(session, target, words, "--in")
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
