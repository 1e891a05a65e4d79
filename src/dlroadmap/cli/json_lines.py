"""An assessment through JSON lines, for scripts."""

import json
import sys
from collections.abc import Iterator
from functools import partial
from typing import Any

from dlroadmap.cli.interview import Interview
from dlroadmap.cli.session import Session
from dlroadmap.cli.subject import Subject
from dlroadmap.curriculum.sections import find_sections
from dlroadmap.errors import DlrError
from dlroadmap.guide.acts import infer
from dlroadmap.guide.aims import ways_of
from dlroadmap.guide.placement.assessment import Assessment


def serve(session: Session, subject: Subject, most: int, areas: bool, apply: bool) -> None:
    """Assess a script: a line for each question, and one for the result."""
    assessment = Assessment(*subject[:3], ways_of(session.aims))
    interview = Interview(assessment, _Script(subject, assessment), areas)
    if interview.ask_areas():
        interview.ask(most)
    placed = assessment.result()
    result: dict[str, Any] = {
        "asked": placed.asked,
        "known": [{"key": key, "probability": round(p, 3)} for key, p in placed.known.items()],
        "frontier": placed.frontier,
        "confidence": round(placed.confidence, 3),
        "doubtful": placed.doubtful,
        "contradictions": [one._asdict() for one in placed.contradictions],
    }
    if apply:
        recorded = session.record(partial(infer, placed.ticks), *subject.holders)
        result["batch"] = recorded.batch
    _say({"result": result})


class _Script:
    """Standard output and standard input, a line of JSON for each line of text."""

    area_forms = "Answer with ids from the list, none, or an empty line."

    def __init__(self, subject: Subject, assessment: Assessment) -> None:
        self._items = subject.curriculum.items
        sections = find_sections(subject.curriculum)
        titles = {one.name: one.title for one in sections if one.of == "category"}
        self._areas = [{"id": area.id, "title": titles[area.id]} for area in assessment.areas]
        self._lines = _read_lines()

    def ask_areas(self) -> str | None:
        _say({"question": {"kind": "areas", "number": 0, "areas": self._areas}})
        return next(self._lines, None)

    def ask(self, key: str, number: int, most: int) -> str | None:
        item = self._items[key]
        asked = {"key": key, "title": item.title, "number": number}
        _say({"question": {**asked, "of": most, "checks": item.checks}})
        return next(self._lines, None)

    def refuse(self, error: DlrError) -> None:
        _say({"error": {"code": error.code, "message": error.message, "advice": error.advice}})

    def keep(self) -> None:
        """Keep nothing: a script can say it all again."""


def _say(line: dict[str, Any]) -> None:
    print(json.dumps(line, allow_nan=False), flush=True)


def _read_lines() -> Iterator[str]:
    """Yield the lines of standard input as they come; a byte that is not text is no answer."""
    encoding = "utf-8-sig"
    while line := sys.stdin.buffer.readline():
        yield line.decode(encoding, "replace")
        encoding = "utf-8"
