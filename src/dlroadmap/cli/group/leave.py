"""dlr group leave: leave the group."""

from dlroadmap.cli.options import flag, takes
from dlroadmap.cli.session import Session

EXAMPLES = ["dlr group leave", "dlr group leave --forget"]


@takes("group", "json", "color", "yes", "no_input")
def run(
    session: Session,
    forget: bool = flag("--forget", "Forget the group on this device without asking the server."),
) -> None:
    """Leave your group, and remove what you sent."""
