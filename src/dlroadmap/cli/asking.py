"""Asking at a terminal, until the answer is one that there is."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

import typer

from dlroadmap.cli.session import Session
from dlroadmap.errors import DlrError
from dlroadmap.render.words import NOTHING

Answer = TypeVar("Answer")


def ask(session: Session, question: str) -> str | None:
    """Return what is typed, without the blanks around it; None at the end of input."""
    from dlroadmap.render.questions import question_lines

    *lines, last = question_lines(question, session.screen)
    for line in lines:
        print(line)
    try:
        return input(last).strip()
    except EOFError:
        print()
        return None


def choose(
    session: Session,
    question: str,
    answers: Mapping[str, Answer],
    refuse: Callable[[str], object],
) -> Answer | None:
    """Return what the typed word means; `refuse` says what is wrong with any other word.

    None is the end of input.
    """
    while (typed := ask(session, question)) is not None:
        if typed.casefold() in answers:
            return answers[typed.casefold()]
        refuse(typed)
    return None


def agrees(
    session: Session, question: str, *, default: bool = False, no: Iterable[str] = ()
) -> bool | None:
    """Return whether the answer is yes; Enter is the default, and None the end of input.

    The words of `no` count as no.
    """
    from dlroadmap.render.questions import YES_OR_NO, yes_or_no

    answers = {"y": True, "yes": True, "n": False, "no": False, "": default}
    answers |= dict.fromkeys(no, False)
    return choose(session, yes_or_no(question, default), answers, lambda _: print(YES_OR_NO))


def confirms(session: Session, question: str, to_agree: str) -> bool:
    """Return whether a person agrees, by --yes or when asked; a no is answered with a line.

    `to_agree` says what to do where nobody can be asked, which raises DlrError.
    """
    if session.yes:
        return True
    if not session.can_ask:
        raise DlrError("unanswered", f"{question} Nothing was changed.", to_agree)
    answer = agrees(session, question)
    if answer is None:
        raise typer.Abort
    if not answer:
        session.screen.print(NOTHING)
    return answer
