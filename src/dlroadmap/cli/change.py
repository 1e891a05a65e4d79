"""dlr change: other hours and priorities in one's own overlay."""

from typing import TYPE_CHECKING

from dlroadmap.cli.options import ITEM, one_of, option, takes
from dlroadmap.cli.overlaying import (
    agrees,
    calls_back,
    check_inherited,
    find_target,
    save_target,
    show_saved,
)
from dlroadmap.cli.selecting import check_choice
from dlroadmap.cli.session import Session, print_json
from dlroadmap.curriculum.model import PRIORITIES
from dlroadmap.errors import DlrError

if TYPE_CHECKING:
    from dlroadmap.authoring.values import Verbatim

EXAMPLES = [
    "dlr change numpy-arrays --hours 6",
    "dlr change numpy-arrays --priority useful",
    "dlr change numpy-arrays --hours base --priority base",
]


@takes("curriculum", "json", "color", "yes", "no_input")
def run(
    session: Session,
    name: str = ITEM,
    hours: str | None = option("--hours", "N|base", "Its hours; base restores the original."),
    priority: str | None = option(
        "--priority", "WORD|base", f"{one_of(PRIORITIES)}; base restores the original."
    ),
) -> None:
    """Change the hours or the priority of an item in your overlay, and nowhere else.

    An overlay is a curriculum of your own over another one. The first call offers to make one.
    """
    from dlroadmap.authoring.overlays import BASE
    from dlroadmap.authoring.values import read_hours
    from dlroadmap.curriculum.names import Names
    from dlroadmap.render.overlay_words import changed_lines

    check_choice("--priority", priority, (*PRIORITIES, BASE))
    wanted: dict[str, Verbatim | str] = {}
    if hours is not None:
        wanted["hours"] = BASE if hours == BASE else read_hours(hours)
    if priority is not None:
        wanted["priority"] = priority
    if not wanted:
        raise DlrError("usage", "Specify what to change.", "Use --hours N or --priority WORD.")
    target = find_target(session)
    overlay = target.overlay
    if overlay.defines(f"{target.id}/{name.casefold()}"):
        check_inherited(target, f"{target.id}/{name.casefold()}")
    key, _ = Names(overlay.base, lambda: [session.curriculum]).find(name)
    check_inherited(target, key)
    replaced = [overlay.change(key, field, value) for field, value in wanted.items()]
    warnings: list[str] = []
    back, reference = None, overlay.refer(key)
    changed = [each for each in replaced if each.is_new]
    if changed and not agrees(session, target):
        replaced = []
    elif changed:
        warnings = save_target(session, target, target.path, overlay.text, "changed")
        words = [word for each in changed for word in (f"--{each.field}", each.said)]
        back = calls_back(session, target, ["change", reference, *words], "--curriculum")
    if session.as_json:
        print_json({
            "curriculum": target.id,
            "key": key,
            "changed": [{"field": e.field, "from": e.was, "to": e.now} for e in changed],
            "files": [target.path] if back else [],
            "warnings": warnings,
            "undo": back,
        })  # fmt: skip
        return
    lines = changed_lines(overlay.base.items[key].title, replaced)
    show_saved(session, target, target.path if back else None, lines, target.path, warnings, back)
