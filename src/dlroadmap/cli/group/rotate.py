"""dlr group rotate: give a member a new invitation."""

from dlroadmap.cli.group.exchanging import perform_as
from dlroadmap.cli.options import argument, takes
from dlroadmap.cli.session import Session
from dlroadmap.errors import DlrError
from dlroadmap.remote.group.login import find_login

EXAMPLES = ["dlr group rotate ada"]


@takes("group", "json", "color")
def run(
    session: Session,
    learner: str = argument("LEARNER", "A member of the group."),
) -> None:
    """Give a member of your group a new invitation; the login they had stops working.

    Use it when a device was lost, or when somebody moves to another one. What they sent stays.
    """
    from dlroadmap.cli.group.inviting import answer
    from dlroadmap.remote.group.founding import check_name, rotate

    login, name = find_login(session.folders, session.group.value), check_name(learner)
    if name.casefold() == login.member.casefold():
        message = "A new invitation for yourself would lock you out until you use it."
        raise DlrError("oneself", message, "Ask another mentor of the group for it.")
    invitation, mentor = rotate(login, name, perform_as)
    answer(session, invitation, name, mentor, again=True)
