"""dlr group invite: invite a learner or a mentor."""

from dlroadmap.cli.options import argument, flag, takes
from dlroadmap.cli.session import Session

EXAMPLES = ["dlr group invite ada", "dlr group invite grace --mentor"]


@takes("group", "json", "color")
def run(
    session: Session,
    learner: str = argument("LEARNER", "The name that the group sees."),
    mentor: bool = flag("--mentor", "Invite a mentor."),
) -> None:
    """Invite a learner or a mentor to your group.

    dlr prints one line. Hand it over in private: it is a login, until the learner has joined.
    """
