"""An assessment of a person at a terminal: areas, questions, the result, and what to tick of it."""

from functools import partial
from shutil import get_terminal_size

import typer

from dlroadmap.cli.asking import agrees, ask
from dlroadmap.cli.interview import FORMS, Interview
from dlroadmap.cli.numbers import read_numbers
from dlroadmap.cli.session import Session
from dlroadmap.cli.subject import Subject
from dlroadmap.cli.unfinished import forget, load, replay, save
from dlroadmap.errors import DlrError
from dlroadmap.guide.acts import infer
from dlroadmap.guide.aims import ways_of
from dlroadmap.guide.placement.assessment import Assessment
from dlroadmap.guide.placement.placed import Placed
from dlroadmap.guide.summary import summarize
from dlroadmap.render import assessment as page
from dlroadmap.render.areas_page import area_forms, area_lines, areas_prompt, named_numbers
from dlroadmap.render.offers_page import (
    bad_offer,
    confirm_ticks,
    leave_out,
    offer_lines,
    title_lines,
)
from dlroadmap.render.screen import tell
from dlroadmap.render.words import NOTHING

MORE = 10
"""So many questions are offered where an assessment comes to its end."""

QUIT = ("q", "quit", "stop")
"""Words that end an assessment at its last prompts, where they change nothing."""


def talk(session: Session, subject: Subject, most: int, areas: bool, apply: bool) -> None:
    """Assess a person; what was said is kept until ticks are recorded from it."""
    person = _Person(session, subject)
    try:
        recorded = _Talk(session, subject, person, areas).hold(most, apply)
    except (KeyboardInterrupt, typer.Abort) as interrupt:
        if person.kept:
            interrupt.add_note(page.to_continue(subject.call))
        raise
    if recorded:
        forget(session.folders.assessment)
    elif person.kept:
        session.screen.print(page.to_continue(subject.call))


class _Person:
    """The terminal, and the file in which answers are kept."""

    def __init__(self, session: Session, subject: Subject) -> None:
        self._session = session
        self._subject = subject
        self._path = session.folders.assessment
        self._explained = self._told = self._refused = self._declined = False
        self.assessment = Assessment(*subject[:3], ways_of(session.aims))
        self.area_forms = ""
        self.kept = False
        """Whether the file has something to continue with."""

    def resume(self) -> bool:
        """Offer to go on with what is unfinished, and return whether that is done."""
        limits, learned = self._subject.limits, self._subject.progress.learned()
        if not (unfinished := load(self._path, limits)):
            return False
        self.kept = True
        asked, today = len(unfinished.answers), self._session.today()
        self._session.screen.print(page.unfinished_line(unfinished.day, asked, today))
        if _agree(self._session, page.CONTINUE, default=True):
            replay(self.assessment, unfinished, learned)
            return True
        self._declined = True
        return False

    def ask_areas(self) -> str | None:
        """Ask for areas; Enter keeps those that were named before.

        After a line that was refused only the prompt comes again, as the list would push the
        error off the screen.
        """
        areas, chosen = self.assessment.areas, self.assessment.named
        named = None if chosen is None else named_numbers(areas, chosen)
        self.area_forms = area_forms(len(areas), named)
        if not self._refused:
            screen, height = self._session.screen, get_terminal_size().lines
            levels = self._subject.curriculum.levels
            screen.print("", *area_lines(areas, levels, screen, height, named))
        self._refused = False
        line = ask(self._session, areas_prompt(len(areas), named))
        return named if line == "" and named is not None else line

    def ask(self, key: str, number: int, most: int) -> str | None:
        self._refused = False
        if not self._explained:
            self._session.screen.print(*page.explain_answers(FORMS))
            self._explained = True
        item, placed = self._subject.curriculum.items[key], self.assessment.result()
        self._session.screen.print(*page.question_lines(item, number, most, placed))
        return ask(self._session, page.PROMPT)

    def refuse(self, error: DlrError) -> None:
        self._session.screen.print(error.message, *error.advice)
        self._refused = True

    def keep(self) -> None:
        """Save what was said; if that fails, say so once, and go on.

        Answers of another day that nobody wanted to continue are replaced by answers alone.
        """
        if self._declined and not self.assessment.asked:
            return
        self._declined = False
        try:
            save(self._path, self._subject.limits, self.assessment, self._session.today())
            self.kept = True
        except OSError as error:
            self.kept = False
            if not self._told:
                tell(page.not_saved(error.strerror or str(error)))
            self._told = True


