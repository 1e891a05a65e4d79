"""dlr group assigned: show what the group was asked to learn."""

from dlroadmap.cli.options import takes
from dlroadmap.cli.session import Session

EXAMPLES = ["dlr group assigned"]


@takes("group", "json", "color", "no_pager")
def run(session: Session) -> None:
    """Show what your group was asked to learn, and how far it is."""
