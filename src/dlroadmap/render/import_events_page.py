"""What an import of another history took in, and what it left out."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from dlroadmap.progress.arriving import Arrival, Refused, Sender, Why
from dlroadmap.progress.events import Event
from dlroadmap.render.words import COMMANDS, STATE_WORDS
from dlroadmap.text import clean
from dlroadmap.words import agree, local_day, pluralize

MOST = 5
"""So many devices, and events that are left out, are listed one by one."""

SHORT = 8
"""Characters by which a device is called."""

_WHY = {
    Why.ALTERED: "it was altered after it was recorded",
    Why.MISSING: "the event before it is missing",
    Why.UNORDERED: "it does not follow the event before it",
    Why.AHEAD: "its clock is too far ahead",
    Why.BROKEN: "it follows an event that was left out",
}


def describe_refused(why: Why) -> str:
    """Return why an event was left out."""
    return _WHY[why]


def name_event(event: Event) -> str:
    """Return `tick deep-learning/tensors`."""
    kind = clean(event.kind)
    return f"{COMMANDS.get(kind, kind)} {clean(event.key)}"


def strangers_line(strangers: Sequence[Sender]) -> str:
    """Return how many devices have sent events that the history does not know yet."""
    number = sum(sender.events for sender in strangers)
    devices = pluralize(len(strangers), "device")
    are = agree(len(strangers), "is", "are")
    return f"{pluralize(number, 'event')} from {devices} that {are} new here"


def sender_lines(senders: Sequence[Sender]) -> list[str]:
    """Return a line for each device: how much it says, and from when to when."""
    lines = []
    for sender in senders[:MOST]:
        first, last = local_day(sender.first), local_day(sender.last)
        days = first if first == last else f"{first} to {last}"
        name = sender.device[:SHORT]
        lines.append(f"  device {name}: {pluralize(sender.events, 'event')}, {days}")
    if len(senders) > MOST:
        lines.append(f"  and {pluralize(len(senders) - MOST, 'more device')}")
    return lines


def merge_question(strangers: Sequence[Sender]) -> str:
    """Return the question whether events of new devices are taken in."""
    return f"Merge {agree(len(strangers), 'it', 'them')} into your history?"


def taken_lines(
    arrival: Arrival, states: Sequence[str], goals: int, copy: Path | None, dry_run: bool
) -> list[str]:
    """Return what was taken in, what changed by it, what was left out, and how to undo.

    `states` are those that items have now and had not before, `goals` the number of changed ones.
    """
    lines = [_count(arrival, dry_run)]
    if arrival.new:
        lines += sender_lines(arrival.senders) if dry_run else []
        lines.append(changed_line(states))
        lines += [f"Changed {pluralize(goals, 'goal')}."] if goals else []
    lines += [
        f"Device {device[:SHORT]} recorded two different histories; dlr keeps both."
        for device in arrival.forked
    ]
    lines += _left_out(arrival.refused, dry_run)
    if dry_run:
        lines.append("Nothing was changed (--dry-run).")
    if copy:
        lines.append(f"To undo: dlr backup --restore {copy.name}")
    return lines


def _count(arrival: Arrival, dry_run: bool) -> str:
    """Return `Took in 120 events from 1 device; 3 were already here.`."""
    new, known = len(arrival.new), arrival.known
    if not new:
        here = f"{pluralize(known, 'event')} {agree(known, 'was', 'were')} already here"
        return f"Nothing new; {here}." if known else "Nothing new."
    took = "Would take in" if dry_run else "Took in"
    devices = pluralize(len(arrival.senders), "device")
    more = f"; {known:,} {agree(known, 'was', 'were')} already here" if known else ""
    return f"{took} {pluralize(new, 'event')} from {devices}{more}."


def changed_line(states: Sequence[str]) -> str:
    """Return how many items are in another state now, and in which."""
    if not states:
        return "No item changed its state."
    counts = Counter(states)
    numbers = [
        f"{counts[state]:,} now {word}" for state, word in STATE_WORDS.items() if counts[state]
    ]
    return f"Changed {pluralize(len(states), 'item')}: {', '.join(numbers)}."


def _left_out(refused: Sequence[Refused], dry_run: bool) -> list[str]:
    """Return what was left out and why; what only follows such an event is counted."""
    if not refused:
        return []
    roots = [one for one in refused if one.why != Why.BROKEN]
    out = "Would leave out" if dry_run else "Left out"
    lines = [f"{out} {pluralize(len(refused), 'event')}:"]
    lines += [
        f"  line {place + 1:,}, {name_event(event)}: {_WHY[why]}"
        for place, event, why in roots[:MOST]
    ]
    if len(roots) > MOST:
        lines.append(f"  and {len(roots) - MOST:,} more")
    if others := len(refused) - len(roots):
        lines.append(
            f"  {pluralize(others, 'event')} that {agree(others, 'follows', 'follow')} them"
        )
    return [*lines, "To add them, run dlr doctor on the other machine and export again."]
