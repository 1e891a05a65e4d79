"""How many cases are drawn: a fifth in every run of the tests, all of them in the long trials."""

from collections.abc import Callable
from typing import Any, TypeVar

import pytest
from hypothesis import settings

_Test = TypeVar("_Test", bound=Callable[..., object])

portion = 5
"""Every run draws one of so many cases, the first ones; `-m drawn` sets it to 1."""


def examples(max_examples: int = 100) -> Callable[[_Test], _Test]:
    """Let a test draw so many cases in the long trials, always the same ones."""
    number = max_examples // portion
    drawn = settings(max_examples=number, deadline=None, derandomize=True)

    def decorate(test: _Test) -> _Test:
        marked: _Test = pytest.mark.drawn(drawn(test))
        return marked

    return decorate


def later(*cases: object) -> list[Any]:
    """Leave some of the cases of a test to the long trials: others like them are in every run."""
    return [pytest.param(case, marks=pytest.mark.long) for case in cases]
