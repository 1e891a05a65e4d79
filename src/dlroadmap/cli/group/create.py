"""dlr group create: create a group."""

import os
from getpass import getpass, getuser
from typing import TYPE_CHECKING

import typer

from dlroadmap.cli.group.exchanging import perform_as
from dlroadmap.cli.options import argument, option, takes
from dlroadmap.cli.session import Session
from dlroadmap.errors import DlrError
from dlroadmap.guide.report import find_track
from dlroadmap.paths import bundled
from dlroadmap.remote.group.address import Address, read_address
from dlroadmap.remote.group.login import (
    Login,
    find_login,
    forget_login,
    list_groups,
    save_login,
)
from dlroadmap.remote.group.trouble import UNCERTAIN
from dlroadmap.text import clean, is_id

if TYPE_CHECKING:
    from dlroadmap.remote.group.founding import Wanted

EXAMPLES = [
    "dlr group create ml-2027 --on postgresql://admin@db.example.org/classes",
    "dlr group create circle --on postgresql://admin@localhost/circle --board open",
]


@takes("curriculum", "json", "color", "no_input")
def run(
    session: Session,
    name: str = argument("NAME", "The name of the group: lowercase letters, digits and hyphens."),
    on: str = option("--on", "ADDRESS", "The PostgreSQL database, without a password.", ...),
    board: str = option(
        "--board",
        "WHO",
        "Who sees everyone's progress: open (all members) or mentors (default: mentors).",
        "mentors",
    ),
    member: str | None = option(
        "--as", "LEARNER", "Your name in the group (default: your user name)."
    ),
) -> None:
    """Create a group on a PostgreSQL server, with you as its mentor.

    Its curriculum is the one in use. ADDRESS is that of an administrator of the database: dlr uses
    it once, and gives you a login of your own. It asks for the password, unless PGPASSWORD or the
    password file of PostgreSQL has it.
    """
    from dlroadmap.remote.group.founding import BOARDS, Wanted, check_name, make_login
    from dlroadmap.remote.group.membership import read_membership
    from dlroadmap.render import group_admin_page as page
    from dlroadmap.render.group_page import lay_out

    address = read_address(on)
    if board not in BOARDS:
        message = f"“{clean(board)}” is not a valid value for --board."
        raise DlrError("usage", message, f"Choose one of: {', '.join(BOARDS)}.")
    if not is_id(name):
        message = f"“{clean(name)}” is not a valid name of a group."
        raise DlrError("bad-name", message, "Use lowercase letters, digits and hyphens.")
    begun = _find_begun(session, name, address)
    mentor = check_name(member if member is not None else _find_user())
    curriculum = session.curriculum
    wanted = Wanted(name, curriculum.id, find_track(curriculum), board, mentor)
    login = begun or make_login(wanted, address)
    # Kept first: a login that the server has and nobody knows would lock everyone out.
    save_login(session.folders, login._replace(spare=login.password))
    try:
        _found(session, address, wanted, login)
    except Exception as error:
        uncertain = isinstance(error, DlrError) and error.code in UNCERTAIN
        if not uncertain and not begun:
            forget_login(session.folders, name)
        raise
    save_login(session.folders, login._replace(spare=""))
    # Of a call that was interrupted before, the group has what was said then.
    own = perform_as(login, read_membership)
    main = session.opened.main
    elsewhere = "" if main.is_relative_to(bundled()) else curriculum.id
    document = {
        "group": name,
        "curriculum": curriculum.id,
        "board": own.board,
        "member": own.member,
        "items": len(wanted.track.items),
    }
    items = len(wanted.track.items)
    lines = page.created_lines(
        name, address.name, curriculum.title, items, own.member, own.board, elsewhere
    )
    session.answer(document, *lay_out(lines, session.screen))


def _find_user() -> str:
    try:
        return getuser()
    except (KeyError, OSError):
        return "mentor"


def _find_begun(session: Session, name: str, address: Address) -> Login | None:
    """Return the login of a call that was interrupted, so that the group may be there by now.

    Raises DlrError if one is in a group of this name.
    """
    if name not in list_groups(session.folders):
        return None
    known = find_login(session.folders, name)
    if known.spare == known.password and known.address._replace(user=address.user) == address:
        return known
    message = f"You are already in a group called {name}; nothing was changed."
    raise DlrError("already-joined", message, "Choose another name.")


def _found(session: Session, address: Address, wanted: "Wanted", login: Login) -> None:
    """Make the group; ask for the administrator's password where nothing else has it."""
    from dlroadmap.remote.group.founding import found
    from dlroadmap.render.group_admin_page import ASK

    try:
        found(address, "", wanted, login)
    except DlrError as error:
        if error.code not in ("group-password-needed", "group-password"):
            raise
        if os.environ.get("PGPASSWORD") or not session.can_ask:
            advice = "Set PGPASSWORD to the password, or run this in a terminal to be asked."
            raise DlrError(error.code, error.message, advice) from error
    else:
        return
    try:
        password = getpass(ASK.format(user=clean(address.user), where=address.name))
    except (EOFError, KeyboardInterrupt):
        # Nothing was begun yet; of Ctrl-C at any other time that is not known.
        raise typer.Abort from None
    found(address, password, wanted, login)
