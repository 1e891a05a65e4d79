"""Taking in events of another history."""

from collections.abc import Sequence
from typing import Any

import typer

from dlroadmap.authoring.outline import Dropped
from dlroadmap.cli.asking import agrees
from dlroadmap.cli.documents import import_document, recorded_document
from dlroadmap.cli.session import Session
from dlroadmap.errors import DlrError, ExitCode
from dlroadmap.guide.acts import Change, find_changes, find_goal_changes
from dlroadmap.progress.arriving import Arrival, Sender
from dlroadmap.progress.events import Event
from dlroadmap.progress.ledger import TakenIn
from dlroadmap.render.import_events_page import (
    describe_refused,
    merge_question,
    name_event,
    sender_lines,
    strangers_line,
    taken_lines,
)
from dlroadmap.render.words import NOTHING
from dlroadmap.text import clean


def take_in(
    session: Session, events: Sequence[Event], source: str, merge: bool, dry_run: bool
) -> ExitCode:
    """Merge events into the history, and show what came of it; a no if any were left out."""
    taken = session.take_in(events, dry_run=True)
    strangers = [sender for sender in taken.arrival.senders if sender.stranger]
    if strangers and not (dry_run or merge or session.yes) and not _accepts(session, strangers):
        session.screen.print(NOTHING)
        return ExitCode.OK
    if taken.arrival.new and not dry_run:
        taken = session.take_in(events)
    code = ExitCode.NO if taken.arrival.refused else ExitCode.OK
    keys = (taken.after.key(event) for event in taken.arrival.new)
    before, after = taken.before.progress, taken.after.progress
    changes = find_changes(keys, before, after)
    if session.as_json:
        dry = {"dry_run": True} if dry_run else {}
        session.answer({**_document(taken, source, changes), **dry})
        return code
    goals = len(find_goal_changes(before, after))
    lines = taken_lines(taken.arrival, [c.after for c in changes], goals, taken.copy, dry_run)
    session.screen.print(*lines)
    return code


def _accepts(session: Session, strangers: Sequence[Sender]) -> bool:
    """Return whether the learner takes in events of devices that are new here."""
    devices, lines = strangers_line(strangers), sender_lines(strangers)
    if not session.can_ask:
        message = f"{devices}; nothing was changed."
        raise DlrError("unknown-devices", message, *lines, "To accept them, add --merge.")
    session.screen.print(f"{devices}:", *lines)
    answer = agrees(session, merge_question(strangers))
    if answer is None:
        raise typer.Abort
    return answer


def _document(taken: TakenIn, source: str, changes: Sequence[Change]) -> dict[str, Any]:
    """Return what a script is told, in the shape of every import."""
    arrival = taken.arrival
    left_out = [
        Dropped(place + 1, name_event(event), describe_refused(why))
        for place, event, why in arrival.refused
    ]
    return {
        **import_document(source, None, None, 0, arrival.known, changes, left_out),
        "changed": recorded_document(changes)["changed"],
        "events": _events_document(arrival),
        "backup": taken.copy,
    }


def _events_document(arrival: Arrival) -> dict[str, Any]:
    return {
        "new": len(arrival.new),
        "known": arrival.known,
        "refused": len(arrival.refused),
        "devices": [
            {
                "device": sender.device,
                "events": sender.events,
                "first": clean(sender.first),
                "last": clean(sender.last),
                "unknown": sender.stranger,
                "forked": sender.device in arrival.forked,
            }
            for sender in arrival.senders
        ],
    }
