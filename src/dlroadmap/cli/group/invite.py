"""dlr group invite: invite a learner or a mentor."""

from dlroadmap.cli.group.exchanging import perform_as
from dlroadmap.cli.options import argument, flag, takes
from dlroadmap.cli.session import Session
from dlroadmap.remote.group.login import find_login

EXAMPLES = [
    "dlr group invite ada",
    "dlr group invite grace --mentor",
    "dlr group invite ada > invitation.txt",
]


@takes("group", "json", "color")
def run(
    session: Session,
    learner: str = argument("LEARNER", "The name that the group sees."),
    mentor: bool = flag("--mentor", "Invite a mentor."),
) -> None:
    """Invite a learner or a mentor to your group.

    dlr prints one line. Hand it over in private: whoever has it can join, once.
    """
    from dlroadmap.cli.group.inviting import answer
    from dlroadmap.remote.group.founding import check_name, invite

    login, name = find_login(session.folders, session.group.value), check_name(learner)
    answer(session, invite(login, name, mentor, perform_as), name, mentor, again=False)
