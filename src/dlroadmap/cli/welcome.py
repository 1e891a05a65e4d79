"""The questions to a newcomer: which curriculum, what to learn, how many hours a week, a placement.

Each answer is kept at once, and Enter passes over a question. The end of input ends the questions.
"""

from collections.abc import Sequence
from functools import partial
from shutil import get_terminal_size

from dlroadmap.cli.asking import agrees, ask
from dlroadmap.cli.numbers import read_numbers
from dlroadmap.cli.session import Session
from dlroadmap.curriculum.library import is_path
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.errors import DlrError
from dlroadmap.guide.acts import set_goals
from dlroadmap.guide.destinations import Destination, find_answers
from dlroadmap.guide.summary import summarize
from dlroadmap.progress.fold import Progress
from dlroadmap.progress.goals import Goal
from dlroadmap.render import welcome_page as page
from dlroadmap.render.advice import advice_on
from dlroadmap.render.curricula_page import choices_lines
from dlroadmap.render.screen import tell
from dlroadmap.settings import check, lookup, read_hours, save
from dlroadmap.text import clean

MOST_DIGITS = 9
"""Digits of a number that are read."""


def welcome(session: Session, place: bool) -> None:
    """Ask a newcomer what dlr has to know; `place` is whether a placement is offered too."""
    rest: list[str] = []
    try:
        placed = _ask_all(session, place, rest)
    except EOFError:
        print()
        if rest:
            session.screen.print(*page.left_lines(rest))
        return
    except KeyboardInterrupt as interrupt:
        if rest:
            interrupt.add_note("\n".join(page.left_lines(rest)))
        raise
    if placed:
        from dlroadmap.cli.app import follow

        follow("assess")
    print()


def _ask_all(session: Session, place: bool, rest: list[str]) -> bool:
    """Ask all questions, and return whether a placement is wanted.

    `rest` is, as soon as anything is saved, how to answer later what is not answered yet.
    """
    _ask_for_curriculum(session)
    rest += [page.LATER_GOAL, *([page.LATER_PLACEMENT] if place else [])]
    hours = not lookup("hours-per-week", session.folders).value
    if hours:
        rest.insert(1, page.LATER_HOURS)
    _ask_for_goal(session)
    rest.remove(page.LATER_GOAL)
    if hours:
        _ask_for_hours(session)
        rest.remove(page.LATER_HOURS)
    return place and _wants_placement(session)


def _ask(session: Session, question: str) -> str:
    """Return what is typed; raises EOFError at the end of input."""
    answer = ask(session, question)
    if answer is None:
        raise EOFError
    return answer


def _ask_for_curriculum(session: Session) -> None:
    choices = [opened.curriculum for opened in session.all_opened()]
    default = session.setting.value
    choices.sort(key=lambda one: one.id != default)
    rows = [(one, summarize(one, Progress({}, {})).totals) for one in choices]
    height = get_terminal_size().lines
    session.screen.print(*choices_lines(rows, page.WELCOME, page.ELSEWHERE, session.screen, height))
    while True:
        answer = _ask(session, page.choice_prompt(1)) or "1"
        chosen = _find_chosen(answer, choices)
        if chosen is None:
            tell(page.bad_choice(clean(answer), len(choices)))
            continue
        try:
            curriculum = session.remember(chosen)
        except DlrError as error:
            tell(error.message, *advice_on(error))
            continue
        session.screen.print(page.chosen_line(curriculum))
        return


def _find_chosen(answer: str, choices: Sequence[Curriculum]) -> str | None:
    """Return the id or path of what is chosen; None for a number that is not in the list."""
    if answer.isdecimal() and 1 <= int(answer[:MOST_DIGITS]) <= len(choices):
        return choices[int(answer[:MOST_DIGITS]) - 1].id
    known = is_path(answer) or answer in [one.id for one in choices]
    return None if answer[0].isdecimal() and not known else answer


def _ask_for_goal(session: Session) -> None:
    """Ask for words until what they find is picked; nothing is all of the curriculum."""
    screen, curriculum = session.screen, session.curriculum
    screen.print("", page.ASK_GOAL)
    shown: list[Destination] = []
    while answer := clean(_ask(session, page.GOALS if shown else page.GOAL)):
        if shown and answer[0].isdecimal():
            picked, wrong = _pick(answer, shown)
            if wrong:
                screen.print(page.bad_number(wrong, len(shown)))
                continue
            set_goal(session, picked)
            screen.print(page.goals_line(picked))
            return
        found, whole = find_answers(answer, curriculum)
        lines, number = page.list_hits(found, whole, screen, get_terminal_size().lines)
        screen.print(*(lines or [page.no_hits(answer, curriculum)]))
        screen.print(*([] if whole and found else _look_elsewhere(session, answer)))
        shown = found[:number]
    screen.print(page.NO_GOAL)


def _pick(answer: str, shown: Sequence[Destination]) -> tuple[list[Destination], str]:
    """Return what numbers and ranges pick, and the first of them that is wrong, if any is."""
    numbers, wrong = read_numbers(answer, len(shown))
    return [shown[number - 1] for number in numbers], wrong


def _look_elsewhere(session: Session, words: str) -> list[str]:
    """Return which other curriculum has most that holds all of the words, if any has it."""
    most, best = 0, None
    for opened in session.all_opened():
        found, whole = find_answers(words, opened.curriculum)
        if opened.curriculum.id != session.curriculum.id and whole and len(found) > most:
            most, best = len(found), opened.curriculum
    return [page.hits_elsewhere(best, most)] if best else []


def set_goal(session: Session, chosen: Sequence[Destination]) -> None:
    """Head for what was chosen, as dlr goal does."""
    session.record(partial(set_goals, [Goal(one.key, one.of) for one in chosen]))


def _ask_for_hours(session: Session) -> None:
    while answer := _ask(session, page.HOURS):
        try:
            check("hours-per-week", answer)
        except DlrError as error:
            tell(error.message, *advice_on(error))
            continue
        save(session.folders, "hours-per-week", answer)
        session.screen.print(page.hours_line(read_hours(answer)))
        return
    session.screen.print(page.NO_HOURS)


def _wants_placement(session: Session) -> bool:
    session.screen.print(page.ASK_PLACEMENT)
    answer = agrees(session, page.PLACEMENT)
    if answer is None:
        raise EOFError
    if not answer:
        session.screen.print(page.NO_PLACEMENT)
    return answer
