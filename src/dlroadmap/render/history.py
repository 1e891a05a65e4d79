"""The history: a change a row, or an event a row."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from dlroadmap.render.layout import Lines, wrap
from dlroadmap.render.links import link_within
from dlroadmap.render.screen import Screen
from dlroadmap.words import join_words, local_time, pluralize

Document = Mapping[str, Any]
"""An event as `log --json` shows it."""

ENOUGH = 30
"""Columns for what a row says, from which on it stands beside the time."""

MOST = 3
"""So many items are named in a row."""

_DID = {"tick": "Ticked", "start": "Started", "skip": "Skipped", "reset": "Unticked"}
_SAID = _DID | {
    "note": "Added a note:",
    "review": "Reviewed",
    "goal": "Set goal",
    "undo": "Undid a change",
}
_GOAL_SAID = {
    "removed": "Removed goal",
    "declined": "Declined goal",
    "withdrawn": "Goal withdrawn",
}
_KINDS = {"reset": "untick"}
"""The kinds of events that a person knows by another word."""


def frame_log(
    lines: Iterable[RenderableType],
    shown: int,
    total: int,
    options: Sequence[str],
    since: str | None,
) -> Iterator[RenderableType]:
    """Yield the rows of a log, and the command that shows the earlier ones.

    `options` are those of the call that stay in that command.
    """
    if not shown:
        if since:
            yield f"No history since {since}. To see all: dlr log"
        else:
            yield "No history yet. To start: dlr next"
        return
    yield from lines
    if earlier := total - shown:
        again = [*options, *(["--since", since] if since else []), "-n", str(total)]
        yield from ("", f"{earlier:,} earlier: dlr log {' '.join(again)}")


def change_lines(
    events: Iterable[Document],
    targets: Mapping[str, str],
    goals: Mapping[str, str],
    devices: Mapping[str, str],
    screen: Screen,
) -> Iterator[RenderableType]:
    """Yield a row for each change; `targets` says which event an undo is about.

    `goals` has the words for a goal by the event that is about it, `devices` the names of the
    learner's other devices.
    """
    changes: dict[str, list[Document]] = {}
    last: dict[str, int] = {}
    for place, event in enumerate(events):
        changes.setdefault(event["batch"], []).append(event)
        last[event["batch"]] = place
    names = sorted(changes, key=lambda name: last[name])
    batches = {event["id"]: name[:6] for name in names for event in changes[name]}
    rows = [
        (changes[name][-1], _change_in_words(changes[name], targets, batches, goals), changes[name])
        for name in names
    ]
    yield from _rows(rows, "What", devices, screen)


def event_lines(
    events: Sequence[Document],
    goals: Mapping[str, str],
    devices: Mapping[str, str],
    screen: Screen,
) -> Iterator[RenderableType]:
    """Yield a row for each event; `goals` has the words for a goal by the event about it.

    `devices` are the names of the learner's other devices.
    """
    longest = max((len(kind_in_words(event)) for event in events), default=0)
    rows = [
        (event, f"{kind_in_words(event):<{longest}}  {_name(event, goals)}", [event])
        for event in events
    ]
    yield from _rows(rows, f"{'What':<{longest}}  Item", devices, screen)


def _rows(
    rows: Sequence[tuple[Document, str, Sequence[Document]]],
    heading: str,
    devices: Mapping[str, str],
    screen: Screen,
) -> Iterator[RenderableType]:
    """Yield what each row says beside its time and change, or below where there is no room."""
    head = f"{'When':<16}  Change  "
    room = screen.width - len(head)
    beside = room >= max([ENOUGH, *(len(word) for _, text, _ in rows for word in text.split())])
    if beside:
        yield Text(head + heading, "bold")
    for event, text, documents in rows:
        when = f"{local_time(event['at']):<16}  {event['batch'][:6]:<6}  "
        if beside:
            first, *rest = wrap(text, room, fold=False)
            yield Lines(when + first, *(" " * len(head) + line for line in rest))
        else:
            lines = wrap(" ".join(text.split()), screen.width - 2, fold=False)
            yield Lines(when.rstrip(), *(f"  {line}" for line in lines))
        told = [f"on {name}"] if (name := devices.get(event["device"])) else []
        for note in (*told, *_notes(documents)):
            yield Padding(link_within(note), (0, 0, 0, len(head) if beside else 4))


def _notes(events: Sequence[Document]) -> Iterator[str]:
    """Yield what was given with the events of a row, different dates on one line."""
    only_dated = [one for one in events if one["on"] and not (one["note"] or one["link"])]
    days = sorted({one["on"] for one in only_dated})
    others = events
    if len(days) > 1:
        others = [one for one in events if not one["on"] or one["note"] or one["link"]]
        if len(only_dated) <= MOST:
            yield "dated " + ", ".join(f"{one['on']} ({_name(one, {})})" for one in only_dated)
        else:
            yield f"{pluralize(len(only_dated), 'item')} dated {days[0]} to {days[-1]}"
    yield from dict.fromkeys(filter(None, map(_details, others)))


def _change_in_words(
    events: Iterable[Document],
    targets: Mapping[str, str],
    batches: Mapping[str, str],
    goals: Mapping[str, str],
) -> str:
    """Return `Ticked tensors, broadcasting and 3 more`, or `Assessed: 308 items ticked`."""
    phrases: dict[tuple[str, str], list[Document]] = {}
    for event in events:
        phrases.setdefault(_phrase(event, targets, batches), []).append(event)
    said = []
    for (before, after), found in phrases.items():
        # An undo is recorded from the last event of a change to the first.
        ordered = found[::-1] if found[0]["kind"] == "undo" else found
        names = join_words(list(dict.fromkeys(_name(event, goals) for event in ordered)), MOST)
        if before == _ASSESSED:
            names = f"{pluralize(len(found), 'item')} ticked"
        undone = sum(event["undone"] for event in found)
        state = " (undone)" if undone else ""
        if 0 < undone < len(found):
            state = f" ({undone:,} of {len(found):,} undone)"
        said.append(f"{before} {names}{after}{state}")
    return "; ".join(said)


_ASSESSED = "Assessed:"


def _phrase(
    event: Document, targets: Mapping[str, str], batches: Mapping[str, str]
) -> tuple[str, str]:
    """Return what is said before the items of events, and behind them."""
    kind = event["kind"]
    if kind == "tick" and event["inferred"]:
        return _ASSESSED, ""
    if kind in _DID:
        return _DID[kind], ""
    if kind == "note":
        return "Added a note to", ""
    if kind == "review":
        return "Reviewed", f" ({event['grade']})" if event["grade"] else ""
    if kind == "goal":
        return f"{_GOAL_SAID.get(_goal_word(event) or '', _SAID['goal'])}:", ""
    if kind == "undo":
        return f"Undid {batches.get(targets.get(event['id'], ''), 'an earlier change')}:", ""
    return f"{kind}:", ""


def _name(event: Document, goals: Mapping[str, str]) -> str:
    """Return the words for an event's goal, the id of its item, or what else its key names."""
    return goals.get(event["id"]) or str(event["key"].partition("/")[2] or event["key"])


