"""dlr assess: placement in minutes."""

import json as jsons
import sys
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import typer

from dlroadmap.cli.asking import agrees, ask
from dlroadmap.cli.options import flag, option, takes
from dlroadmap.cli.selecting import find_keys
from dlroadmap.cli.session import Session
from dlroadmap.errors import DlrError
from dlroadmap.guide.acts import infer
from dlroadmap.guide.placement import Placement
from dlroadmap.guide.summary import summarize
from dlroadmap.render.words import NOTHING
from dlroadmap.text import clean

EXAMPLES = [
    "dlr assess",
    "dlr assess --level entry",
    "dlr assess --curriculum architecture --max 15",
    "dlr assess --json --apply",
]

ANSWERS = {
    **dict.fromkeys(("y", "yes"), "yes"),
    **dict.fromkeys(("n", "no"), "no"),
    **dict.fromkeys(("p", "partly"), "partly"),
    **dict.fromkeys(("?", "u", "unsure"), "unsure"),
    **dict.fromkeys(("b", "back"), "back"),
    **dict.fromkeys(("q", "quit", "stop"), "stop"),
}
"""What a line may say, in small letters, and what it means."""

FORMS = "y yes, n no, p partly, ? not sure, b back, q stop"


@takes("curriculum", "json", "color", "yes", "no_input")
def run(
    session: Session,
    level: str | None = option("--level", "ID", "Only the items of this level."),
    most: int = option("--max", "N", "Questions, not 25.", 25),
    apply: bool = flag("--apply", "Tick what you very probably know, without asking."),
    json: bool = flag("--json", "Ask in JSON lines; the answers come on stdin."),
    yes: bool = flag("--yes", "Tick at the end without asking.", "-y"),
) -> None:
    """Find out in minutes what you know already, by asking about the items that tell most.

    From your answers and from what builds on what follows how likely you know each of the
    others. At the end those that you very probably know can be ticked, marked as inferred, and
    taken back with one dlr undo. Nothing is written before.
    """
    if most < 1:
        raise DlrError("usage", f"--max {most} asks for nothing.", "Name a number from 1 on.")
    if not json and not session.can_ask:
        message = "dlr assess asks questions, and here is nobody to answer them."
        advice = "Run it in a terminal, or for scripts: dlr assess --json"
        raise DlrError("no-terminal", message, advice)
    session.choose_curriculum()
    within = find_keys(session.curriculum, level, None)
    placement = Placement(session.curriculum, session.progress, within)
    if session.as_json:
        _serve(session, placement, most, apply or yes)
    else:
        _talk(session, placement, most, apply or yes)


def _interview(
    placement: Placement,
    most: int,
    put: Callable[[str, int], None],
    read: Callable[[], str | None],
    refuse: Callable[[DlrError], None],
) -> None:
    """Ask until enough is known, or enough was asked, or the person stops.

    People and scripts are asked alike: `put` shows a question, `read` returns the next line, or
    None at the end, and `refuse` tells what was wrong with one.
    """
    key = placement.question()
    while key is not None:
        put(key, placement.asked + 1)
        line = read()
        answer = "stop" if line is None else ANSWERS.get(line.strip().lower())
        fault = None
        if answer == "stop":
            return
        if answer is None:
            fault = "unknown-answer", f"“{clean(line or '')[:40]}” is no answer."
        elif answer != "back":
            placement.answer(key, answer)
            key = placement.question() if placement.asked < most else None
        elif before := placement.back():
            key = before
        else:
            fault = "nothing-to-take-back", "This is the first question."
        if fault:
            refuse(DlrError(*fault, f"Answer with: {FORMS}"))


def _talk(session: Session, placement: Placement, most: int, apply: bool) -> None:
    """Assess a person at a terminal."""
    from dlroadmap.render import assessment as page

    curriculum, screen = session.curriculum, session.screen

    def put(key: str, number: int) -> None:
        item = curriculum.items[key]
        screen.print(*page.question_lines(item, number, most, placement.confidence()))

    def read() -> str | None:
        return ask(session, page.PROMPT)

    def refuse(error: DlrError) -> None:
        screen.print(error.message, *error.advice)

    screen.print(*page.introduction(curriculum.title, FORMS))
    _interview(placement, most, put, read, refuse)
    placed = placement.result()
    if not placed.asked:
        screen.print(page.nothing_asked(placement.question() is None))
        return
    screen.print(*page.result_lines(placed, curriculum, placement.scope, offer=not apply))
    if not placed.ticks:
        return
    if not apply:
        answer = agrees(session, page.CONFIRM)
        if answer is None:
            raise typer.Abort
        if not answer:
            screen.print(NOTHING)
            return
    recorded = session.record(partial(infer, placed.ticks))
    totals = summarize(curriculum, recorded.after.progress).totals
    screen.print(*page.ticked_lines(len(recorded.events), curriculum.title, totals))


def _serve(session: Session, placement: Placement, most: int, apply: bool) -> None:
    """Assess through JSON lines."""
    items = session.curriculum.items

    def put(key: str, number: int) -> None:
        item = items[key]
        asked = {"key": key, "title": item.title, "number": number}
        _say({"question": {**asked, "of": most, "checks": item.checks}})

    lines = _read_lines()

    def refuse(error: DlrError) -> None:
        _say({"error": {"code": error.code, "message": error.message, "advice": error.advice}})

    _interview(placement, most, put, lambda: next(lines, None), refuse)
    placed = placement.result()
    result: dict[str, Any] = {
        "asked": placed.asked,
        "known": [{"key": key, "probability": round(p, 3)} for key, p in placed.known.items()],
        "frontier": placed.frontier,
        "confidence": round(placed.confidence, 3),
    }
    if apply:
        result["batch"] = session.record(partial(infer, placed.ticks)).batch
    _say({"result": result})


def _say(line: dict[str, Any]) -> None:
    print(jsons.dumps(line, allow_nan=False), flush=True)


def _read_lines() -> Iterator[str]:
    """Yield the lines of standard input as they come; a byte that is no text is no answer."""
    encoding = "utf-8-sig"
    while line := sys.stdin.buffer.readline():
        yield line.decode(encoding, "replace")
        encoding = "utf-8"
