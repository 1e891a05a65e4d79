"""dlr group: show where everyone in the group is."""

from dlroadmap.cli.options import option, takes
from dlroadmap.cli.session import Session

EXAMPLES = ["dlr group", "dlr group --sort idle", "dlr group --format csv"]

SORTS = ("name", "level", "idle")
"""What the members can be sorted by: their name, where they are, or who has stood still longest."""


@takes("group", "json", "color", "no_pager")
def run(
    session: Session,
    sort: str = option("--sort", "ORDER", "Sort by name, level or idle (default: name).", "name"),
    format: str | None = option("--format", "FORMAT", "Print the board as csv."),
) -> None:
    """Show where everyone in your group is.

    You see each member's level, what they have in progress, and when they last learned something.
    """
