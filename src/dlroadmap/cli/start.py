"""dlr start: mark items as in progress, and see how to begin."""

from dlroadmap.cli import recording

EXAMPLES = ["dlr start backpropagation", "dlr start gradient-descent --date 2024-05-31"]

run = recording.command(
    "start", "Mark items as in progress; print how to know that you have each, and where to begin."
)
