"""dlr path: everything still open on the way to an item."""

import re
from typing import Annotated, Any

import typer

from dlroadmap.cli import options
from dlroadmap.cli.output import print_json
from dlroadmap.cli.selecting import check_choice, check_hours, find_items, find_knowing
from dlroadmap.cli.session import Session
from dlroadmap.cli.surroundings import open_surroundings
from dlroadmap.errors import DlrError
from dlroadmap.guide.pace import hours_per_week, own_pace, ticks
from dlroadmap.guide.path import Fit, Path, Step, fit
from dlroadmap.text import clean

EXAMPLES = [
    "dlr path latent-diffusion-model",
    "dlr path latent-diffusion-model --within 6m --hours 10",
    "dlr path backpropagation --graph",
    "dlr path backpropagation --format mermaid",
]

FORMATS = ("mermaid", "dot")

UNITS = {"d": ("day", 1 / 7), "w": ("week", 1.0), "m": ("month", 365.2425 / 12 / 7)}
"""Units of time by letter: a word, and how many weeks each is."""


def run(
    names: options.Names,
    within: Annotated[
        str | None,
        typer.Option("--within", metavar="TIME", help="Does it fit: into 6w, 3m or 40d."),
    ] = None,
    hours: Annotated[
        float | None,
        typer.Option("--hours", metavar="N", help="Hours a week, in place of your own pace."),
    ] = None,
    graph: Annotated[
        bool, typer.Option("--graph", help="What comes before what, as a tree.")
    ] = False,
    depth: Annotated[
        int | None, typer.Option("--depth", metavar="N", help="So many steps of the tree.")
    ] = None,
    format: Annotated[
        str | None,
        typer.Option("--format", metavar="FORMAT", help="Print a graph: mermaid or dot."),
    ] = None,
    curriculum: options.Curriculum = None,
    json: options.Json = False,
    color: options.Color = None,
) -> None:
    """Everything still open on the way to an item, in an order that can be followed.

    Prerequisites outside the curriculum in use are on the way too, and marked. What is done or
    skipped is not, nor what comes before it. The hours a week are those of --hours, else your own
    pace, else the curriculum's.
    """
    session = Session(curriculum, color, json)
    check_choice("--format", format, FORMATS)
    _check_forms(graph, format, json, depth)
    check_hours(hours)
    span = _span(within) if within is not None else None
    keys, holders = find_items(session, names)
    if not keys:
        raise DlrError("usage", "Standard input names no item.", "Name one a line.")
    surroundings, progress = open_surroundings(session, holders)
    path = surroundings.path(keys)
    holder = find_knowing(session.curriculum, holders, keys) or session.curriculum
    own = own_pace(ticks(progress), holder.hours, session.today())
    pace, _ = hours_per_week(holder, own, hours)
    fitting = fit(path.hours, span[1], pace) if span else None
    if format:
        _print_format(path, format, session.curriculum.title)
    elif json:
        print_json(_document(path, pace, fitting))
    else:
        from dlroadmap.render.path_page import path_page, path_tree

        words = (span[0], fitting) if span and fitting else None
        used, screen = session.curriculum, session.screen
        if graph:
            screen.print(*path_tree(path, used, pace, words, depth, screen))
        else:
            screen.print(*path_page(path, used, pace, words, screen))


def _document(path: Path, pace: float, fitting: Fit | None) -> dict[str, Any]:
    keys = [goal.item.key for goal in path.goals]
    document = {
        "goal": keys[0],
        "goals": keys,
        "items": [_step_document(step) for step in path.steps],
        "hours": path.hours,
        "open_items": len(path.steps),
        "hours_per_week": pace,
        "weeks": round(path.hours / pace, 2),
    }
    if fitting:
        document["within"] = {
            "weeks": round(fitting.weeks, 2),
            "fits": fitting.fits,
            "hours_per_week": fitting.hours_per_week,
        }
    return document


def _step_document(step: Step) -> dict[str, Any]:
    return {
        "key": step.item.key,
        "id": step.item.id,
        "title": step.item.title,
        "level": step.place[0].id if step.place else None,
        "category": step.place[1].id if step.place else None,
        "hours": step.item.hours,
        "state": step.state,
        "outside": step.outside,
    }


def _print_format(path: Path, format: str, curriculum: str) -> None:
    if format == "mermaid":
        from dlroadmap.exchange.mermaid import flowchart

        print(flowchart(path, curriculum), end="")
    else:
        from dlroadmap.exchange.dot import digraph

        print(digraph(path, curriculum), end="")


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


def _span(text: str) -> tuple[str, float]:
    """Return a span of time in words and in weeks: `6w`, `3m`, `40d`, `1.5m`."""
    match = re.fullmatch(r"(\d{1,4}(?:\.\d{1,3})?) ?([dwm])", text.strip().lower(), re.ASCII)
    count = float(match[1]) if match else 0.0
    if not match or not count:
        message = f"“{clean(text)}” is no span of time."
        raise DlrError("usage", message, "Write it as 6w for weeks, 3m for months, 40d for days.")
    noun, weeks = UNITS[match[2]]
    return f"{count:g} {noun}{'' if count == 1 else 's'}", count * weeks