class _Talk:
    """What is said between the questions."""

    def __init__(self, session: Session, subject: Subject, person: _Person, areas: bool) -> None:
        self._session = session
        self._subject = subject
        self._person = person
        self._assessment = person.assessment
        self._interview = Interview(person.assessment, person, areas)

    def hold(self, most: int, apply: bool) -> bool:
        """Hold the whole conversation, and return whether ticks were recorded."""
        screen, assessment = self._session.screen, self._assessment
        screen.print(page.INTRODUCTION)
        going = self._person.resume() or self._interview.ask_areas()
        complete = going and self._interview.ask(most)
        if not assessment.asked:
            screen.print(page.nothing_asked(assessment.question() is None))
            return False
        placed = self._show()
        while complete and not apply and self._wants_more(placed):
            complete = self._interview.ask(assessment.asked + MORE)
            placed = self._show()
        return bool(placed.offers) and self._tick(placed, apply)

    def _show(self) -> Placed:
        placed = self._assessment.result()
        lines = page.result_lines(placed, self._subject.curriculum, self._assessment.scope)
        self._session.screen.print(*lines)
        return placed

    def _wants_more(self, placed: Placed) -> bool:
        """Offer more questions, if they would bring anything."""
        if not placed.claimed or self._assessment.question() is None:
            return False
        prospect = self._assessment.foresee(MORE)
        if not (line := page.prospect_line(placed, prospect)):
            return False
        self._session.screen.print("", line)
        return _agree(self._session, page.ASK_MORE)

    def _tick(self, placed: Placed, apply: bool) -> bool:
        """Tick what is offered and wanted, and return whether anything was recorded."""
        screen, keys = self._session.screen, placed.ticks
        if not apply:
            keys = self._choose(placed)
            if not keys or not _agree(self._session, confirm_ticks(len(keys))):
                screen.print(NOTHING)
                return False
        recorded = self._session.record(partial(infer, keys), *self._subject.holders)
        curriculum = self._subject.curriculum
        totals = summarize(curriculum, recorded.after.progress).totals
        screen.print(*page.ticked_lines(len(recorded.events), curriculum.title, totals))
        return bool(recorded.events)

    def _choose(self, placed: Placed) -> tuple[str, ...]:
        """Show what can be ticked, and return what is left when some of it is left out."""
        screen, offers = self._session.screen, placed.offers
        height = get_terminal_size().lines
        screen.print(*offer_lines(offers, self._subject.curriculum, screen, height))
        if len(offers) == 1:
            return placed.ticks
        while True:
            line = ask(self._session, leave_out(len(offers)))
            if line is None:
                raise typer.Abort
            if line.casefold() in QUIT:
                return ()
            if line == "?":
                screen.print(*title_lines(offers, self._subject.curriculum, screen))
                continue
            typed = "" if line.casefold() in ("0", "n", "no", "none") else line
            out, wrong = read_numbers(typed, len(offers))
            if not wrong:
                left = (one for number, one in enumerate(offers, 1) if number not in out)
                return tuple(key for offer in left for key in offer.keys)
            screen.print(bad_offer(wrong, len(offers)))


def _agree(session: Session, question: str, *, default: bool = False) -> bool:
    """Return whether the answer is yes; the end of input interrupts."""
    answer = agrees(session, question, default=default, no=() if default else QUIT)
    if answer is None:
        raise typer.Abort
    return answer
