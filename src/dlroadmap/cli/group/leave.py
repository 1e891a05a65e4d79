"""dlr group leave: leave the group."""

import os
from functools import partial

from dlroadmap.cli.asking import confirms
from dlroadmap.cli.group.exchanging import one_at_a_time, perform_as
from dlroadmap.cli.options import flag, takes
from dlroadmap.cli.session import Session
from dlroadmap.cli.titles import goal_titles
from dlroadmap.errors import DlrError
from dlroadmap.guide.assignments import drop_assigned
from dlroadmap.remote.group.login import Login, find_login, forget_login, list_groups
from dlroadmap.settings import SETTINGS, load, save

EXAMPLES = ["dlr group leave", "dlr group leave --forget"]


@takes("group", "json", "color", "yes", "no_input")
def run(
    session: Session,
    forget: bool = flag("--forget", "Forget the group on this device without asking the server."),
) -> None:
    """Leave your group, and remove what you sent."""
    name, login = _find(session, forget)
    with one_at_a_time(session, name):
        _leave(session, name, login)


def _find(session: Session, forget: bool) -> tuple[str, Login | None]:
    """Return the name of the group, and the login to leave it with; none if it is forgotten."""
    try:
        login = find_login(session.folders, session.group.value)
    except DlrError as error:
        # The login that cannot be read is that of the group in use, or of the only one.
        if not (forget and error.code == "bad-login"):
            raise
        return session.group.value or list_groups(session.folders)[0], None
    return login.group, None if forget else login


def _leave(session: Session, name: str, login: Login | None) -> None:
    from dlroadmap.render import group_page as page

    forget = login is None
    if not confirms(session, page.leave_question(name, forget), "To leave it, add --yes."):
        return
    if login:
        _leave_server(login)
    goals = session.record(partial(drop_assigned, name)).before.progress.wishes
    dropped = [goal for goal in goals if goal.group == name]
    forget_login(session.folders, name)
    if load(session.folders).get("group") == name:
        save(session.folders, "group", None)
    title = goal_titles(session)
    document = {"group": name, "forgot": forget, "dropped": [goal.key for goal in dropped]}
    lines = page.left_lines(name, forget, [title(goal) for goal in dropped])
    if os.environ.get(variable := SETTINGS["group"].variable) == name:
        lines.append(f"{variable} still names this group; unset it.")
    session.answer(document, *page.lay_out(lines, session.screen))


def _leave_server(login: Login) -> None:
    from dlroadmap.remote.group.leaving import leave

    try:
        perform_as(login, leave)
    except DlrError as error:
        if error.code == "last-mentor":
            raise DlrError(
                error.code,
                error.message,
                "Invite another mentor first: dlr group invite NAME --mentor",
                "Or remove the other members: dlr group remove NAME",
            ) from error
        if error.code == "login-refused":
            raise
        advice = f"To forget it without the server: dlr group leave --forget --group {login.group}"
        here = "Nothing was changed on this device."
        raise DlrError(error.code, error.message, here, *error.advice, advice) from error
