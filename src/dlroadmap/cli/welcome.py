"""The questions to a newcomer: which curriculum, what to learn, how many hours a week, a placement.

Each answer is kept at once, and Enter passes over a question. The end of input ends the questions.
"""

from collections.abc import Sequence
from functools import partial
from shutil import get_terminal_size

from dlroadmap.cli.session import Session
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.errors import DlrError
from dlroadmap.guide.acts import set_goals
from dlroadmap.guide.destinations import Destination, find_destinations
from dlroadmap.guide.summary import summarize
from dlroadmap.progress.fold import Progress
from dlroadmap.progress.goals import Goal
from dlroadmap.render import welcome_page as page
from dlroadmap.render.advice import advice_on
from dlroadmap.render.curricula_page import choices_lines
from dlroadmap.render.screen import tell
from dlroadmap.settings import check, lookup, read_hours, save
from dlroadmap.text import clean


def welcome(session: Session, place: bool) -> None:
    """Ask a newcomer what dlr has to know; `place` is whether a placement is offered too."""
    chosen = False
    try:
        _ask_for_curriculum(session)
        chosen = True
        _ask_for_goal(session)
        _ask_for_hours(session)
        if place:
            _offer_placement(session)
        print()
    except EOFError:
        print("\n")
    except KeyboardInterrupt as interrupt:
        if chosen:
            interrupt.add_note(page.SAVED)
        raise


def _ask_for_curriculum(session: Session) -> None:
    choices = [opened.curriculum for opened in session.all_opened()]
    default = session.setting.value
    choices.sort(key=lambda one: one.id != default)
    rows = [(one, summarize(one, Progress({}, {})).totals) for one in choices]
    height = get_terminal_size().lines
    session.screen.print(*choices_lines(rows, page.WELCOME, session.screen, height))
    while True:
        answer = input(page.choice_prompt(1)).strip()
        try:
            chosen = session.remember(_find_chosen(answer or "1", choices))
        except DlrError as error:
            tell(error.message, *advice_on(error))
            continue
        session.screen.print(page.chosen_line(chosen))
        return


def _find_chosen(answer: str, choices: Sequence[Curriculum]) -> str:
    if answer.isdecimal() and 1 <= int(answer) <= len(choices):
        return choices[int(answer) - 1].id
    return answer


def _ask_for_goal(session: Session) -> None:
    """Ask for words until what they find is picked; nothing is all of the curriculum."""
    screen, curriculum = session.screen, session.curriculum
    screen.print("", page.ASK_GOAL)
    shown: list[Destination] = []
    while answer := clean(input(page.GOALS if shown else page.GOAL)):
        numbers = answer.replace(",", " ").split()
        if shown and all(map(str.isdecimal, numbers)):
            wrong = [number for number in numbers if not 1 <= int(number) <= len(shown)]
            if not wrong:
                picked = dict.fromkeys(shown[int(number) - 1] for number in numbers)
                set_goal(session, list(picked))
                screen.print(page.goals_line([one.title for one in picked]))
                return
            screen.print(page.bad_number(wrong[0], len(shown)))
            continue
        found = find_destinations(answer, curriculum)
        lines, number = page.list_hits(found, screen, get_terminal_size().lines)
        screen.print(*(lines or [page.no_hits(answer, curriculum)]))
        shown = found[:number]
    screen.print(page.NO_GOAL)


def set_goal(session: Session, chosen: Sequence[Destination]) -> None:
    """Head for what was chosen, as dlr goal does."""
    session.record(partial(set_goals, [Goal(one.key, one.of) for one in chosen]))


def _ask_for_hours(session: Session) -> None:
    if lookup("hours-per-week", session.folders).value:
        return
    while answer := input(page.HOURS).strip():
        try:
            check("hours-per-week", answer)
        except DlrError as error:
            tell(error.message, *advice_on(error))
            continue
        save(session.folders, "hours-per-week", answer)
        session.screen.print(page.hours_line(read_hours(answer)))
        return
    session.screen.print(page.NO_HOURS)


def _offer_placement(session: Session) -> None:
    session.screen.print(page.ASK_PLACEMENT)
    while (answer := input(page.PLACEMENT).strip().casefold()) not in ("", "n", "no"):
        if answer in ("y", "yes"):
            from dlroadmap.cli.app import follow

            follow("assess")
            return
        session.screen.print(page.NOT_YES_OR_NO)
    session.screen.print(page.NO_PLACEMENT)
