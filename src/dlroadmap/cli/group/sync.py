"""dlr group sync: send what the group sees, and get what it asks for."""

from dlroadmap.cli.options import flag, takes
from dlroadmap.cli.session import Session

EXAMPLES = ["dlr group sync", "dlr group sync --show"]


@takes("group", "json", "color")
def run(
    session: Session,
    show: bool = flag("--show", "Show what would be sent, and send nothing."),
    track: bool = flag("--track", "Make your version of the curriculum the group's (mentors)."),
) -> None:
    """Send your progress to your group, and get what it asks for.

    Only counts, states and days of the group's items are sent, and only when you call this.
    """
