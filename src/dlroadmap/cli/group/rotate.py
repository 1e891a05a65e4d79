"""dlr group rotate: give a member a new invitation."""

from dlroadmap.cli.options import argument, takes
from dlroadmap.cli.session import Session

EXAMPLES = ["dlr group rotate ada"]


@takes("group", "json", "color")
def run(
    session: Session,
    learner: str = argument("LEARNER", "A member of the group."),
) -> None:
    """Give a member of your group a new invitation; the old login stops working.

    Use it when a device is lost, or when somebody moves to another one.
    """
