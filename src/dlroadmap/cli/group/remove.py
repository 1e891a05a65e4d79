"""dlr group remove: remove a member."""

from dlroadmap.cli.options import argument, takes
from dlroadmap.cli.session import Session

EXAMPLES = ["dlr group remove ada"]


@takes("group", "json", "color", "yes", "no_input")
def run(
    session: Session,
    learner: str = argument("LEARNER", "A member of the group."),
) -> None:
    """Remove a member from your group, with their login and all that they sent."""
