"""dlr note: add a note to an item, or read its notes."""

from functools import partial

from dlroadmap.cli.documents import event_document, recorded_document
from dlroadmap.cli.options import ITEM, argument, takes
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


@takes("curriculum", "json", "color")
def run(
    session: Session,
    name: str = ITEM,
    words: list[str] | None = argument(
        "[TEXT]...", "The note; - reads it from standard input.", None
    ),
) -> None:
    """Add a note to an item; without text, print its notes."""
    key, holder = session.names.find(name)
    item = holder.items[key]
    if words:
        text = read_input() if words == ["-"] else " ".join(words)
        entry = Entry(key, "note", read_details(session, note=text))
        recorded = session.record(partial(say, entry))
        document = {**recorded_document(batch=recorded.batch), "key": key}
        session.answer(document, *noted_lines(item.title))
        return
    said = session.past(holder).about(key).live()
    notes = [event_document(event, False) for event in said if event.details.get("note")]
    document = {"key": key, "notes": [{"at": e["at"], "note": e["note"]} for e in notes]}
    session.answer(document, *note_lines(notes, item))