def _details(event: Document) -> str:
    """Return the note, the address and the date that were given with an event."""
    on = event["on"] and f"dated {event['on']}"
    return ", ".join(filter(None, (event["note"], event["link"], on)))


def kind_in_words(event: Document) -> str:
    """Return what was said in a word or two, such as `tick (inferred)` or `review (good)`."""
    more = [event["grade"], _goal_word(event)]
    more += ["inferred"] * event["inferred"] + ["undone"] * event["undone"]
    kind = _KINDS.get(event["kind"], str(event["kind"]))
    return _with_notes(kind, more)


def entry_in_words(event: Document) -> str:
    """Return what was said of an item as a log says it: `Ticked (inferred)`, `Added a note:`."""
    kind = str(event["kind"])
    if word := _goal_word(event):
        return _with_notes(_GOAL_SAID[word], ["undone"] * event["undone"])
    more = [event["grade"], *["inferred"] * event["inferred"], *["undone"] * event["undone"]]
    return _with_notes(_SAID.get(kind, kind), more)


def _goal_word(event: Document) -> str | None:
    """Return how a goal went; None if it was set, or the event is of no goal."""
    if event["goal"] == "dropped":
        return "declined" if event["group"] else "removed"
    return "withdrawn" if event["goal"] == "withdrawn" else None


def _with_notes(kind: str, more: Sequence[str | None]) -> str:
    told = ", ".join(filter(None, more))
    return f"{kind} ({told})" if told else kind
