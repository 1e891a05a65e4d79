"""dlr undo: take back the last change, or an older one."""

from typing import Annotated

import typer

from dlroadmap.cli import options
from dlroadmap.cli.output import print_json
from dlroadmap.cli.session import Session
from dlroadmap.errors import DlrError
from dlroadmap.progress.events import IN_WORDS, Entry, Event, batch_to_undo, fold, imagined
from dlroadmap.text import clean

EXAMPLES = ["dlr undo", "dlr undo 3f9a", "dlr log"]


def run(
    batch: Annotated[
        str | None,
        typer.Argument(metavar="[BATCH]", help="The batch to take back; dlr log names them."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would be taken back.")
    ] = False,
    curriculum: options.Curriculum = None,
    json: options.Json = False,
    color: options.Color = None,
) -> None:
    """Take back the last change; repeated, it goes further back.

    With the name of a batch, or its beginning, that one is taken back; on the batch of an undo
    this restores what the undo took away. The history keeps everything.
    """
    session = Session(curriculum, color, json)
    taken: list[Event] = []
    renames = session.curriculum.renames

    def decide(events: list[Event]) -> list[Entry]:
        taken[:] = _chosen(events, batch)
        return [Entry(event.key, "undo", {"target": event.id}) for event in taken]

    before = session.events
    if dry_run:
        written: list[Event] = []
        after = imagined(before, decide(before))
    else:
        written = session.write(decide)
        after = session.store.events()
    was, now = fold(before, renames), fold(after, renames)
    keys = list(dict.fromkeys(renames.get(event.key) or event.key for event in taken[::-1]))
    changed = [
        {"key": key, "id": key.partition("/")[2], "from": was.state(key), "to": now.state(key)}
        for key in keys
        if was.state(key) != now.state(key)
    ]
    if json:
        document = {
            "changed": changed,
            "offered": [],
            "batch": written[0].batch if written else None,
        }
        print_json({**document, "dry_run": True} if dry_run else document)
        return
    verb = "Would take back" if dry_run else "Took back"
    lines = []
    for event in taken[::-1][:10]:
        key = renames.get(event.key) or event.key
        moved = was.state(key) != now.state(key)
        state = f" (now {IN_WORDS[now.state(key)]})" if moved and not dry_run else ""
        lines.append(f"{verb} {clean(event.kind)}: {session.title(key)}{state}")
    if len(taken) > 10:
        lines.append(f"and {len(taken) - 10} more")
    if written:
        lines.append(f"To have it again: dlr undo {written[0].batch[:6]}")
    session.screen.print(*lines)


def _chosen(events: list[Event], batch: str | None) -> list[Event]:
    try:
        found = batch_to_undo(events, batch)
    except LookupError as error:
        names = error.args[0]
        message = f"No batch begins with “{clean(batch or '')}”."
        if names:
            message = f"{len(names)} batches begin with “{clean(batch or '')}”."
        raise DlrError("unknown-batch", message, "Their names: dlr log", batches=names) from error
    if not found:
        message = "There is nothing to take back." if batch is None else (
            f"Batch {clean(batch)} was taken back already."
        )  # fmt: skip
        raise DlrError("nothing-to-undo", message, "The history: dlr log")
    return found
