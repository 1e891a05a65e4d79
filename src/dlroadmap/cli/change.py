"""dlr change: set other hours and priorities in one's own overlay."""

from typing import TYPE_CHECKING, NamedTuple

from dlroadmap.cli.options import ITEM, flag, one_of, option, takes
from dlroadmap.cli.overlaying import (
    Target,
    accepts_loss,
    agrees,
    calls_back,
    check_inherited,
    find_overlay,
    find_target,
    save_target,
    show_saved,
)
from dlroadmap.cli.selecting import check_choice
from dlroadmap.cli.session import Session, print_json
from dlroadmap.curriculum.model import PRIORITIES
from dlroadmap.errors import DlrError
from dlroadmap.text import clean

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from dlroadmap.authoring.overlays import Replaced
    from dlroadmap.authoring.values import Verbatim

EXAMPLES = [
    "dlr change numpy-arrays --hours 6",
    "dlr change numpy-arrays --priority useful",
    "dlr change numpy-arrays --hours base --priority base",
    "dlr change numpy-arrays --undo",
]


class _Edit(NamedTuple):
    """A file that was edited, and what is other in it; `lost` is what no call brings back."""

    path: "Path"
    text: str
    replaced: "list[Replaced]"
    lost: list[str]


@takes("curriculum", "json", "color", "yes", "no_input")
def run(
    session: Session,
    name: str = ITEM,
    hours: str | None = option(
        "--hours",
        "N|base|none",
        "Set the hours; base restores the original, none removes those of your own item.",
    ),
    priority: str | None = option(
        "--priority",
        "WORD|base|none",
        f"Set the priority: {one_of(PRIORITIES)}; base and none as for --hours.",
    ),
    undo: bool = flag("--undo", "Undo all your changes of the item."),
) -> None:
    """Change the hours or the priority of an item in your overlay.

    An overlay is your own version of another curriculum, which stays unchanged. If you have none,
    dlr offers to create one. For an item of your own, dlr changes its definition.
    """
    from dlroadmap.render.overlay_words import changed_lines, describe_lost

    wanted = _read_wanted(hours, priority, undo)
    target = find_overlay(session) if undo else find_target(session)
    key = _find(session, target, name)
    is_own = target.overlay.defines(key)
    reference = key.partition("/")[2] if is_own else target.overlay.refer(key)
    edit = _edit(target, key, wanted, undo)
    changed = [each for each in edit.replaced if each.is_new]
    call = calls_back(session, target, ["change", reference, "--undo"])
    agreed = agrees(session, target) if changed or edit.lost else False
    if agreed and edit.lost:
        agreed = accepts_loss(session, describe_lost(reference, edit.lost), call)
    warnings: list[str] = []
    back = None
    if agreed:
        warnings = save_target(session, target, edit.path, edit.text, "changed")
        words = [word for each in changed for word in (f"--{each.field}", each.said)]
        back = calls_back(session, target, ["change", reference, *words]) if words else None
    if session.as_json:
        print_json({
            "curriculum": target.id,
            "key": key,
            "changed": [{"field": e.field, "from": e.was, "to": e.now} for e in changed],
            "files": [edit.path] if agreed else [],
            "warnings": warnings,
            "undo": back,
        })  # fmt: skip
        return
    definitions, items = target.overlay.draft.definitions, target.overlay.base.items
    title = definitions[reference].item.title if is_own else items[key].title
    shown = edit.replaced if agreed or not changed else []
    lines = changed_lines(title, shown)
    path = edit.path if agreed else None
    show_saved(session, target, path, lines, target.path, warnings, back)


def _read_wanted(
    hours: str | None, priority: str | None, undo: bool
) -> "Mapping[str, Verbatim | str]":
    from dlroadmap.authoring.overlays import BASE
    from dlroadmap.authoring.own_items import NONE
    from dlroadmap.authoring.values import read_hours

    check_choice("--priority", priority, (*PRIORITIES, BASE, NONE))
    wanted: dict[str, Verbatim | str] = {}
    if hours is not None:
        wanted["hours"] = hours if hours in (BASE, NONE) else read_hours(hours)
    if priority is not None:
        wanted["priority"] = priority
    if undo and wanted:
        raise DlrError("usage", "--undo cannot be used with --hours or --priority.")
    if not undo and not wanted:
        raise DlrError("usage", "Specify what to change.", "Use --hours N or --priority WORD.")
    return wanted


def _find(session: Session, target: Target, name: str) -> str:
    """Return the key of the item that a name means, one's own or one of the base."""
    from dlroadmap.authoring.parts import find_parts
    from dlroadmap.curriculum.names import Names

    overlay = target.overlay
    id = name.strip().casefold().removeprefix(f"{target.id}/")
    if overlay.defines(f"{target.id}/{id}"):
        return f"{target.id}/{id}"
    try:
        key, _ = Names(session.curriculum, lambda: [overlay.base]).find(name)
    except DlrError as error:
        places = [part for part in find_parts(name, overlay.base) if part.kind != "items"]
        if error.code != "unknown-item" or not places:
            raise
        noun, option = {
            "levels": ("level", "--level"), "categories": ("category", "--category"),
        }[places[0].kind]  # fmt: skip
        message = f"“{clean(name)}” is a {noun}; only items have hours and a priority."
        advice = f"Its items: dlr list {option} {places[0].name}"
        raise DlrError("not-an-item", message, advice) from None
    if not overlay.defines(key):
        check_inherited(target, key)
    return key


def _edit(target: Target, key: str, wanted: "Mapping[str, Verbatim | str]", undo: bool) -> _Edit:
    """Return the file as it is to be."""
    from dlroadmap.authoring.overlays import BASE
    from dlroadmap.authoring.own_items import NONE, change_item

    overlay, id = target.overlay, key.partition("/")[2]
    if overlay.defines(key):
        if undo or BASE in wanted.values():
            message = f"“{id}” is your own item and has no original value to restore."
            raise DlrError(
                "own-item", message, f"To remove its hours: dlr change {id} --hours none"
            )
        path, text, replaced = change_item(overlay.draft, id, wanted)
        return _Edit(path, text, replaced, [])
    if NONE in wanted.values():
        message = f"“{id}” is not your own item; its values come from {overlay.base.id}."
        raise DlrError("usage", message, "To restore one, use base: --hours base")
    if undo:
        replaced, lost = overlay.restore(key)
        return _Edit(target.path, overlay.text, replaced, lost)
    replaced = [overlay.change(key, field, value) for field, value in wanted.items()]
    return _Edit(target.path, overlay.text, replaced, [])
