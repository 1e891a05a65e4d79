"""dlr note: write a note on an item, or read its notes."""

from typing import Annotated

import typer

from dlroadmap.cli import options
from dlroadmap.cli.documents import event_document
from dlroadmap.cli.output import print_json
from dlroadmap.cli.recording import details
from dlroadmap.cli.selecting import standard_input
from dlroadmap.cli.session import Session
from dlroadmap.progress.events import Entry, about, undone
from dlroadmap.text import local_day

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
        text = standard_input() if words == ["-"] else " ".join(words)
        kept = details(note=text)
        written = session.write(lambda _: [Entry(key, "note", kept)])
        if json:
            print_json({"changed": [], "offered": [], "batch": written[0].batch, "key": key})
        else:
            session.screen.print(f"Noted on {item.title}.", "To take it back: dlr undo")
        return
    gone = undone(session.events)
    notes = [
        event_document(event, False)
        for event in about(session.events, key, holder.renames)
        if event.id not in gone and event.details.get("note")
    ]
    if json:
        print_json({"key": key, "notes": [{"at": e["at"], "note": e["note"]} for e in notes]})
    elif notes:
        session.screen.print(*(f"{local_day(event['at'])}  {event['note']}" for event in notes))
    else:
        session.screen.print(f"No note on {item.title} yet. To write one: dlr note {item.id} TEXT")
