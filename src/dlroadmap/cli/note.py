"""dlr note: write a note on an item, or read its notes."""

from functools import partial
from typing import Annotated

import typer

from dlroadmap.cli import options
from dlroadmap.cli.documents import event_document, recorded_document
from dlroadmap.cli.output import print_json
from dlroadmap.cli.recording import read_details
from dlroadmap.cli.selecting import read_input
from dlroadmap.cli.session import Session
from dlroadmap.guide.acts import say
from dlroadmap.progress.events import Entry
from dlroadmap.render.acts import note_lines, noted_lines

EXAMPLES = [
    "dlr note backpropagation 'the chain rule, from the loss backwards'",
    "dlr note backpropagation",
    "dlr note backpropagation - < notes.txt",
]


def run(
    name: options.Item,
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[TEXT]...", help="The note; - reads it from standard input."),
    ] = None,
    curriculum: options.Curriculum = None,
    json: options.Json = False,
    color: options.Color = None,
) -> None:
    """Write a note on an item; without text, print its notes. dlr undo takes a note back."""
    session = Session(curriculum, color, json)
    key, holder = session.names.find(name)
    item = holder.items[key]
    if words:
        text = read_input() if words == ["-"] else " ".join(words)
        entry = Entry(key, "note", read_details(session, note=text))
        recorded = session.record(partial(say, entry))
        if json:
            print_json({**recorded_document(batch=recorded.batch), "key": key})
        else:
            session.screen.print(*noted_lines(item.title))
        return
    said = session.past(holder).history.live_events_of(key)
    notes = [event_document(event, False) for event in said if event.details.get("note")]
    if json:
        print_json({"key": key, "notes": [{"at": e["at"], "note": e["note"]} for e in notes]})
    else:
        session.screen.print(*note_lines(notes, item))
