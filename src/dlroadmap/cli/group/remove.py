"""dlr group remove: remove a member."""

from dlroadmap.cli.asking import confirms
from dlroadmap.cli.group.exchanging import perform_as
from dlroadmap.cli.options import argument, takes
from dlroadmap.cli.session import Session
from dlroadmap.errors import DlrError
from dlroadmap.remote.group.login import find_login

EXAMPLES = ["dlr group remove ada"]


@takes("group", "json", "color", "yes", "no_input")
def run(
    session: Session,
    learner: str = argument("LEARNER", "A member of the group."),
) -> None:
    """Remove a member from your group, with their login and all that they sent."""
    from dlroadmap.remote.group.founding import check_name, remove
    from dlroadmap.render.group_admin_page import remove_question, removed_line

    login, name = find_login(session.folders, session.group.value), check_name(learner)
    if name.casefold() == login.member.casefold():
        message = "You cannot remove yourself; nothing was changed."
        raise DlrError("oneself", message, "To leave the group: dlr group leave")
    if not confirms(session, remove_question(name, login.group), "To remove them, add --yes."):
        return
    remove(login, name, perform_as)
    session.answer({"group": login.group, "removed": name}, removed_line(name, login.group))
