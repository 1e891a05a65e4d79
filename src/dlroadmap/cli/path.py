"""dlr path: list the unfinished steps to a goal."""

from collections.abc import Set
from typing import Any

from dlroadmap.cli.aiming import find_aims, find_rate
from dlroadmap.cli.documents import fields
from dlroadmap.cli.durations import parse_span
from dlroadmap.cli.options import argument, flag, one_of, option, takes
from dlroadmap.cli.selecting import check_choice, check_hours
from dlroadmap.cli.session import Session, print_export, print_json
from dlroadmap.cli.surroundings import open_surroundings
from dlroadmap.errors import DlrError
from dlroadmap.exchange.formats import PATH_FORMATS
from dlroadmap.guide.path import Fit, Path, Step, check_fit
from dlroadmap.render.screen import tell
from dlroadmap.render.words import describe_pace

EXAMPLES = [
    "dlr path latent-diffusion-model",
    "dlr path latent-diffusion-model --within 6m --hours 10",
    "dlr path chain-rule --graph",
    "dlr path chain-rule --format mermaid",
]

FORMATS = tuple(PATH_FORMATS)


@takes("curriculum", "json", "color", "no_pager")
def run(
    session: Session,
    names: list[str] | None = argument(
        "[NAME]...", "An item, a category, a level, or a curriculum (default: your goals).", None
    ),
    within: str | None = option(
        "--within", "TIME", "Check whether it fits in this time: 6w, 3m or 40d."
    ),
    hours: float | None = option("--hours", "N", "Hours a week (default: your setting or pace)."),
    graph: bool = flag("--graph", "Show the steps as a tree of prerequisites."),
    depth: int | None = option("--depth", "N", "Depth of the tree (default: what fits)."),
    format: str | None = option("--format", "FORMAT", f"Print a graph: {one_of(FORMATS)}."),
) -> None:
    """List the unfinished steps to a goal, in an order that you can follow.

    The steps include prerequisites outside the current curriculum, marked as such. They leave out
    done, skipped and assumed items, and the prerequisites of these. Hours a week come from
    --hours, else from your setting (dlr config hours-per-week N), else from your ticks of the
    last twelve weeks, else from the curriculum.
    """
    check_choice("--format", format, FORMATS)
    _check_forms(graph, format, session.as_json, depth)
    check_hours(hours)
    span = parse_span(within) if within is not None else None
    if names:
        surroundings, progress, aims, _ = find_aims(session, names)
    else:
        aims = session.aims
        holders = [aim.holder for aim in aims if aim.holder]
        surroundings, progress = open_surroundings(session, holders)
    if not aims:
        raise DlrError("usage", "You have no goal.", "Use dlr path NAME or dlr goal NAME")
    path = surroundings.path(aims)
    pace, source, own = find_rate(session, hours)
    fitting = check_fit(path.hours, span[1], pace) if span else None
    if session.as_json:
        print_json(_document(path, session.curriculum.assumed, pace, source, fitting))
        return
    from dlroadmap.render.map_page import TO_SEE_WAY
    from dlroadmap.render.path_page import list_path, path_heading, path_tree

    origin = describe_pace(source, own.weeks if own else 0)
    words = (span[0], fitting) if span and fitting else None
    used = session.curriculum
    if format:
        print_export(PATH_FORMATS[format](path, used))
        if not path.steps:
            tell(*path_heading(path, used, progress, pace, origin, words))
    else:
        screen = session.screen
        steps = path_tree(path, used, depth, screen) if graph else list_path(path, used, screen)
        last = [TO_SEE_WAY] if steps and screen.is_terminal else []
        screen.print(*path_heading(path, used, progress, pace, origin, words), *steps, *last)


def _document(
    path: Path, assumed: Set[str], pace: float, source: str, fitting: Fit | None
) -> dict[str, Any]:
    keys = [aim.key for aim in path.aims]
    document = {
        "goal": keys[0],
        "goals": keys,
        "items": [_step_document(step) for step in path.steps],
        **fields(path, "hours guessed"),
        "open_items": len(path.steps),
        "assumed": [key for key in keys if key in assumed],
        "hours_per_week": pace,
        "basis": {"hours_per_week": source},
        "weeks": round(path.hours / pace, 2),
    }
    if fitting:
        named = fields(fitting, "fits hours_per_week")
        document["within"] = {"weeks": round(fitting.weeks, 2), **named}
    return document


def _step_document(step: Step) -> dict[str, Any]:
    return {
        **fields(step.item, "key id title"),
        "level": step.location[0].id if step.location else None,
        "category": step.location[1].id if step.location else None,
        "hours": step.item.hours,
        **fields(step, "state outside"),
    }


def _check_forms(graph: bool, format: str | None, json: bool, depth: int | None) -> None:
    """Refuse two forms of the answer at once."""
    forms = [("--graph", graph), ("--format", format), ("--json", json)]
    asked = [name for name, given in forms if given]
    if len(asked) > 1:
        raise DlrError("usage", f"{asked[0]} and {asked[1]} cannot be combined.", "Choose one.")
    if depth is not None and not graph:
        raise DlrError("usage", "--depth needs --graph.", "Use --graph --depth N")
    if depth is not None and depth < 1:
        raise DlrError("usage", "--depth must be at least 1.", "For what fits, leave it out.")
