"""dlr undo: take back the last change, or an older one."""

from functools import partial

from dlroadmap.cli.documents import recorded_document
from dlroadmap.cli.options import argument, flag, takes
from dlroadmap.cli.session import Session, print_json
from dlroadmap.errors import DlrError
from dlroadmap.guide.acts import NothingToUndoError, find_changes, undo
from dlroadmap.progress.history import UnknownBatchError
from dlroadmap.text import clean

EXAMPLES = ["dlr undo", "dlr undo 3f9a", "dlr log"]


@takes("curriculum", "json", "color")
def run(
    session: Session,
    batch: str | None = argument("[BATCH]", "The batch to take back; dlr log names them.", None),
    dry_run: bool = flag("--dry-run", "Only say what would be taken back."),
) -> None:
    """Take back the last change; repeated, it goes further back.

    With the name of a batch, or its beginning, that one is taken back; on the batch of an undo
    this restores what the undo took away. The history keeps everything.
    """
    try:
        recorded = session.record(partial(undo, batch), dry_run=dry_run)
    except (UnknownBatchError, NothingToUndoError) as error:
        raise _failure(batch, error) from error
    before, after = recorded.before, recorded.after
    taken = [(before.key(event), event) for event in before.batch_to_undo(batch)[::-1]]
    changes = find_changes((key for key, _ in taken), before.progress, after.progress)
    if session.as_json:
        print_json(recorded_document(changes, recorded.batch, dry_run=dry_run))
        return
    from dlroadmap.render.acts import undo_lines

    session.screen.print(*undo_lines(taken, changes, recorded.batch, session.title, dry_run))


def _failure(batch: str | None, error: Exception) -> DlrError:
    name = clean(batch or "")
    if isinstance(error, NothingToUndoError):
        message = f"Batch {name} was taken back already."
        if batch is None:
            message = "There is nothing to take back."
        return DlrError("nothing-to-undo", message, "The history: dlr log")
    batches = error.args[0]
    message = f"No batch begins with “{name}”."
    if batches:
        message = f"{len(batches)} batches begin with “{name}”."
    return DlrError("unknown-batch", message, "Their names: dlr log", batches=batches)
