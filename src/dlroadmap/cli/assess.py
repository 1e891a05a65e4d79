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
from dlroadmap.guide.placement.assessment import Assessment
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
"""What a line may be, in lower case, and what it means."""

FORMS = "y (yes), n (no), p (partly), ? (not sure), b (back) or q (quit)"


@takes("curriculum", "json", "color", "yes", "no_input")
def run(
    session: Session,
    level: str | None = option("--level", "ID", "Limit to the items of this level."),
    most: int = option("--max", "N", "Maximum questions to ask (default: 25).", 25),
    apply: bool = flag("--apply", "Tick what you very likely know, without confirmation."),
    json: bool = flag("--json", "Ask in JSON lines; read the answers from standard input."),
    yes: bool = flag("--yes", "Tick at the end without confirmation.", "-y"),
) -> None:
    """Find out in minutes what you already know, using the most informative questions.

    From your answers and the prerequisites, dlr estimates how likely you know each other item.
    At the end, dlr can tick the items that you very likely know, marked as inferred; one dlr
    undo removes these ticks. Nothing is recorded before.
    """
    if most < 1:
        raise DlrError("usage", "--max must be at least 1.")
    if not json and not session.can_ask:
        message = "dlr assess asks questions, so it needs a terminal."
        advice = "In a script, use dlr assess --json"
        raise DlrError("no-terminal", message, advice)
    session.welcome(place=False)
    within = find_keys(session.curriculum, level, None)
    assessment = Assessment(session.curriculum, session.progress, within)
    if session.as_json:
        _serve(session, assessment, most, apply or yes)
    else:
        _talk(session, assessment, most, apply or yes)


def _interview(
    assessment: Assessment,
    most: int,
    put: Callable[[str, int], None],
    read: Callable[[], str | None],
    refuse: Callable[[DlrError], None],
) -> None:
    """Ask until enough is known, or enough was asked, or the person stops.

    People and scripts are asked alike: `put` shows a question, `read` returns the next line, or
    None at the end, and `refuse` shows what was wrong with one.
    """
    key = assessment.question()
    while key is not None:
        put(key, assessment.asked + 1)
        line = read()
        answer = "stop" if line is None else ANSWERS.get(line.strip().lower())
        fault = None
        if answer == "stop":
            return
        if answer is None:
            fault = "unknown-answer", f"“{clean(line or '')[:40]}” is not a valid answer."
        elif answer != "back":
            assessment.answer(key, answer)
            key = assessment.question() if assessment.asked < most else None
        elif before := assessment.back():
            key = before
        else:
            fault = "nothing-to-take-back", "This is the first question."
        if fault:
            refuse(DlrError(*fault, f"Answer {FORMS}."))


def _talk(session: Session, assessment: Assessment, most: int, apply: bool) -> None:
    """Assess a person at a terminal."""
    from dlroadmap.render import assessment as page

    curriculum, screen = session.curriculum, session.screen

    def put(key: str, number: int) -> None:
        item = curriculum.items[key]
        screen.print(*page.question_lines(item, number, most, assessment.confidence()))

    def read() -> str | None:
        return ask(session, page.PROMPT)

    def refuse(error: DlrError) -> None:
        screen.print(error.message, *error.advice)

    screen.print(*page.introduction(FORMS))
    _interview(assessment, most, put, read, refuse)
    placed = assessment.result()
    if not placed.asked:
        screen.print(page.nothing_asked(assessment.question() is None))
        return
    screen.print(*page.result_lines(placed, curriculum, assessment.scope, offer=not apply))
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


def _serve(session: Session, assessment: Assessment, most: int, apply: bool) -> None:
    """Assess through JSON lines."""
    items = session.curriculum.items

    def put(key: str, number: int) -> None:
        item = items[key]
        asked = {"key": key, "title": item.title, "number": number}
        _say({"question": {**asked, "of": most, "checks": item.checks}})

    lines = _read_lines()

    def refuse(error: DlrError) -> None:
        _say({"error": {"code": error.code, "message": error.message, "advice": error.advice}})

    _interview(assessment, most, put, lambda: next(lines, None), refuse)
    placed = assessment.result()
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
    """Yield the lines of standard input as they come; a byte that is not text is no answer."""
    encoding = "utf-8-sig"
    while line := sys.stdin.buffer.readline():
        yield line.decode(encoding, "replace")
        encoding = "utf-8"
