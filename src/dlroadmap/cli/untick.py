"""dlr untick: mark items as not done."""

from dlroadmap.cli import recording

EXAMPLES = ["dlr untick backpropagation", "dlr untick --category entry/mathematics --dry-run"]

run = recording.command(
    "reset",
    """Mark items as not done, whether they were done, in progress or skipped.

    The history still shows what you recorded before. To undo only the last change, use dlr undo.
    """,
)
