"""What mentors ask of their group, in words."""

from collections.abc import Iterator, Sequence
from datetime import date

from rich.text import Text

from dlroadmap.remote.group.assigning import ANSWERS, Assignment
from dlroadmap.render.hanging import hang, wrap_text
from dlroadmap.render.screen import Screen
from dlroadmap.words import join_words, pluralize

LABELS = {"done": "Done", "open": "Unfinished", "declined": "Declined", None: "Not synced yet"}
"""What came of what a member was asked for; not synced means that they do not know of it."""

_LABEL = len("Not synced yet") + 2

_NAMED = 12
"""So many names are shown of those who gave the same answer."""


def describe_wish(of: str, title: str) -> str:
    """Return `Backpropagation`, or `Entry (level)`."""
    return title if of == "item" else f"{title} ({of})"


def assigned_line(
    what: str, by: date, before: date | None, names: Sequence[str], group: str
) -> list[str]:
    """Return who is asked for what; `before` is the day that it had."""
    who = join_words([*names], _NAMED) if names else f"every learner in {group}"
    lines = [f"Assigned to {who}: {what} by {by}"]
    if before:
        lines.append(f"The day was {before} before." if before != by else "It was assigned before.")
    return [*lines, "They get it as a goal with their next dlr group sync."]


def withdrawn_lines(what: str, group: str) -> list[str]:
    """Return that something is asked for no longer."""
    return [
        f"No longer assigned in {group}: {what}",
        "It is removed from everyone's goals with their next dlr group sync.",
    ]


def page_lines(
    assigned: Sequence[Assignment], group: str, mentor: bool, today: date, screen: Screen
) -> Iterator[Text]:
    """Yield what a group was asked for, and what came of it."""
    width, console = screen.width, screen.console
    if not assigned:
        yield from wrap_text(Text(f"Nothing is assigned in {group}."), width, console)
        if mentor:
            yield Text("To assign something: dlr group assign NAME --by DATE")
    for number, one in enumerate(assigned):
        if number:
            yield Text()
        due = f"was due {one.by}" if one.by < today else f"due {one.by}"
        head = Text.assemble(
            (describe_wish(one.of, one.title), "bold"), f", {due}, from {one.asked_by}"
        )
        yield from wrap_text(head, width, console)
        for answer in ANSWERS:
            if names := one.find(answer):
                shown = join_words(names, _NAMED)
                many = f"{pluralize(len(names), 'member')}: " if len(names) > 1 else ""
                label = Text(LABELS[answer])
                yield from hang(label, [Text(f"{many}{shown}")], _LABEL, width, console)
        if not one.answers:
            yield Text("No learner is asked for it yet.")
