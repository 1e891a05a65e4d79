"""What a sync sent and took in, what it left out, and the devices of a history."""

from collections import Counter
from collections.abc import Mapping, Sequence

from dlroadmap.progress.arriving import Refused, Why
from dlroadmap.progress.events import Event
from dlroadmap.remote.journal import About, Fault
from dlroadmap.remote.syncing import Device, Synced
from dlroadmap.render.import_events_page import (
    MOST,
    SHORT,
    changed_line,
    describe_refused,
    name_event,
)
from dlroadmap.text import clean
from dlroadmap.words import agree, join_words, local_time, pluralize


def synced_lines(synced: Synced, states: Sequence[str], goals: int, first: bool) -> list[str]:
    """Return what came of a sync; `first` is whether its place was named in this call.

    `states` are those that items have now and had not before, `goals` the number of changed ones.
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
        lines.append(f"Merged the history of {_describe_abouts(synced.merged)}.")
    if synced.copy:
        lines.append(f"To undo: dlr backup --restore {synced.copy.name}")
    if first:
        lines.append("From now on, dlr sync alone uses this place.")
    return lines


def _count(synced: Synced, names: Mapping[str, str]) -> str:
    """Return `Sent 7 changes; received 12 from laptop and server.`."""
    sent, new = synced.sent, synced.new
    if not sent and not new:
        return f"Nothing to send or receive; {clean(synced.place)} is up to date."
    devices = Counter(event.device for event in new)
    sources = join_words([names.get(id, id[:SHORT]) for id in devices])
    given = f"Sent {pluralize(sent, 'change')}" if sent else "Nothing to send"
    taken = f"received {len(new):,} from {sources}" if new else "nothing to receive"
    return f"{given}; {taken}."


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
        "Some of it could not be used, and stays there:",
        *(f"  {line}" for line in told[:MOST]),
    ]
    if len(told) > MOST:
        lines.append(f"  and {len(told) - MOST:,} more")
    if others := len(refused) - len(roots):
        lines.append(
            f"  {pluralize(others, 'change')} that {agree(others, 'follows', 'follow')} them"
        )
    return lines


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
        f"Also there, and left alone: another history, {_describe_abouts(others)}.",
        "If it is yours: dlr sync --merge",
    ]


def _describe_abouts(abouts: Mapping[str, About]) -> str:
    """Return `laptop (1,204 changes) and server (3 changes)`."""
    ordered = sorted(abouts.values(), key=lambda one: (one.name, one.events))
    return join_words([f"{one.name} ({pluralize(one.events, 'change')})" for one in ordered])


def status_lines(place: str, at: str, devices: Sequence[Device], waiting: int) -> list[str]:
    """Return what is known of a place since the last sync, without asking it."""
    if not at:
        lines = [f"{clean(place)}: not synced yet"]
    else:
        lines = [f"{clean(place)}: last synced {local_time(at)}"]
    names = [f"{one.name} (this device)" if one.here else one.name for one in devices]
    counts = [pluralize(one.events, "change") for one in devices]
    wide, long = max(map(len, names), default=0), max(map(len, counts), default=0)
    lines += [
        f"  {name:{wide}}  {count:>{long}}, last sent {local_time(one.last)}"
        for name, count, one in zip(names, counts, devices, strict=True)
    ]
    wait = agree(waiting, "waits", "wait")
    left = f"{pluralize(waiting, 'change')} {wait} to be sent: dlr sync"
    return [*lines, left if waiting else "Everything here has been sent."]


def return_lines(back: Sequence[Event]) -> list[str]:
    """Return what a sync brings back to a history that was restored from a copy."""
    first, last = min(event.at for event in back), max(event.at for event in back)
    number = pluralize(len(back), "change")
    return [
        f"Your history was restored from a backup. Sync brings back {number} that it lacks, "
        f"from {local_time(first)} to {local_time(last)}."
    ]


RETURN = "Bring them back?"


def erase_question(devices: Sequence[Device], place: str) -> str:
    """Return the question whether the journals of a history are removed."""
    names = join_words([device.name for device in devices])
    return f"Remove your history from {clean(place)} ({names})?"


def erased_line(number: int, place: str) -> str:
    """Return what was removed."""
    if not number:
        return f"There was nothing of yours in {clean(place)}. dlr no longer syncs with it."
    devices = pluralize(number, "device")
    return f"Removed the history of {devices} from {clean(place)}. dlr no longer syncs with it."


def stopped_line(place: str) -> str:
    """Return that a place is forgotten."""
    kept = "Your progress stays here, and what was sent stays there."
    return f"dlr no longer syncs with {clean(place)}. {kept}"
