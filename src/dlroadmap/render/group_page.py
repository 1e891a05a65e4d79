"""What a member reads: what a group gets, what was sent and is asked, and how one leaves."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from rich.text import Text

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.assignments import Asked
from dlroadmap.guide.report import SENT, Report
from dlroadmap.guide.summary import Counts
from dlroadmap.render.hanging import advise, hang, wrap_text
from dlroadmap.render.screen import Screen
from dlroadmap.render.words import NOTHING as NOTHING
from dlroadmap.render.words import STATE_WORDS
from dlroadmap.words import agree, format_number, join_words, pluralize

LINE = "Your invitation (what you paste is not shown): "
"""Asks for the line that a mentor handed over."""

NEVER = (
    "Never sent: notes, links, your history, reviews, items of your own, other curricula, and "
    "hours per week."
)
"""What no group gets."""

AGREE = "Join the group and send this?"

KEPT = "Nothing was changed. Your invitation can still be used."

_FULL = 10
"""So many names of mentors are shown."""


def lay_out(lines: Iterable[str], screen: Screen) -> list[Text]:
    """Return lines as a screen has room for them: a command in one piece, a list hanging."""
    width, console = screen.width, screen.console
    return [
        part
        for line in lines
        for part in (
            hang(" - ", [Text(line.removeprefix(" - "))], 3, width, console)
            if line.startswith(" - ")
            else advise(line, width, console)
            if ": dlr " in line
            else wrap_text(Text(line), width, console)
        )
    ]


def invited_lines(group: str, where: str, member: str, mentor: bool, title: str) -> list[str]:
    """Return to what one was invited, and as whom."""
    return [
        f"Group: {group} ({where})",
        f"Curriculum: {title}",
        f"Your name in it: {member}{', a mentor' if mentor else ''}",
    ]


def seen_lines(board: str, mentors: Sequence[str], member: str) -> list[str]:
    """Return who can see what one sends."""
    others = [name for name in mentors if name != member]
    names = join_words(others, _FULL)
    if board == "open":
        lines = ["Every member of the group can see it, those who join later too."]
    elif others:
        noun = agree(len(others), "mentor", "mentors")
        lines = [f"The {noun} of the group can see it: {names}. So can mentors who join later."]
    else:
        lines = ["Mentors who join later can see it. No other member can."]
    return [*lines, "Administrators of the server can read it too."]


def sent_lines(report: Report, curriculum: Curriculum, differs: bool) -> list[str]:
    """Return what is sent, with its numbers and an example of each kind."""
    number = len(report.states)
    lines = ["Sent when you join, and whenever you call dlr group sync:"]
    levels = {level.id: level.title for level in curriculum.levels}
    for id, counts in report.levels[:1]:
        example = f"{levels[id]}: {describe_counts(counts)}"
        many = pluralize(len(report.levels), "level")
        lines.append(f" - the counts of {many}, such as {example}")
    line = f" - the state and the day of each item that you ticked, started or skipped: {number:,}"
    if states := [f"{n:,} {STATE_WORDS[s]}" for s in SENT if (n := report.count(s))]:
        line += f" now ({join_words(states)})"
    if report.states:
        key, (state, day) = max(report.states.items(), key=lambda one: one[1][1])
        line += f", such as {describe_state(key, state, day, curriculum)}"
    lines.append(line if report.states else f"{line} now")
    lines.append(f" - your latest day among these: {report.last or 'none yet'}")
    lines.append(f" - which version of the curriculum you have: {report.digest[:12]}…")
    lines.append(" - your answers to what mentors ask for: unfinished, done or declined")
    return [*lines, *([differs_line()] if differs else [])]


def describe_counts(counts: Counts) -> str:
    """Return every number that is sent of a level."""
    inferred = f" ({counts.inferred:,} inferred)" if counts.inferred else ""
    hours = f"{format_number(counts.hours_done)} of {format_number(counts.hours)} hours"
    unknown = (
        f" ({pluralize(counts.hours_unknown, 'item')} without)" if counts.hours_unknown else ""
    )
    return (
        f"{pluralize(counts.items, 'item')}, {counts.done:,} done{inferred}, "
        f"{counts.doing:,} in progress, {counts.skipped:,} skipped; "
        f"{counts.counted_done:,} of {counts.counted:,} that count; {hours}{unknown}"
    )


def describe_state(key: str, state: str, day: date, curriculum: Curriculum) -> str:
    """Return `Vectors (small/vectors): done, 2027-03-01`."""
    return f"{curriculum.items[key].title} ({key}): {STATE_WORDS[state]}, {day}"


def differs_line() -> str:
    """Return that the group has another version of the track, and what follows from it."""
    return (
        "Your version of the curriculum differs from the group's. dlr sends only what both "
        "contain, and your counts are those of your version."
    )


def shown_lines(report: Report, curriculum: Curriculum, group: str, differs: bool) -> Iterator[str]:
    """Yield every value that the next sync would send."""
    yield f"dlr group sync would send this to {group}:"
    yield f" - version of the curriculum: {report.digest}"
    yield f" - latest day: {report.last or 'none yet'}"
    levels = {level.id: level.title for level in curriculum.levels}
    for id, counts in report.levels:
        yield f" - {levels[id]} ({id}): {describe_counts(counts)}"
    for key, (state, day) in report.states.items():
        yield f" - {describe_state(key, state, day, curriculum)}"
    yield " - your answers to what mentors ask for: unfinished, done or declined"
    if differs:
        yield differs_line()
    yield NEVER


def joined_lines(group: str, several: bool) -> list[str]:
    """Return that one has joined, and how to go on."""
    lines = [f"You joined {group}."]
    if several:
        lines.append(f"To use it without --group: dlr config group {group}")
    return [*lines, "To send your progress again: dlr group sync"]


def sync_lines(
    report: Report,
    group: str,
    fresh: bool,
    differs: bool,
    new: Sequence[Asked],
    withdrawn: Sequence[str],
    declined: Sequence[Asked],
) -> list[str]:
    """Return what was sent, and what is new of what the group asks for."""
    items, levels = pluralize(len(report.states), "item"), pluralize(len(report.levels), "level")
    what = f"the counts of {levels} and the states of {items}"
    lines = [f"Sent to {group}: {what}." if fresh else f"Nothing new to send to {group}."]
    lines += [differs_line(), "To get the newer one: dlr update"] if differs else []
    lines += [f"New goal: {describe_asked(one)}" for one in new]
    lines += [f"No longer asked: {title}" for title in withdrawn]
    if declined:
        lines.append(f"Declined: {join_words([one.title for one in declined])}")
    if new:
        lines.append("For details: dlr status. To decline a goal: dlr goal --drop NAME")
    return lines


def describe_asked(asked: Asked) -> str:
    """Return `Backpropagation by 2027-03-15, from Grace`."""
    kind = "" if asked.of == "item" else f" ({asked.of})"
    return f"{asked.title}{kind} by {asked.by}, from {asked.asked_by}"


def replaced_line(group: str, items: int) -> str:
    """Return that the group has another version of its track now."""
    return f"The curriculum of {group} is now your version, with {pluralize(items, 'item')}."


def leave_question(group: str, forget: bool) -> str:
    """Return what is asked before one leaves."""
    if forget:
        return f"Forget {group} on this device? What you sent stays on its server."
    return f"Leave {group}, and remove what you sent?"


def left_lines(group: str, forget: bool, goals: Sequence[str]) -> list[str]:
    """Return that one has left, and which goals went along."""
    if forget:
        lines = [f"Forgot {group}. Ask a mentor to remove you; what you sent is on its server."]
    else:
        lines = [f"You left {group}. What you sent was removed from its server."]
    return lines + ([f"Removed goals: {join_words([*goals])}"] if goals else [])
