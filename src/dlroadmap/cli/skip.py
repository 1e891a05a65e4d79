"""dlr skip: leave items out."""

from dlroadmap.cli import recording

EXAMPLES = ["dlr skip tpus", "dlr skip --category expert/theory --note 'not my field'"]

run = recording.command(
    "skip",
    """Leave items out: they no longer count, and are in nobody's way.

    Of a level or category only what is open is skipped; what is done stays done.
    """,
)
