"""Goals in words: what is left, when it will be reached, and whether that is on time."""

from datetime import date, timedelta
from typing import Any

from dlroadmap.guide.finish import Finish
from dlroadmap.guide.goals import Outlook
from dlroadmap.render.outlooks import describe_outlook

GOAL = Outlook("c/a", "category", "l/c", "Diffusion", items=24, hours=76.0)
JUNE = Finish(date(2027, 5, 2), date(2027, 6, 13), date(2027, 9, 5))


def told(**changes: Any) -> str:
    return describe_outlook(GOAL._replace(**changes))


def test_what_is_left_and_when() -> None:
    """A goal has its items, its hours and a month; a day where the month is certain."""
    assert told() == "Diffusion (l/c), 24 items left, 76 hours"
    assert told(items=1, hours=None) == "Diffusion (l/c), 1 item left"
    assert told(finish=JUNE) == "Diffusion (l/c), 24 items left, 76 hours, finish around June 2027"
    assert told(finish=JUNE, guessed=2).endswith("left, about 76 hours, finish around June 2027")
    soon = Finish(date(2027, 6, 6), date(2027, 6, 13), date(2027, 6, 20))
    assert told(finish=soon).endswith(", finish around June 13, 2027")


def test_on_time_or_late() -> None:
    """With a day set for it, the goal says when it will be reached, and how late that is."""
    march, end = date(2027, 3, 31), "you will finish around June 2027"
    late = told(finish=JUNE, by=march, fits=False)
    assert late == f"Diffusion (l/c) by March 2027, 24 items left, 76 hours: {end}, 2 months late"
    assert told(finish=JUNE, by=date(2027, 7, 4), fits=True).startswith(
        "Diffusion (l/c) by July 4, 2027,"
    )
    assert told(finish=JUNE, by=date(2027, 7, 4), fits=True).endswith(f": {end}, on time")
    assert told(finish=JUNE, by=march, fits=None) == late
    for days, words in (
        (1, "1 day late"),
        (13, "13 days late"),
        (14, "2 weeks late"),
        (59, "8 weeks late"),
        (60, "2 months late"),
        (365, "12 months late"),
    ):
        by = JUNE.likely - timedelta(days=days)
        assert told(finish=JUNE, by=by, fits=False).endswith(f", {words}")


def test_reached_and_gone() -> None:
    """A goal that is reached, or gone from the curriculum, says so."""
    assert told(items=0, hours=0) == "Diffusion (l/c), reached"
    assert told(items=None, hours=None) == "Diffusion, not found in any curriculum"
    assert told(items=0, hours=0, state="skipped") == "Diffusion (l/c), skipped"
