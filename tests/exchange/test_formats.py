"""Formats of exports: what is registered holds what it is asked for."""

from datetime import UTC, date, datetime

import pytest

from dlroadmap.exchange.formats import PATH_FORMATS, PLAN_FORMATS
from dlroadmap.guide.pace import Rate
from dlroadmap.guide.plan import make_plan
from guide.building import category, curriculum, level, path_to, progress

TRACK = curriculum(level(category("a", "b")), requires={"b": ["a"]})


def read(content: str | bytes) -> str:
    return content if isinstance(content, str) else content.decode()


@pytest.mark.parametrize("name", PATH_FORMATS)
def test_a_path_is_exported_with_its_items(name: str) -> None:
    """Every format of a path names each step of it."""
    text = read(PATH_FORMATS[name](path_to(TRACK, progress(), "b"), TRACK))
    assert all(title in text for title in ('"A"', '"B"'))


@pytest.mark.parametrize("name", PLAN_FORMATS)
def test_a_plan_is_exported_with_its_items(name: str) -> None:
    """Every format of a plan names each item of it, and its title."""
    plan = make_plan(TRACK, progress(), ["a", "b"], date(2026, 3, 16), Rate(10, "default"))
    content = PLAN_FORMATS[name](plan, TRACK, "My title", datetime(2026, 3, 16, tzinfo=UTC))
    assert all(word in read(content) for word in ("My title", "A (1 hour)", "B (1 hour)"))
