"""Words that several pages and exports have in common; without rich, as exports need none."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dlroadmap.text import clean
from dlroadmap.words import join_words

if TYPE_CHECKING:
    from dlroadmap.guide.path import Edge, Step
    from dlroadmap.guide.summary import Counts

STATE_WORDS = {"todo": "to do", "doing": "in progress", "done": "done", "skipped": "skipped"}
"""What a person is told of a state."""

UNDO = "To take it back: dlr undo"
NOTHING = "Nothing was changed."

LONGEST = 40
"""The characters of a reason that an arrow of a graph can carry."""


def describe_double(id: str, used: object, others: Sequence[object]) -> str:
    """Return which of several files with one id is used."""
    rest = join_words([clean(str(path)) for path in others])
    return f"{id}: {clean(str(used))} is used, and not {rest}"


def describe_former(id: str, former: str, main: object) -> str:
    """Return that a curriculum has changed its id, and how to have its ticks again."""
    return (
        f"{clean(str(main))} had the id {former} before {id}, and ticks stay with the id; "
        f"to have them here again, give it back: `id: {former}`"
    )


def standing(title: str, totals: "Counts") -> str:
    """Return `Deep learning: 3 of 500 done, 0.6 %`."""
    share = "" if totals.percent is None else f", {totals.percent} %"
    return f"{title}: {totals.counted_done} of {totals.counted} done{share}"


def label_step(step: "Step", curriculum: str) -> str:
    """Return the title, and what is special about it in a curriculum with this title."""
    words = ["in progress"] if step.state == "doing" else []
    words += [f"not in {curriculum}"] if step.outside else []
    return f"{step.item.title} ({', '.join(words)})" if words else step.item.title


def label_arrow(edge: "Edge") -> str:
    """Return the reason if it is short enough for an arrow of a graph, else nothing."""
    return edge.because if len(edge.because) <= LONGEST else ""
