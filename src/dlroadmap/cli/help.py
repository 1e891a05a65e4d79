"""dlr help: the help of a command."""

from dlroadmap.cli.options import argument, flag

EXAMPLES = ["dlr help", "dlr help plan", "dlr help group invite"]


def run(
    command: list[str] | None = argument(
        "[COMMAND]...", "A command; without one, list them all.", None
    ),
    no_pager: bool = flag("--no-pager", "Print everything at once, without the pager."),
) -> int:
    """Show the help of a command, or list the commands.

    dlr help plan is the same as dlr plan --help.
    """
    from dlroadmap.cli.app import call

    return call([*(command or ()), "--help", *["--no-pager"] * no_pager])
