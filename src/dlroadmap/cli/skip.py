"""dlr skip: leave items out."""

from dlroadmap.cli import recording

EXAMPLES = ["dlr skip tpus", "dlr skip --category expert/theory --note 'not my field'"]

run = recording.command(
    "skip",
    """Leave items out: they no longer count, and they block nothing.

    In a level or category, only unfinished items are skipped; done items stay done.
    """,
)
