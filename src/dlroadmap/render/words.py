"""Words that several pages have in common."""

from dlroadmap.guide.summary import Counts

STATE_WORDS = {"todo": "to do", "doing": "in progress", "done": "done", "skipped": "skipped"}
"""What a person is told of a state."""

UNDO = "To take it back: dlr undo"
NOTHING = "Nothing was changed."


def standing(title: str, totals: Counts) -> str:
    """Return `Deep learning: 3 of 500 done, 0.6 %`."""
    share = "" if totals.percent is None else f", {totals.percent} %"
    return f"{title}: {totals.counted_done} of {totals.counted} done{share}"
