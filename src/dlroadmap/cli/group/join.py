"""dlr group join: join a group."""

from dlroadmap.cli.options import takes
from dlroadmap.cli.session import Session

EXAMPLES = ["dlr group join", "dlr group join < invitation.txt"]


@takes("json", "color", "yes", "no_input")
def run(session: Session) -> None:
    """Join a group that you were invited to.

    dlr asks for the line that your mentor gave you, and shows what the group will see before it
    sends anything.
    """
