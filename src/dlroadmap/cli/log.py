"""dlr log: the history."""

from typing import Annotated

import typer

from dlroadmap.cli import options
from dlroadmap.cli.documents import event_document
from dlroadmap.cli.output import print_json
from dlroadmap.cli.selecting import check_count
from dlroadmap.cli.session import Session

EXAMPLES = ["dlr log", "dlr log backpropagation", "dlr log -n 100", "dlr log --json"]


def run(
    name: Annotated[
        str | None, typer.Argument(metavar="[ITEM]", help="Only what was said about this item.")
    ] = None,
    number: Annotated[
        int | None, typer.Option("-n", metavar="N", help="Only the last N events.")
    ] = None,
    curriculum: options.Curriculum = None,
    json: options.Json = False,
    color: options.Color = None,
) -> None:
    """The history of what you said, oldest first; nothing ever leaves it.

    A person is shown the last 20 events unless told otherwise, a script all of them.
    """
    session = Session(curriculum, color, json)
    if number is not None:
        check_count(number)
    history = session.past().history
    events = history.events
    if name:
        key, holder = session.names.find(name)
        events = session.past(holder).history.events_of(key)
    shown = events[-(number or (len(events) if json else 20)) :]
    documents = [event_document(event, event.id in history.undone) for event in shown]
    if json:
        print_json({"events": documents})
        return
    from dlroadmap.render.history import log_lines

    session.screen.print(*log_lines(documents, len(events), session.screen))
