"""dlr group assigned: show what the group was asked to learn."""

from typing import TYPE_CHECKING, Any

from dlroadmap.cli.group.exchanging import perform_as
from dlroadmap.cli.options import takes
from dlroadmap.cli.session import Session
from dlroadmap.remote.group.login import find_login

if TYPE_CHECKING:
    from dlroadmap.remote.group.assigning import Assignment

EXAMPLES = ["dlr group assigned", "dlr group assigned --json"]


@takes("group", "json", "color", "no_pager")
def run(session: Session) -> None:
    """Show what your group was asked to learn, and what came of it.

    A member is listed by what their last dlr group sync said. In a group whose board is for
    mentors, members see what concerns themselves.
    """
    login = find_login(session.folders, session.group.value)
    from dlroadmap.remote.group.assigning import read_assigned
    from dlroadmap.render.assigned_page import page_lines

    assigned = perform_as(login, read_assigned)
    document = {"group": login.group, "assigned": [assigned_document(one) for one in assigned]}
    with session.paging():
        lines = page_lines(assigned, login.group, login.mentor, session.today(), session.screen)
        session.answer(document, *lines)


def assigned_document(assignment: "Assignment") -> dict[str, Any]:
    """Return what was asked for, and who gave which answer."""
    return {
        "name": assignment.title,
        "of": assignment.of,
        "key": assignment.key,
        "by": assignment.by,
        "asked_by": assignment.asked_by,
        "to": None if assignment.everyone else [*assignment.answers],
        "done": assignment.find("done"),
        "open": assignment.find("open"),
        "declined": assignment.find("declined"),
        "waiting": assignment.find(None),
    }
