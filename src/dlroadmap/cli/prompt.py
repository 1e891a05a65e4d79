"""dlr prompt: print one short line for a shell prompt."""

from dlroadmap.cli.options import option
from dlroadmap.cli.prompting import tell

EXAMPLES = ["dlr prompt", "dlr prompt --format '{percent}%, {due} due'"]


def run(
    format: str | None = option(
        "--format",
        "FORMAT",
        "Print this line instead, with numbers and ids for {done}, {items}, {counted_done}, "
        "{counted}, {left}, {percent}, {doing}, {due}, {due_today}, {next} and {goal}.",
    ),
) -> None:
    """Print one short line for a shell prompt, tmux or a status bar.

    The line shows how much is done and what is next. If nothing is recorded yet, or if anything
    fails, dlr prints nothing, and the exit code is 0.
    """
    tell(format)
