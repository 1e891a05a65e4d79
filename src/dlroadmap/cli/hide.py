"""dlr hide: hide items, categories and levels in one's own overlay."""

from typing import TYPE_CHECKING

from dlroadmap.cli.listing_overlay import show_overlay
from dlroadmap.cli.options import argument, flag, takes
from dlroadmap.cli.overlaying import (
    Target,
    agrees,
    calls_back,
    check_inherited,
    find_overlay,
    find_target,
    save_target,
    show_saved,
)
from dlroadmap.cli.session import Session, print_json
from dlroadmap.errors import DlrError
from dlroadmap.text import clean

if TYPE_CHECKING:
    from dlroadmap.authoring.parts import Part

EXAMPLES = [
    "dlr hide tpu-training",
    "dlr hide expert/theory expert/safety",
    "dlr hide tpu-training --undo",
    "dlr hide",
]


@takes("curriculum", "json", "color", "yes", "no_input")
def run(
    session: Session,
    names: list[str] | None = argument(
        "[NAME]...", "Items, levels, or categories as LEVEL/CATEGORY.", None
    ),
    undo: bool = flag("--undo", "Show them again."),
) -> None:
    """Hide items, levels and categories in your overlay.

    An overlay is your own version of another curriculum, which stays unchanged. If you have none,
    dlr offers to create one. Without a name, dlr lists what your overlay hides, changes and adds.
    """
    if not names:
        if undo:
            raise DlrError(
                "usage", "Specify what to show again.", "To list what is hidden: dlr hide"
            )
        show_overlay(session, find_overlay(session))
        return
    target = find_overlay(session) if undo else find_target(session)
    overlay = target.overlay
    parts = list(dict.fromkeys(_find(session, target, name, undo) for name in names))
    changed = []
    for part in parts:
        hider = overlay.find_hider(part)
        if hider == part if undo else hider is None:
            (overlay.show if undo else overlay.hide)(part)
            changed.append(part)
        elif undo and hider:
            message = f"{target.name(part)} is hidden as part of {hider.name}; nothing was changed."
            call = calls_back(session, target, ["hide", target.name(hider), "--undo"])
            raise DlrError("usage", message, f"To show it: {call}")
    warnings: list[str] = []
    back = None
    if changed and not agrees(session, target):
        changed = []
    elif changed:
        done = "shown" if undo else "hidden"
        warnings = save_target(session, target, target.path, overlay.text, done)
        words = ["hide", *map(target.name, changed), *([] if undo else ["--undo"])]
        back = calls_back(session, target, words)
    unchanged = [part for part in parts if part not in changed]
    if session.as_json:
        print_json({
            "curriculum": target.id,
            "shown" if undo else "hidden": list(map(target.name, changed)),
            "unchanged": list(map(target.name, unchanged)),
            "files": [target.path] if changed else [],
            "warnings": warnings,
            "undo": back,
        })  # fmt: skip
        return
    lines = _describe(target, changed, unchanged, undo) if back or not target.begun else []
    show_saved(session, target, target.path if back else None, lines, target.path, warnings, back)


def _describe(
    target: Target, changed: "list[Part]", unchanged: "list[Part]", undo: bool
) -> list[str]:
    from dlroadmap.render.overlay_words import hidden_lines

    now, before = (list(map(target.describe, parts)) for parts in (changed, unchanged))
    return hidden_lines(now, before, undo)


def _find(session: Session, target: Target, name: str, undo: bool) -> "Part":
    """Return the one part of the base that a name means."""
    from dlroadmap.authoring.parts import Part, find_near, find_parts
    from dlroadmap.curriculum.names import Names, find_exact

    overlay, base = target.overlay, target.overlay.base
    word = name.casefold().strip()
    found = find_parts(name, base)
    if undo:
        hidden = list(overlay.hidden())
        said = [part for part in hidden if word in (part.name, target.name(part))]
        said = said or [part for part in found if part in hidden]
        if len(said) == 1:
            return said[0]
    id = word.removeprefix(f"{target.id}/")
    if overlay.defines(f"{target.id}/{id}") and not find_exact(word, base):
        check_inherited(target, f"{target.id}/{id}")
    if len(found) == 1:
        return found[0]
    if found:
        raise _ambiguous(session, target, name, found, undo)
    if not target.begun and any(p.kind != "items" for p in find_parts(name, session.curriculum)):
        message = f"“{clean(name)}” is your own, in {target.path}; nothing was changed."
        raise DlrError("own-part", message, "To hide it, remove it from that file.")
    try:
        key, _ = Names(base, lambda: [session.curriculum]).find(name)
    except DlrError as error:
        if error.code == "unknown-item" and (near := find_near(name, base)):
            message = f"No item, category or level named “{clean(name)}”; nothing was changed."
            raise DlrError(
                "unknown-part", message, f"Did you mean {', '.join(near)}?", near=near
            ) from None
        raise
    check_inherited(target, key)
    return Part("items", key)


def _ambiguous(
    session: Session, target: Target, name: str, found: "list[Part]", undo: bool
) -> DlrError:
    nouns = {"items": "an item", "levels": "a level", "categories": "a category"}
    kinds = list(dict.fromkeys(nouns[part.kind] for part in found))
    what = " and ".join(kinds) if len(kinds) > 1 else f"{kinds[0]} of {len(found)} levels"
    more = ["--undo"] if undo else []
    names = list(map(target.name, found))
    calls = [f"  {calls_back(session, target, ['hide', name, *more])}" for name in names]
    message = f"“{clean(name)}” is {what}; nothing was changed."
    return DlrError("ambiguous-name", message, "Specify one:", *calls, candidates=names)
