"""dlr group join: join a group."""

import sys
from typing import TYPE_CHECKING, NamedTuple

import typer

from dlroadmap.cli.asking import agrees
from dlroadmap.cli.group.exchanging import (
    Exchanged,
    exchange,
    exchanged_document,
    fit_report,
    one_at_a_time,
    open_track,
    perform_as,
    record_asked,
    told_lines,
)
from dlroadmap.cli.options import takes
from dlroadmap.cli.session import Session
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.errors import DlrError
from dlroadmap.guide.report import Report
from dlroadmap.remote.group.address import Invitation, read_invitation
from dlroadmap.remote.group.login import Login, find_login, list_groups, save_login

if TYPE_CHECKING:
    from dlroadmap.remote.group.connection import Database
    from dlroadmap.remote.group.membership import Membership

EXAMPLES = ["dlr group join", "dlr group join --yes < invitation.txt"]

_LONGEST = 2_000
"""The characters of an invitation, at most."""


class _Offer(NamedTuple):
    """The group that an invitation leads to, and what it would get."""

    membership: "Membership"
    track: Curriculum
    report: Report
    differs: bool


@takes("json", "color", "yes", "no_input")
def run(session: Session) -> None:
    """Join a group that you were invited to.

    dlr asks for the line that your mentor gave you, and shows what the group will see before it
    sends anything. In a script, the line comes from standard input, and --yes agrees.
    """
    # What is missing is told before anything is asked.
    import dlroadmap.remote.group.connection  # noqa: F401

    invitation = read_invitation(_read_line(session))
    with one_at_a_time(session, invitation.group):
        _join(session, invitation)


def _read_line(session: Session) -> str:
    """Return the line that is typed, unseen, or the first one of standard input."""
    if not (session.yes or session.can_ask):
        message = "To join, you must agree to what is sent; nothing was changed."
        advice = "Call dlr group join in a terminal, or add --yes to agree."
        raise DlrError("unanswered", message, advice)
    if not (session.can_ask and sys.stdin.isatty()):
        return sys.stdin.readline(_LONGEST)
    from getpass import getpass

    from dlroadmap.render.group_page import LINE

    try:
        return getpass(LINE)
    except EOFError:
        raise typer.Abort from None


def _join(session: Session, invitation: Invitation) -> None:
    from dlroadmap.render import group_page as page

    known = _find_known(session, invitation)
    login = _prepare(invitation, known)
    offer = _look(session, login, invitation, joined=known is not None and not known.spare)
    membership, track, report, differs = offer
    screen, where = session.screen, invitation.address.name
    if not session.as_json:
        lines = page.invited_lines(
            membership.group, where, membership.member, membership.mentor, track.title
        )
        lines += page.sent_lines(report, track, differs)
        lines += page.seen_lines(membership.board, membership.mentors, membership.member)
        screen.print(*page.lay_out([*lines, page.NEVER], screen))
    if not session.yes:
        answer = agrees(session, page.AGREE)
        if answer is None:
            raise typer.Abort
        if not answer:
            screen.print(page.KEPT)
            return
    login = login._replace(
        curriculum=membership.curriculum, member=membership.member, mentor=membership.mentor
    )
    exchanged = _enter(session, login, track)
    taken = record_asked(session, track, login.group, exchanged.asked)
    lines = page.joined_lines(
        login.group, len(list_groups(session.folders)) > 1, told_lines(session, exchanged, taken)
    )
    session.answer(exchanged_document(exchanged, taken), *page.lay_out(lines, screen))


def _find_known(session: Session, invitation: Invitation) -> Login | None:
    """Return the login that is kept for a group of this name, if it is this invitation's.

    Raises DlrError if it is another one's.
    """
    if invitation.group not in list_groups(session.folders):
        return None
    try:
        known = find_login(session.folders, invitation.group)
    except DlrError:  # what cannot be read is replaced
        return None
    if known.address.user != invitation.address.user:
        # A new invitation to the same group takes the place of a login that was replaced.
        if known.address._replace(user="") == invitation.address._replace(user=""):
            return None
        raise _joined_already(invitation.group)
    return known


def _joined_already(group: str) -> DlrError:
    return DlrError(
        "already-joined",
        f"You are already in a group called {group}; nothing was changed.",
        f"To send your progress to it: dlr group sync --group {group}",
        f"To leave it first: dlr group leave --group {group}",
    )


def _prepare(invitation: Invitation, known: Login | None) -> Login:
    """Return the login to keep: its password is a new one, the spare the invitation's.

    If joining was interrupted before, the new one may be the right one by now, so it stays.
    """
    from secrets import token_urlsafe

    new = known.password if known and known.spare else token_urlsafe(32)
    return Login(invitation.group, "", "", False, invitation.address, new, invitation.password)


def _look(session: Session, login: Login, invitation: Invitation, joined: bool) -> _Offer:
    """Return to what an invitation leads; nothing is changed.

    `joined` is whether the login was used to join before: then its line was good once.
    """
    from dlroadmap.remote.group.membership import read_membership

    def look(db: "Database") -> _Offer:
        membership = read_membership(db)
        if membership.group != invitation.group:
            message = "This invitation names another group than its login is for."
            raise DlrError("bad-invitation", message, "Ask your mentor for a new one.")
        track = open_track(session, membership.group, membership.curriculum)
        return _Offer(membership, track, *fit_report(session, track, membership, db))

    try:
        return perform_as(login, look)
    except DlrError as error:
        if error.code != "login-refused":
            raise
        if joined:
            raise _joined_already(login.group) from error
        message = f"{login.address.name} does not accept this invitation; nothing was changed."
        advice = "It can be used once. Ask your mentor for a new one."
        raise DlrError("invitation-refused", message, advice) from error


def _enter(session: Session, login: Login, track: Curriculum) -> Exchanged:
    """Change the password and send, in one transaction; keep the login before and after it.

    Wherever this is interrupted, one of the two passwords that are kept is the right one.
    """
    from dlroadmap.remote.group.membership import change_password

    def enter(db: "Database") -> Exchanged:
        change_password(db, login.password)
        return exchange(session, track, login.group, db)

    save_login(session.folders, login)
    exchanged = perform_as(login, enter)
    save_login(session.folders, login._replace(spare=""))
    return exchanged
