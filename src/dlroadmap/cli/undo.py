"""dlr undo: undo the last change, or an older one."""

from functools import partial

from dlroadmap.cli.documents import recorded_document
from dlroadmap.cli.options import argument, flag, takes
from dlroadmap.cli.session import Session, print_json
from dlroadmap.cli.titles import goal_titles
from dlroadmap.errors import DlrError
from dlroadmap.guide.acts import NothingToUndoError, find_changes, find_goal_changes, undo
from dlroadmap.progress.history import UnknownBatchError
from dlroadmap.text import clean

EXAMPLES = ["dlr undo", "dlr undo 3f9a", "dlr log"]


@takes("curriculum", "json", "color")
def run(
    session: Session,
    batch: str | None = argument("[CHANGE]", "The change to undo, by its id in dlr log.", None),
    dry_run: bool = flag("--dry-run", "Show what would be undone, and change nothing."),
) -> None:
    """Undo the last change; run it again to go further back.

    With the id of a change, or its first letters, dlr undoes that change; a change from another
    device needs its id. To redo, undo the undo. The history keeps everything.
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
    from dlroadmap.render.acts import redo_lines, undo_lines
    from dlroadmap.render.goal_words import restored_goal_lines

    others = [(key, event) for key, event in taken if not after.find_goal(event)]
    lines = undo_lines(others, changes, session.title, dry_run)
    if len(others) < len(taken):
        moved = find_goal_changes(before.progress, after.progress)
        now = after.progress.goals
        lines += restored_goal_lines(moved, now, goal_titles(session), dry_run)
    session.screen.print(*lines, *redo_lines(recorded.batch))


def _failure(batch: str | None, error: Exception) -> DlrError:
    name = clean(batch or "")
    if isinstance(error, NothingToUndoError):
        message = f"Change {name} is already undone."
        if batch is None:
            message = "There is nothing to undo."
            if other := error.args[0]:
                advice = f"To undo the newest change of another device: dlr undo {other[:6]}"
                return DlrError("nothing-to-undo", message, advice)
        return DlrError("nothing-to-undo", message, "To see the history: dlr log")
    batches = error.args[0]
    message = f"There is no change “{name}”."
    if batches:
        message = f"The ids of {len(batches)} changes begin with “{name}”."
    return DlrError("unknown-batch", message, "To see their ids: dlr log", batches=batches)
