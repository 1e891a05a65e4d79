"""How a group comes to be, and who is in it: what administrators and mentors do on the server."""

from collections.abc import Sequence
from secrets import token_hex, token_urlsafe
from shlex import quote
from typing import NamedTuple

from dlroadmap.errors import DlrError
from dlroadmap.guide.report import Track
from dlroadmap.remote.group.acting import Actor, act_as
from dlroadmap.remote.group.address import Address, Invitation
from dlroadmap.remote.group.connection import Database, perform
from dlroadmap.remote.group.login import Login
from dlroadmap.remote.group.schema import prepare
from dlroadmap.text import clean

BOARDS = ("open", "mentors")
"""Who sees everyone's progress: every member, or mentors alone."""

LONGEST = 64
"""The characters of a member's name, at most."""


class Wanted(NamedTuple):
    """A group that is to be made: its name, its track, who sees its board, and its mentor."""

    name: str
    curriculum: str
    track: Track
    board: str
    mentor: str


def check_name(name: str) -> str:
    """Return a member's name as the group sees it. Raises DlrError for what cannot be one."""
    name = name.strip()
    if not name or len(name) > LONGEST or not name.isprintable() or clean(name) != name:
        message = f"“{clean(name)[:LONGEST]}” is not a valid name of a member."
        raise DlrError("bad-name", message, f"Use at most {LONGEST} letters and other characters.")
    return name


def make_login(wanted: Wanted, address: Address) -> Login:
    """Return a login for the mentor of a new group, with a name and a password by chance."""
    own = address._replace(user=_draw_name())
    return Login(wanted.name, wanted.curriculum, wanted.mentor, True, own, token_urlsafe(32))


def found(address: Address, password: str, wanted: Wanted, login: Login) -> None:
    """Make a group, as an administrator of the server, with a login for its mentor.

    Raises DlrError if there is a group of this name.
    """

    def work(db: Database) -> None:
        prepare(db)
        taken = db.row(
            "SELECT m.login = %s FROM dlr.groups g LEFT JOIN dlr.members m"
            " ON m.group_id = g.id AND m.login = %s WHERE g.name = %s",
            login.address.user,
            login.address.user,
            wanted.name,
        )
        if taken and taken[0]:
            return  # made by a try whose end was not confirmed
        if taken:
            message = f"{address.name} already has a group called {wanted.name}."
            raise DlrError("group-taken", message, "Choose another name.")
        track = wanted.track
        db.run(
            "SELECT dlr.found(%s, %s, %s, %s, %s::text[], %s::text[], %s::text[], %s, %s, %s)",
            wanted.name,
            wanted.curriculum,
            wanted.board,
            track.digest,
            [*track.levels],
            [*track.levels.values()],
            [*track.items],
            wanted.mentor,
            login.address.user,
            db.hash_password(login.password),
        )

    perform(address, [password] if password else [], work, administrator=True)


def invite(login: Login, name: str, mentor: bool, act: Actor = act_as) -> Invitation:
    """Add a member to a mentor's group, and return the invitation for them.

    Raises DlrError if there is a member of this name.
    """
    invitation = Invitation(
        login.group, login.address._replace(user=_draw_name()), token_urlsafe(32)
    )
    user, password = invitation.address.user, invitation.password

    def work(db: Database) -> None:
        row = db.row(
            "SELECT dlr.invite(%s, %s, %s, %s)", name, mentor, user, db.hash_password(password)
        )
        if row and not row[0]:
            message = f"The group already has a member called {name}."
            raise DlrError("member-taken", message, "Choose another name.", subject=quote(name))

    act(login, work)
    return invitation


def rotate(login: Login, name: str, act: Actor = act_as) -> tuple[Invitation, bool]:
    """Replace a member's login; return the invitation to the new one, and whether to a mentor."""
    password, user = token_urlsafe(32), _draw_name()

    def work(db: Database) -> bool:
        missing = "SELECT 1 WHERE dlr.is_mentor() AND NOT EXISTS"
        if db.row(f"{missing} (SELECT FROM dlr.members WHERE lower(name) = lower(%s))", name):
            raise unknown_member(name, list_members(db))
        db.row("SELECT dlr.rotate(%s, %s, %s)", name, user, db.hash_password(password))
        row = db.row("SELECT mentor FROM dlr.members WHERE lower(name) = lower(%s)", name)
        return bool(row and row[0])

    mentor = act(login, work)
    return Invitation(login.group, login.address._replace(user=user), password), mentor


def remove(login: Login, name: str, act: Actor = act_as) -> None:
    """Remove a member from a mentor's group, with their login and all that they sent."""
    tries = 0

    def work(db: Database) -> None:
        nonlocal tries
        tries += 1
        row = db.row("SELECT dlr.remove(%s)", name)
        # Of a try whose end was not confirmed, nothing may be left to remove.
        if row and not row[0] and tries == 1:
            raise unknown_member(name, list_members(db))

    act(login, work)


def list_members(db: Database) -> list[str]:
    """Return the names of the members that one can see, in order."""
    return [clean(name) for (name,) in db.rows("SELECT name FROM dlr.members ORDER BY lower(name)")]


def unknown_member(name: str, known: Sequence[str]) -> DlrError:
    """Return what to say of a name that no member has."""
    from dlroadmap.likeness import ask_for_near

    message = f"The group has no member called “{clean(name)}”; nothing was changed."
    return DlrError("no-member", message, *ask_for_near(name, known))


def _draw_name() -> str:
    return f"dlr_{token_hex(10)}"
