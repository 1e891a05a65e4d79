"""dlr group sync: send what the group sees, and get what it asks for."""

from typing import TYPE_CHECKING

from dlroadmap.cli.group.exchanging import (
    Exchanged,
    exchange,
    exchanged_document,
    fit_report,
    membership_document,
    one_at_a_time,
    open_track,
    perform_as,
    record_asked,
    report_document,
    told_lines,
)
from dlroadmap.cli.options import flag, takes
from dlroadmap.cli.session import Session
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.errors import DlrError
from dlroadmap.guide.report import Report, find_track
from dlroadmap.remote.group.login import Login, find_login, save_login

if TYPE_CHECKING:
    from dlroadmap.remote.group.connection import Database
    from dlroadmap.remote.group.membership import Membership

EXAMPLES = ["dlr group sync", "dlr group sync --show"]


@takes("group", "json", "color", "no_pager")
def run(
    session: Session,
    show: bool = flag("--show", "Show what would be sent, and send nothing."),
    track: bool = flag("--track", "Make your version of the curriculum the group's (mentors)."),
) -> None:
    """Send your progress to your group, and get what it asks for.

    Only counts, states and days of the group's items are sent, and only when you call this.
    """
    if show and track:
        message = "--show and --track cannot be used together."
        raise DlrError("usage", message, "Use one of them.")
    login = find_login(session.folders, session.group.value)
    curriculum = open_track(session, login.group, login.curriculum)
    if show:
        _show(session, login, curriculum)
        return
    with one_at_a_time(session, login.group):
        _sync(session, login, curriculum, track)


def _show(session: Session, login: Login, curriculum: Curriculum) -> None:
    from dlroadmap.remote.group.membership import read_membership
    from dlroadmap.render import group_page as page

    def look(db: "Database") -> "tuple[Membership, Report, bool]":
        membership = read_membership(db)
        return membership, *fit_report(session, curriculum, membership, db)

    membership, report, differs = perform_as(login, look)
    lines = [
        *page.shown_lines(report, curriculum, login.group, differs),
        *page.seen_lines(membership.board, membership.mentors, membership.member),
    ]
    document = {
        **membership_document(membership),
        "report": report_document(report),
        "differs": differs,
    }
    session.answer(document, *page.lay_out(lines, session.screen))


def _sync(session: Session, login: Login, curriculum: Curriculum, replace: bool) -> None:
    from dlroadmap.remote.group.membership import change_password, read_membership
    from dlroadmap.remote.group.track import replace_track
    from dlroadmap.render import group_page as page

    track = find_track(curriculum)

    def work(db: "Database") -> Exchanged:
        if login.spare:  # joining was interrupted
            change_password(db, login.password)
        if replace:
            if not read_membership(db).mentor:
                message = f"Only mentors of {login.group} can replace its curriculum."
                raise DlrError("not-mentor", f"{message} Nothing was changed.")
            replace_track(db, track)
        return exchange(session, curriculum, login.group, db)

    exchanged = perform_as(login, work)
    if login.spare:
        save_login(session.folders, login._replace(spare=""))
    taken = record_asked(session, curriculum, login.group, exchanged.asked)
    document = {**exchanged_document(exchanged, taken), "replaced": replace}
    lines = [page.replaced_line(login.group, len(track.items))] if replace else []
    lines += told_lines(session, exchanged, taken)
    session.answer(document, *page.lay_out(lines, session.screen))
