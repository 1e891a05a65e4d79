"""How far long work is: what works reports it, and whoever can show it to the learner observes.

So what computes needs no clock and no terminal, and nothing has to be handed down to it.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum, auto
from typing import Protocol, TypeVar


class Task(StrEnum):
    """What can take long with much to do; behind each what it is about."""

    READ = auto()  # a file or a curriculum
    ASSEMBLE = auto()  # a curriculum
    KEEP = auto()  # a curriculum
    CHECK = auto()  # a file
    FOLLOW = auto()  # the events of a history
    RESTORE = auto()  # a copy of a history
    DRAW = auto()  # a curriculum
    WAIT = auto()  # the server of a group, which may be busy; how long nobody knows


class Observer(Protocol):
    """Is told how far work is."""

    def advance(self, task: Task, subject: str, done: int, total: int) -> None:
        """Take note that of a task so much is done."""

    def rest(self) -> None:
        """Take note that the work has ended, well or not, and that something else may be told."""


Advance = Callable[[int], None]
"""Says how much is done by now; cheap, but not for every step of a million."""

STEP = 500
"""So many things are done between two words about them."""

T = TypeVar("T")

_observers: list[Observer] = []
_open: list[Task] = []


@contextmanager
def observed_by(observer: Observer) -> Iterator[None]:
    """Let an observer be told of all work in the block."""
    _observers.append(observer)
    try:
        yield
    finally:
        _observers.pop()
        observer.rest()


@contextmanager
def work(task: Task, subject: str, total: int = 0) -> Iterator[Advance]:
    """Provide what to call with how much of `total` is done; work inside of work is part of it."""
    if not _observers:
        yield _to_nobody
        return
    observer = _observers[-1]
    _open.append(task)
    try:
        yield lambda done: observer.advance(task, subject, done, total)
    finally:
        _open.pop()
        if not _open:
            observer.rest()


def counted(task: Task, subject: str, things: Sequence[T]) -> Iterator[T]:
    """Yield each of some things as part of a task."""
    with work(task, subject, len(things)) as advance:
        for number, thing in enumerate(things):
            if not number % STEP:
                advance(number)
            yield thing


def _to_nobody(done: int) -> None:
    """Report to nobody."""
