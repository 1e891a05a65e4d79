"""Words that several pages and exports have in common; without rich, as exports need none."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dlroadmap.text import clean
from dlroadmap.words import agree, format_hours, format_number, join_words, pluralize

if TYPE_CHECKING:
    from dlroadmap.curriculum.model import Curriculum, Item
    from dlroadmap.guide.path import Edge, Step
    from dlroadmap.guide.summary import Counts

STATE_WORDS = {"todo": "to do", "doing": "in progress", "done": "done", "skipped": "skipped"}
"""What a person reads for a state."""

UNDO = "To undo: dlr undo"
NOTHING = "Nothing was changed."
NO_DETAILS = "No summary or resources. To see the item: dlr show"
ANY_SIZE = "For a graph of any size: dlr export --format dot"

COMMANDS = {"reset": "untick"}
"""What a person reads for a kind of event that is not called like its command."""
_SET = "To set your own: dlr config hours-per-week N"
_PACE = {
    "option": "Pace: from --hours.",
    "setting": "Pace: your setting. To change it: dlr config hours-per-week N",
    "history": f"Pace: your average of the last {{weeks}} weeks. {_SET}",
    "curriculum": f"Pace: from the curriculum. {_SET}",
    "default": f"Pace: assumed. {_SET}",
}
"""Where the hours a week come from, and how to change them, by their source."""

LONGEST = 40
"""The characters of a reason that an arrow of a graph can carry."""


def describe_double(id: str, used: object, others: Sequence[object]) -> str:
    """Return which of several files with one id is used."""
    rest = join_words([clean(str(path)) for path in others])
    return f"several files have the id {id}; dlr uses {clean(str(used))}, not {rest}"


def describe_former(id: str, former: str, main: object) -> str:
    """Return that a curriculum has changed its id, and how to get its ticks back."""
    return (
        f"{clean(str(main))} changed its id from {former} to {id}, and ticks belong to the id; "
        f"to get them back, restore `id: {former}`"
    )


def describe_dropped(overlay: str, main: object, dropped: int) -> str:
    """Return how much of what an overlay says is left out, and how to see why."""
    have = agree(dropped, "entry has", "entries have")
    return f"{overlay}: {dropped:,} {have} no effect. For details: dlr lint {clean(str(main))}"


def describe_unticked(number: int) -> str:
    """Return that boxes of a checklist are not checked, and what that came to."""
    return f"left out {number:,} {agree(number, 'line', 'lines')} whose box is not checked."


def standing(title: str, totals: "Counts") -> str:
    """Return `Deep learning: 3 of 500 done, 0.6%`."""
    share = "" if totals.percent is None else f", {totals.percent}%"
    return f"{title}: {totals.counted_done} of {totals.counted} done{share}"


def describe_hours(known: float, unknown: int, done: float | None = None) -> str:
    """Return `3 of 12 hours, 40 items without hours`, or `hours unknown`; `done` is the 3."""
    if unknown and not known:
        return "hours unknown"
    of = "" if done is None else f"{format_number(done)} of "
    without = f", {pluralize(unknown, 'item')} without hours" if unknown else ""
    return f"{of}{format_hours(known)}{without}"


def tabulate_hours(known: float, unknown: int, done: float | None = None) -> str:
    """Return `3/12`, `3/12+` where some items have no hours, or `-` where none has any."""
    if unknown and not known:
        return "-"
    of = "" if done is None else f"{format_number(done)}/"
    return f"{of}{format_number(known)}{'+' if unknown else ''}"


def estimate_hours(hours: float, guessed: int) -> str:
    """Return `12 hours`, or `about 12 hours` where some are guessed."""
    return f"{'about ' if guessed else ''}{format_hours(hours)}"


def note_guessed(guessed: int, items: int) -> str:
    """Return ` (guessed for 3 of 12 items)`, to follow an estimate; nothing for none."""
    if not guessed:
        return ""
    if guessed < items:
        return f" (guessed for {guessed:,} of {items:,} items)"
    return " (guessed for all of them)" if items > 1 else " (guessed)"


def describe_pace(source: str, weeks: int) -> str:
    """Return where the hours a week come from, and how to change them."""
    return _PACE[source].format(weeks=weeks)


def tell_absence(key: str, curriculum: "Curriculum") -> str:
    """Return that an item is not in a curriculum, or that this hides it."""
    verb = "hidden" if key in curriculum.hidden else "not"
    return f"{verb} in {curriculum.title}"


def assumed_lines(item: "Item", curriculum: "Curriculum") -> list[str]:
    """Return that a curriculum assumes an item, and how to see the steps to it anyway."""
    lines = [f"{curriculum.title} assumes that you know {item.title} ({item.id})."]
    if item.home == curriculum.id:
        return [*lines, f"For details: dlr show {item.id}"]
    return [*lines, see_way(item.id, item.home)]


def see_way(id: str, home: str) -> str:
    """Return how to see the steps to an item in the curriculum that defines it."""
    return f"To see the steps anyway: dlr path {id} --curriculum {home}"


def label_step(step: "Step", curriculum: str, standing: str = "") -> str:
    """Return the title, and what is special about it in a curriculum with this title."""
    words = ["in progress"] if step.state == "doing" else [standing] if standing else []
    words += [f"not in {curriculum}"] if step.outside else []
    return f"{step.item.title} ({', '.join(words)})" if words else step.item.title


def label_arrow(edge: "Edge") -> str:
    """Return the reason if it is short enough for an arrow of a graph, else nothing."""
    return edge.because if len(edge.because) <= LONGEST else ""
