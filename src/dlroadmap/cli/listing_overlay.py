"""What dlr hide lists without a name: all that an overlay hides, changes and adds."""

from itertools import groupby

from dlroadmap.cli.overlaying import Target, calls_back
from dlroadmap.cli.session import Session, print_json


def show_overlay(session: Session, target: Target) -> None:
    """List what an overlay hides, changes and adds, and the calls that undo that."""
    from dlroadmap.render.overlay_words import overlay_lines

    overlay, used = target.overlay, session.curriculum
    hidden = list(overlay.hidden())
    changed = [each for each in used.changed if each.by == target.id]
    own = [key for key in used.locations if overlay.defines(key)]
    document = {
        "curriculum": target.id,
        "extends": used.extends,
        "hidden": list(map(target.name, hidden)),
        "changed": [
            {"key": e.key, "field": e.what, "from": e.was, "to": e.now, "added": e.added}
            for e in changed
        ],
        "own": own,
        "files": [source.path for source in overlay.draft.sources],
    }

    def name(key: str) -> str:
        return f"{used.items[key].title} ({overlay.refer(key)})"

    by_item = groupby(sorted(changed, key=lambda each: each.key), key=lambda each: each.key)
    words = (("hide", "NAME"), ("change", "ITEM"), ("new", "item", "ITEM"))
    lines = overlay_lines(
        used.title,
        [target.describe(part) for part in hidden],
        [(name(key), list(each)) for key, each in by_item],
        [(name(key), used.locations[key].name) for key in own],
        [calls_back(session, target, (*each, "--undo")) for each in words],
    )
    if session.as_json:
        print_json(document)
    else:
        session.screen.print(*lines)
        session.screen.lines(f"File: {target.path}")
