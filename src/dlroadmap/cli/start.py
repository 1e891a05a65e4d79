"""dlr start: mark items as in progress, and show where to start."""

from dlroadmap.cli import recording

EXAMPLES = ["dlr start backpropagation", "dlr start gradient-descent --date 2024-05-31"]

run = recording.command(
    "start",
    "Mark items as in progress; show how you know each is done, and a resource to start with.",
)
