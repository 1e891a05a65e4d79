"""dlr hide: leave items, categories and levels out of one's own overlay."""

from typing import TYPE_CHECKING

from dlroadmap.cli.options import argument, flag, takes
from dlroadmap.cli.overlaying import (
    Target,
    agrees,
    calls_back,
    check_inherited,
    find_target,
    save_target,
    show_saved,
)
from dlroadmap.cli.selecting import find_part
from dlroadmap.cli.session import Session, print_json
from dlroadmap.errors import DlrError
from dlroadmap.text import clean

if TYPE_CHECKING:
    from dlroadmap.authoring.overlays import Part

EXAMPLES = [
    "dlr hide tpu-training",
    "dlr hide expert/theory specialist",
    "dlr hide tpu-training --undo",
]


@takes("curriculum", "json", "color", "yes", "no_input")
def run(
    session: Session,
    names: list[str] = argument("NAME...", "Items, levels, or categories as LEVEL/CATEGORY."),
    undo: bool = flag("--undo", "Show them again."),
) -> None:
    """Hide items, levels and categories in your overlay; the curriculum itself is not changed.

    An overlay is a curriculum of your own over another one. The first call offers to make one.
    """
    from dlroadmap.render.overlay_words import hidden_lines

    target = find_target(session)
    overlay = target.overlay
    parts = list(dict.fromkeys(_find(session, target, name, undo) for name in names))
    changed = []
    for part in parts:
        if overlay.hides_itself(part) if undo else not overlay.is_hidden(part):
            (overlay.show if undo else overlay.hide)(part)
            changed.append(part)
        elif undo and overlay.is_hidden(part):
            message = f"{_name(target, part)} is hidden with its level or category."
            raise DlrError("usage", message, "Show that again: dlr hide NAME --undo")
    warnings: list[str] = []
    back = None
    if changed:
        if not agrees(session, target):
            changed = []
        else:
            done = "shown" if undo else "hidden"
            warnings = save_target(session, target, target.path, overlay.text, done)
            words = ["hide", *(_name(target, part) for part in changed)]
            words += [] if undo else ["--undo"]
            back = calls_back(session, target, words, "--curriculum")
    unchanged = [part for part in parts if part not in changed]
    if session.as_json:
        print_json({
            "curriculum": target.id,
            "shown" if undo else "hidden": [_name(target, part) for part in changed],
            "unchanged": [_name(target, part) for part in unchanged],
            "files": [target.path] if changed else [],
            "warnings": warnings,
            "undo": back,
        })  # fmt: skip
        return
    titles = {part: (part.kind, _title(target, part)) for part in parts}
    lines = []
    if back or not target.begun:
        lines = hidden_lines([titles[p] for p in changed], [titles[p] for p in unchanged], undo)
    show_saved(session, target, target.path if back else None, lines, target.path, warnings, back)


def _find(session: Session, target: Target, name: str, undo: bool) -> "Part":
    """Return the one part of the base that a name means."""
    from dlroadmap.authoring.overlays import Part
    from dlroadmap.curriculum.names import Names, find_exact

    overlay, base = target.overlay, target.overlay.base
    word = name.casefold().strip()
    if undo:
        said = [part for part in overlay.hidden() if word in (part.name, _name(target, part))]
        if len(said) == 1:
            return said[0]
    if overlay.defines(f"{target.id}/{word}") and not find_exact(word, base):
        check_inherited(target, f"{target.id}/{word}")
    items = find_exact(name, base)
    found = find_part(base, name)
    if found and items:
        level, category = found
        place = f"category {level.id}/{category.id}" if category else f"level {level.id}"
        message = f"“{clean(name)}” is an item and a {place.split()[0]}; nothing was changed."
        lines = [f"  {key}: {base.items[key].title}" for key in items]
        advice = "Specify the item by its key. To hide the other, edit the file:"
        raise DlrError("ambiguous-name", message, *lines, f"  {place}", f"{advice} {target.path}")
    if found:
        level, category = found
        if category:
            return Part("categories", f"{level.id}/{category.id}")
        return Part("levels", level.id)
    if not target.begun and find_part(session.curriculum, name):
        message = f"“{clean(name)}” is your own, in {target.path}; nothing was changed."
        raise DlrError("own-part", message, "Edit that file.")
    key, _ = Names(base, lambda: [session.curriculum]).find(name)
    check_inherited(target, key)
    return Part("items", key)


def _name(target: Target, part: "Part") -> str:
    """Return how a call names a part: an item by its id, unless a level has that too."""
    if part.kind != "items":
        return part.name
    base, name = target.overlay.base, target.overlay.refer(part.name)
    places = {level.id for level in base.levels} | {at.category.id for at in base.categories}
    return part.name if name in places else name


def _title(target: Target, part: "Part") -> str:
    known = target.overlay.base.items
    if part.kind == "items" and part.name in known:
        return f"{known[part.name].title} ({_name(target, part)})"
    return part.name
