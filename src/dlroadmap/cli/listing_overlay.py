"""What dlr hide lists without a name: all that an overlay hides, changes and adds."""

from itertools import groupby

from dlroadmap.cli.overlaying import Target, calls_back
from dlroadmap.cli.session import Session, print_json


def show_overlay(session: Session, target: Target) -> None:
    """List what an overlay hides, changes and adds, each with the call that undoes it."""
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

    def call(*words: str) -> str:
        return calls_back(session, target, (*words, "--undo"))

    by_item = groupby(sorted(changed, key=lambda each: each.key), key=lambda each: each.key)
    lines = overlay_lines(
        used.title,
        [(target.describe(part), call("hide", target.name(part))) for part in hidden],
        [
            (used.items[key].title, list(each), call("change", overlay.refer(key)))
            for key, each in by_item
        ],
        [
            (
                used.items[key].title,
                used.locations[key].name,
                call("new", "item", key.partition("/")[2]),
            )
            for key in own
        ],
        target.path,
    )
    if session.as_json:
        print_json(document)
    else:
        session.screen.lines(*lines)
