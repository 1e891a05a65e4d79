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
from dlroadmap.render.words import STATE_WORDS
from dlroadmap.words import agree, format_exactly, join_words, pluralize

LINE = "Invitation (not shown as you type): "
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

_MOST = 5
"""So many new goals are shown."""


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
    return [*lines, *([differs_line(), "To update yours: dlr update"] if differs else [])]


def describe_counts(counts: Counts) -> str:
    """Return every number that is sent of a level."""
    inferred = f" ({counts.inferred:,} inferred)" if counts.inferred else ""
    hours = f"{format_exactly(counts.hours_done)} of {format_exactly(counts.hours)} hours"
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
    yield f"Version of the curriculum: {report.digest}"
    yield f"Latest day: {report.last or 'none yet'}"
    levels = {level.id: level.title for level in curriculum.levels}
    for id, counts in report.levels:
        yield f" - {levels[id]} ({id}): {describe_counts(counts)}"
    for key, (state, day) in report.states.items():
        yield f" - {describe_state(key, state, day, curriculum)}"
    yield " - your answers to what mentors ask for: unfinished, done or declined"
    if differs:
        yield differs_line()
    yield NEVER


def joined_lines(group: str, several: bool, sent: Sequence[str]) -> list[str]:
    """Return that one has joined, what was `sent`, and how to go on."""
    lines = [f"You joined {group}.", *sent, "To send your progress again: dlr group sync"]
    return [*lines, *([f"To use this group by default: dlr config group {group}"] * several)]


def sync_lines(report: Report, group: str, fresh: bool, differs: bool) -> list[str]:
    """Return what was sent."""
    items, levels = pluralize(len(report.states), "item"), pluralize(len(report.levels), "level")
    what = f"the counts of {levels} and the states of {items}"
    lines = [
        f"Sent to {group}: {what}."
        if fresh
        else f"Your progress is unchanged since your last sync with {group}."
    ]
    return [*lines, *([differs_line(), "To update yours: dlr update"] if differs else [])]


def asked_lines(
    new: Sequence[Asked],
    moved: Sequence[Asked],
    withdrawn: Sequence[str],
    done: Sequence[Asked],
    declined: Sequence[Asked],
    reopened: Sequence[Asked] = (),
) -> list[str]:
    """Return what is new of what a group asks for, and what it was answered."""
    lines = [f"New goal: {describe_asked(one)}" for one in new[:_MOST]]
    if len(new) > _MOST:
        lines.append(f"And {pluralize(len(new) - _MOST, 'more new goal')}.")
    lines += [f"New day: {describe_asked(one)}" for one in moved[:_MOST]]
    if withdrawn:
        lines.append(f"No longer asked: {join_words([*withdrawn])}")
    for word, ones in (("done", done), ("declined", declined), ("unfinished", reopened)):
        if ones:
            lines.append(f"Reported as {word}: {join_words([one.title for one in ones])}")
    if new:
        lines.append("To see your goals: dlr goal")
        lines.append("To decline one: dlr goal --drop NAME")
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
        lines = [
            f"Forgot {group}. What you sent may still be on its server; a mentor can remove it."
        ]
    else:
        lines = [f"You left {group}. What you sent was removed from its server."]
    return lines + ([f"Removed goals: {join_words([*goals])}"] if goals else [])
