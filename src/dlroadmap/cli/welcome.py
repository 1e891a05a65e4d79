"""The first question: which curriculum a newcomer wants to follow."""

from collections.abc import Sequence

from dlroadmap.cli.asking import ask
from dlroadmap.cli.session import Session
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.errors import DlrError
from dlroadmap.guide.summary import summarize
from dlroadmap.progress.fold import Progress
from dlroadmap.render.advice import advice_on
from dlroadmap.render.curricula_page import CHOSEN, choice_prompt, choices_list
from dlroadmap.render.screen import tell


def ask_for_curriculum(session: Session) -> None:
    """Ask which curriculum to follow, and remember the answer; the end of input is none."""
    choices = [opened.curriculum for opened in session.all_opened()]
    rows = [(one, summarize(one, Progress({}, {})).totals) for one in choices]
    session.screen.print(*choices_list(rows))
    default = next((i for i, c in enumerate(choices, 1) if c.id == "deep-learning"), 1)
    while True:
        answer = ask(session, choice_prompt(default))
        if answer is None:
            return
        try:
            session.remember(_find_chosen(answer or str(default), choices))
        except DlrError as error:
            tell(error.message, *advice_on(error))
            continue
        print(CHOSEN)
        return


def _find_chosen(answer: str, choices: Sequence[Curriculum]) -> str:
    if answer.isdecimal() and 1 <= int(answer) <= len(choices):
        return choices[int(answer) - 1].id
    return answer
