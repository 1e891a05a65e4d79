"""dlr assess: placement in minutes."""

import json as jsons
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

import typer

from dlroadmap.cli import options
from dlroadmap.cli.selecting import group
from dlroadmap.cli.session import Session
from dlroadmap.errors import DlrError
from dlroadmap.guide.placement import Placed, Placement
from dlroadmap.guide.summary import summarize
from dlroadmap.progress.events import INFERRED, Entry, Event, fold
from dlroadmap.text import clean, plural

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


def run(
    level: Annotated[
        str | None, typer.Option("--level", metavar="ID", help="Only the items of this level.")
    ] = None,
    most: Annotated[
        int, typer.Option("--max", metavar="N", show_default=False, help="Questions, not 25.")
    ] = 25,
    apply: Annotated[
        bool, typer.Option("--apply", help="Tick what you very probably know, without asking.")
    ] = False,
    curriculum: options.Curriculum = None,
    json: Annotated[
        bool, typer.Option("--json", help="Ask in JSON lines; the answers come on stdin.")
    ] = False,
    color: options.Color = None,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Tick at the end without asking.")
    ] = False,
    no_input: options.NoInput = False,
) -> None:
    """Find out in minutes what you know already, by asking about the items that tell most.

    From your answers and from what builds on what follows how likely you know each of the
    others. At the end those that you very probably know can be ticked, marked as inferred, and
    taken back with one dlr undo. Nothing is written before.
    """
    session = Session(curriculum, color, json, no_input)
    if most < 1:
        raise DlrError("usage", f"--max {most} asks for nothing.", "Name a number from 1 on.")
    if not json and not session.can_ask:
        raise DlrError(
            "no-terminal",
            "dlr assess asks questions, and here is nobody to answer them.",
            "Run it in a terminal, or for scripts: dlr assess --json",
        )
    session.choose_curriculum()
    within = group(session.curriculum, level, None)
    placement = Placement(session.curriculum, session.progress, within)
    if json:
        _serve(session, placement, most, apply or yes)
    else:
        _talk(session, placement, most, apply or yes, within)


@dataclass
class Interview:
    """Questions and answers, however they are put and read: the same for people and scripts.

    `read` returns the next line, or None at the end; `refuse` tells what was wrong with one.
    """

    placement: Placement
    most: int
    put: Callable[[str, int], None]
    read: Callable[[], str | None]
    refuse: Callable[[str, str], None]

    def run(self) -> None:
        """Ask until enough is known, or enough was asked, or the person stops."""
        key = self._next()
        while key is not None:
            self.put(key, self.placement.asked + 1)
            line = self.read()
            answer = "stop" if line is None else ANSWERS.get(line.strip().lower())
            if answer == "stop":
                return
            if answer is None:
                self.refuse("unknown-answer", f"“{clean(line or '')[:40]}” is no answer.")
            elif answer != "back":
                self.placement.answer(key, answer)
                key = self._next()
            elif before := self.placement.back():
                key = before
            else:
                self.refuse("nothing-to-take-back", "This is the first question.")

    def _next(self) -> str | None:
        return self.placement.question() if self.placement.asked < self.most else None


def _talk(
    session: Session,
    placement: Placement,
    most: int,
    apply: bool,
    within: Sequence[str] | None,
) -> None:
    """Assess a person at a terminal."""
    from dlroadmap.render.assessment import question_lines, result_lines

    curriculum, screen = session.curriculum, session.screen

    def put(key: str, number: int) -> None:
        item = curriculum.items[key]
        screen.print(*question_lines(item, number, most, placement.confidence()))

    def read() -> str | None:
        try:
            return input("Answer (y, n, p, ?, b, q): ")
        except EOFError:
            print()
            return None

    def refuse(_: str, message: str) -> None:
        screen.print(message, f"Answer with: {FORMS}")

    screen.print(
        f"What do you know of {curriculum.title}? Answer with: {FORMS}.",
        "Nothing is written before you agree to it at the end.",
    )
    Interview(placement, most, put, read, refuse).run()
    placed = placement.result()
    if not placed.asked:
        stopped = "Nothing was asked, and nothing was changed."
        screen.print(stopped if placement.question() else "There is nothing to ask about.")
        return
    skipped = session.progress.keys("skipped")
    keys = within if within is not None else curriculum.places
    told = [key for key in keys if key not in skipped]
    screen.print(*result_lines(placed, curriculum, told))
    if not placed.ticks:
        sure = "Nothing is sure enough to be ticked."
        none = "You said yes to nothing, so nothing is offered to be ticked."
        screen.print(sure if placed.claimed else none, "Nothing was changed.")
        return
    if not apply:
        offer = f"{plural(len(placed.ticks), 'item')} that you very probably know"
        back = "One dlr undo takes them back."
        screen.print("", f"dlr can tick {offer}, marked as inferred. {back}")
        if not typer.confirm("Tick them?"):
            screen.print("Nothing was changed.")
            return
    written = _write(session, placed)
    if not written:
        screen.print("All of these were ticked or skipped in the meantime. Nothing was changed.")
        return
    counts = summarize(curriculum, fold(session.store.events(), curriculum.renames)).totals
    share = "" if counts.percent is None else f", {counts.percent} %"
    screen.print(
        f"Done, as inferred: {plural(len(written), 'item')}",
        f"{curriculum.title}: {counts.counted_done} of {counts.counted} done{share}",
        "What is next: dlr next. Tick there what you have already.",
        "Which they are: dlr log",
        "To take it back: dlr undo",
    )


def _serve(session: Session, placement: Placement, most: int, apply: bool) -> None:
    """Assess through JSON lines."""
    items = session.curriculum.items

    def put(key: str, number: int) -> None:
        item = items[key]
        asked = {"key": key, "title": item.title, "number": number}
        _say({"question": {**asked, "of": most, "checks": item.checks}})

    lines = _lines()

    def refuse(code: str, message: str) -> None:
        _say({"error": {"code": code, "message": message, "advice": [f"Answer with: {FORMS}"]}})

    Interview(placement, most, put, lambda: next(lines, None), refuse).run()
    placed = placement.result()
    result: dict[str, Any] = {
        "asked": placed.asked,
        "known": [{"key": key, "probability": round(p, 3)} for key, p in placed.known.items()],
        "frontier": placed.frontier,
        "confidence": round(placed.confidence, 3),
    }
    if apply:
        written = _write(session, placed)
        result["batch"] = written[0].batch if written else None
    _say({"result": result})


def _write(session: Session, placed: Placed) -> list[Event]:
    """Tick what is sure; what was settled elsewhere in the meantime stays as it is."""

    def decide(events: list[Event]) -> list[Entry]:
        progress = fold(events, session.curriculum.renames)
        return [
            Entry(key, "tick", {INFERRED: "yes"})
            for key in placed.ticks
            if not progress.settled(key)
        ]

    return session.write(decide)


def _say(line: dict[str, Any]) -> None:
    print(jsons.dumps(line, allow_nan=False), flush=True)


def _lines() -> Iterator[str]:
    """Yield the lines of standard input as they come; a byte that is no text is no answer."""
    while line := sys.stdin.buffer.readline():
        yield line.decode("utf-8", "replace")
