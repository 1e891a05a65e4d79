"""dlr untick: put items back."""

from dlroadmap.cli import recording

EXAMPLES = ["dlr untick backpropagation", "dlr untick --category entry/mathematics --dry-run"]

run = recording.command(
    "reset",
    """Put items back to do, whether they were done, in progress or skipped.

    The history keeps what was said before. To take back only the last change, use dlr undo.
    """,
)
