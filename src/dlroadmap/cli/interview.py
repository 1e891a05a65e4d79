"""The questions of an assessment, which people and scripts are asked alike."""

from typing import Protocol

from dlroadmap.cli.naming_areas import read_areas
from dlroadmap.errors import DlrError
from dlroadmap.guide.placement.assessment import Assessment
from dlroadmap.text import clean

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


class Asker(Protocol):
    """Who shows questions and returns the next line, or None at the end of the input."""

    area_forms: str
    """How areas are named, to say after a line that names none."""

    def ask_areas(self) -> str | None:
        """Ask for the areas that the learner has worked with."""

    def ask(self, key: str, number: int, most: int) -> str | None:
        """Ask about an item."""

    def refuse(self, error: DlrError) -> None:
        """Show what was wrong with a line."""

    def keep(self) -> None:
        """Keep what was said so far."""


class Interview:
    """Goes through the questions; what was said is in the assessment."""

    def __init__(self, assessment: Assessment, asker: Asker, areas: bool) -> None:
        self._assessment = assessment
        self._asker = asker
        self._areas = areas and len(assessment.areas) > 1

    def ask_areas(self) -> bool:
        """Ask for areas, if there are several to tell apart, and return whether to go on."""
        ids = [area.id for area in self._assessment.areas]
        while self._areas:
            line = self._asker.ask_areas()
            answer = _read(line)
            if answer == "stop":
                return False
            try:
                if answer == "back":
                    raise _first_question(self._asker.area_forms)
                self._assessment.name_areas(read_areas(line or "", ids, self._asker.area_forms))
            except DlrError as error:
                self._asker.refuse(error)
                continue
            self._asker.keep()
            break
        return True

    def ask(self, most: int) -> bool:
        """Ask until enough is known, or `most` was asked; return whether nobody stopped it."""
        assessment = self._assessment
        key = assessment.question() if assessment.asked < most else None
        while key is not None:
            line = self._asker.ask(key, assessment.asked + 1, most)
            answer = _read(line)
            if answer == "stop":
                return False
            if answer is None:
                self._asker.refuse(_unknown_answer(clean(line or "").strip()))
                continue
            if answer != "back":
                assessment.answer(key, answer)
                key = assessment.question() if assessment.asked < most else None
            elif before := assessment.back():
                key = before
            elif self._areas:
                if not self.ask_areas():
                    return False
                key = assessment.question()
            else:
                self._asker.refuse(_first_question(f"Answer {FORMS}."))
                continue
            self._asker.keep()
        return True


def _read(line: str | None) -> str | None:
    return "stop" if line is None else ANSWERS.get(line.strip().lower())


def _unknown_answer(line: str) -> DlrError:
    if not line:
        return DlrError("unknown-answer", "Type one of y, n, p, ?, b or q.")
    message = f"“{line[:40]}” is not a valid answer."
    return DlrError("unknown-answer", message, f"Answer {FORMS}.")


def _first_question(forms: str) -> DlrError:
    return DlrError("nothing-to-take-back", "This is the first question.", forms)
