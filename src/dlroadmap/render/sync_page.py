"""What a sync sent and took in, what it left out, and the devices of a history."""

from collections.abc import Mapping, Sequence

from rich.cells import cell_len
from rich.text import Text

from dlroadmap.progress.arriving import Refused, Why
from dlroadmap.progress.events import Event
from dlroadmap.remote.devices import Device, Status
from dlroadmap.remote.journal import About, Fault, describe_abouts
from dlroadmap.remote.syncing import Synced
from dlroadmap.render.hanging import advise, hang
from dlroadmap.render.import_events_page import (
    MOST,
    SHORT,
    changed_line,
    describe_refused,
    name_event,
)
from dlroadmap.render.screen import Screen
from dlroadmap.render.status_page import waiting_lines
from dlroadmap.text import clean
from dlroadmap.words import agree, join_words, local_time, pluralize


def lay_out(lines: Sequence[str], screen: Screen) -> list[Text]:
    """Return lines as a screen has room for them: a command in one piece, a list hanging."""
    width, console = screen.width, screen.console
    return [
        part
        for line in lines
        for part in (
            hang("  ", [Text(line.strip())], 2, width, console)
            if line.startswith("  ")
            else advise(line, width, console)
        )
    ]


def synced_lines(
    synced: Synced, states: Sequence[str], goals: int, saved: bool, former: str, named: bool
) -> list[str]:
    """Return what came of a sync; `saved` is whether its place is another one from now on.

    Then `former` is the one before, empty if there was none. `states` are those that items have now
    and had not before, `goals` the number of changed ones. `named` is whether this device has been
    given a name.
    """
    names = {device.id: device.name for device in synced.devices}
    lines = [_count(synced, names)]
    if synced.new:
        lines.append(changed_line(states))
        lines += [f"Changed {pluralize(goals, 'goal')}."] if goals else []
    lines += [
        f"Device {device[:SHORT]} recorded two different histories; dlr keeps both."
        for device in synced.forked
    ]
    lines += left_lines(synced.faults, synced.refused, names)
    lines += others_lines(synced.others)
    if synced.merged:
        lines.append(f"Merged the history of {describe_abouts(synced.merged.values())}.")
    if synced.copy:
        lines.append(f"To undo: dlr backup --restore {synced.copy.name}")
    if named:
        lines += [f"This device is now called {one.name}." for one in synced.devices if one.here]
    if saved:
        instead = f", instead of {clean(former)}" if former else ""
        lines.append(f"Saved as your sync target{instead}. To sync again: dlr sync")
    return lines


def _count(synced: Synced, names: Mapping[str, str]) -> str:
    """Return `Sent 7 changes; received 12 from laptop and server.`, in changes as the log has."""
    sent, new = synced.sent, synced.new
    if not sent and not new:
        return f"Already up to date with {clean(synced.place)}."
    sources = join_words([*dict.fromkeys(_name(event.device, names) for event in new)])
    number = count_changes(new)
    noun = "" if sent else f" {agree(number, 'change', 'changes')}"
    given = f"Sent {pluralize(sent, 'change')}" if sent else "Nothing to send"
    taken = f"received {number:,}{noun} from {sources}" if new else "nothing new to receive"
    return f"{given}; {taken}."


def count_changes(events: Sequence[Event]) -> int:
    """Return how many changes events are of, as the log has them."""
    return len({event.batch for event in events})


def left_lines(
    faults: Sequence[Fault], refused: Sequence[tuple[str, Refused]], names: Mapping[str, str]
) -> list[str]:
    """Return what was left at the place, and why; what only follows such an event is counted."""
    if not faults and not refused:
        return []
    roots = [(id, one) for id, one in refused if one.why != Why.BROKEN]
    told = [describe_fault(fault, names) for fault in faults]
    told += [describe_left(id, one, names) for id, one in roots]
    lines = [
        "Could not receive everything; the next sync tries again:",
        *(f"  {line}" for line in told[:MOST]),
    ]
    if len(told) > MOST:
        lines.append(f"  and {len(told) - MOST:,} more")
    if others := len(refused) - len(roots):
        lines.append(
            f"  {pluralize(others, 'event')} that {agree(others, 'follows', 'follow')} them"
        )
    device = (faults[0].device if faults else refused[0][0])[:SHORT]
    return [
        *lines,
        f"If this stays, remove dlr/{device}… from the sync target; the next sync of each device "
        "sends what is missing.",
    ]


def describe_fault(fault: Fault, names: Mapping[str, str]) -> str:
    """Return where in a journal a fault is, and which."""
    where = f"{clean(fault.where)} " if fault.where else ""
    return f"{_name(fault.device, names)}: {where}{clean(fault.why)}"


def describe_left(device: str, refused: Refused, names: Mapping[str, str]) -> str:
    """Return what a journal has that was left there, and why."""
    why = describe_refused(refused.why)
    return f"{_name(device, names)}: {name_event(refused.event)}: {why}"


def _name(device: str, names: Mapping[str, str]) -> str:
    return names.get(device) or f"device {device[:SHORT]}"


def others_lines(others: Mapping[str, About]) -> list[str]:
    """Return whose other histories there are at the place, which were not touched."""
    if not others:
        return []
    return [
        f"Not merged: another history in the same sync target, {describe_abouts(others.values())}.",
        "If all of it is yours, merge it: dlr sync --merge",
    ]


def status_lines(place: str, status: Status) -> list[str]:
    """Return what is known of a place since the last sync, without asking it."""
    if not status.at:
        lines = [f"{clean(place)}: never synced"]
    else:
        lines = [f"{clean(place)}: last synced {local_time(status.at)}"]
    devices = status.devices
    names = [f"{one.name} (this device)" if one.here else one.name for one in devices]
    wide = max(map(cell_len, names), default=0)
    lines += [
        f"  {name}{' ' * (wide - cell_len(name))}  last sent {local_time(one.last) or 'unknown'}"
        for name, one in zip(names, devices, strict=True)
    ]
    if status.restored:
        return [
            *lines,
            "Your progress was restored from a backup; the next dlr sync compares both.",
        ]
    return [*lines, *(waiting_lines(status.waiting) or ["Everything has been sent."])]


def return_lines(back: Sequence[Event]) -> list[str]:
    """Return what a sync brings back to a history that was restored from a copy."""
    first, last = (local_time(choose(event.at for event in back)) for choose in (min, max))
    number = pluralize(count_changes(back), "change")
    made = f"on {first}" if first == last else f"from {first} to {last}"
    return [
        "Your progress was restored from a backup. "
        f"This sync would bring back {number} that the backup lacks, made {made}."
    ]


RETURN = "Bring them back?"


def erase_question(devices: Sequence[Device], place: str) -> str:
    """Return the question whether the journals of a history are removed."""
    names = join_words([device.name for device in devices])
    return f"Remove your history from {clean(place)} ({names})?"


def erased_lines(number: int, place: str, forgotten: bool, left: Sequence[str]) -> list[str]:
    """Return what was removed, what is left of others, and whether the place is forgotten."""
    devices = pluralize(number, "device")
    lines = [
        f"Removed the history of {devices} from {clean(place)}."
        if number
        else f"{clean(place)} contains nothing of yours."
    ]
    if left:
        lines.append(f"Left there, as it is not part of your history: {join_words([*left])}.")
    return [*lines, "This device no longer syncs with it."] if forgotten else lines


def stopped_line(place: str) -> str:
    """Return that a place is forgotten."""
    kept = "Your progress stays on this device, and what you sent stays there."
    return f"dlr no longer syncs with {clean(place)}. {kept}"
