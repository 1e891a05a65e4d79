"""dlr group item: show who can help with an item."""

from dlroadmap.cli.options import argument, takes
from dlroadmap.cli.session import Session

EXAMPLES = ["dlr group item backpropagation"]


@takes("group", "json", "color", "no_pager")
def run(
    session: Session,
    item: str = argument("ITEM", "Key, id, alias or title words."),
) -> None:
    """Show who in your group can help with an item, who is working on it, and who waits for it."""
