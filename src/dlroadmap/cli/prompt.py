"""dlr prompt: one short line for a shell's prompt."""

from dlroadmap.cli.options import option
from dlroadmap.cli.prompting import tell

EXAMPLES = ["dlr prompt", "dlr prompt --format '{percent} %, {due} due'"]


def run(
    format: str | None = option(
        "--format",
        "FORMAT",
        "Another line: {done}, {items}, {counted_done}, {counted}, {left}, {percent}, {doing}, "
        "{due}, {next} and {goal} stand for numbers and ids.",
    ),
) -> None:
    """One short line for the prompt of a shell, for tmux or a status bar.

    It says how much is done of what counts, and what is next. Where there is nothing to say, and
    where anything is wrong, nothing is printed, and the exit code is 0.
    """
    tell(format)
