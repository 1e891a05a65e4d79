"""dlr path: everything still open on the way to an item."""

from typing import Any

from dlroadmap.cli.documents import fields
from dlroadmap.cli.durations import parse_span
from dlroadmap.cli.options import argument, flag, one_of, option, takes
from dlroadmap.cli.selecting import check_choice, check_hours, find_items, find_knowing
from dlroadmap.cli.session import Session, print_export, print_json
from dlroadmap.cli.surroundings import open_surroundings
from dlroadmap.errors import DlrError
from dlroadmap.exchange.formats import PATH_FORMATS
from dlroadmap.guide.pace import hours_per_week, own_pace, ticks
from dlroadmap.guide.path import Fit, Path, Step, check_fit
from dlroadmap.render.screen import tell

EXAMPLES = [
    "dlr path latent-diffusion-model",
    "dlr path latent-diffusion-model --within 6m --hours 10",
    "dlr path backpropagation --graph",
    "dlr path backpropagation --format mermaid",
]

FORMATS = tuple(PATH_FORMATS)


@takes("curriculum", "json", "color", "no_pager")
def run(
    session: Session,
    names: list[str] = argument("ITEM...", "Key, id, alias or words."),
    within: str | None = option("--within", "TIME", "Does it fit: into 6w, 3m or 40d."),
    hours: float | None = option("--hours", "N", "Hours a week, in place of your own pace."),
    graph: bool = flag("--graph", "What comes before what, as a tree."),
    depth: int | None = option("--depth", "N", "So many steps of the tree."),
    format: str | None = option("--format", "FORMAT", f"Print a graph: {one_of(FORMATS)}."),
) -> None:
    """Everything still open on the way to an item, in an order that can be followed.

    Prerequisites outside the curriculum in use are on the way too, and marked. What is done,
    skipped or assumed is not, nor what comes before it. The hours a week are those of --hours,
    else your own pace, else the curriculum's.
    """
    check_choice("--format", format, FORMATS)
    _check_forms(graph, format, session.as_json, depth)
    check_hours(hours)
    span = parse_span(within) if within is not None else None
    keys, holders = find_items(session, names)
    if not keys:
        raise DlrError("usage", "Standard input names no item.", "Name one a line.")
    surroundings, progress = open_surroundings(session, holders)
    path = surroundings.path(keys)
    holder = find_knowing(session.curriculum, holders, keys) or session.curriculum
    own = own_pace(ticks(progress), holder.needs, session.today())
    pace, _ = hours_per_week(holder, own, hours)
    fitting = check_fit(path.hours, span[1], pace) if span else None
    if session.as_json:
        print_json(_document(path, pace, fitting))
        return
    from dlroadmap.render.path_page import list_path, path_heading, path_tree

    words = (span[0], fitting) if span and fitting else None
    used = session.curriculum
    if format:
        print_export(PATH_FORMATS[format](path, used))
        if not path.steps:
            tell(*path_heading(path, used, pace, words))
    else:
        screen = session.screen
        steps = path_tree(path, used, depth, screen) if graph else list_path(path, used, screen)
        screen.print(*path_heading(path, used, pace, words), *steps)


def _document(path: Path, pace: float, fitting: Fit | None) -> dict[str, Any]:
    keys = [goal.item.key for goal in path.goals]
    document = {
        "goal": keys[0],
        "goals": keys,
        "items": [_step_document(step) for step in path.steps],
        **fields(path, "hours guessed"),
        "open_items": len(path.steps),
        "assumed": [goal.item.key for goal in path.goals if goal.assumed],
        "hours_per_week": pace,
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
        raise DlrError("usage", f"{asked[0]} and {asked[1]} exclude each other.", "Choose one.")
    if depth is not None and not graph:
        raise DlrError("usage", "--depth is about the tree.", "Ask for it: --graph --depth N")
    if depth is not None and depth < 1:
        raise DlrError("usage", f"--depth {depth} shows nothing.", "Name a number from 1 on.")
