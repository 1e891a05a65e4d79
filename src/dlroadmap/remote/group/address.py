"""Where a group is: the address of a PostgreSQL database, and the line that invites to it."""

from ipaddress import ip_address
from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit

from dlroadmap.errors import DlrError
from dlroadmap.text import clean, is_id

_SCHEMES = ("postgresql", "postgres")

PORT = 5432


class Address(NamedTuple):
    """A database on a server, and the role that logs in; without a host, at a local socket."""

    host: str
    port: int
    database: str
    user: str

    @property
    def is_local(self) -> bool:
        """Whether the server is this machine, so that nobody listens between."""
        if not self.host or self.host == "localhost" or self.host.startswith("/"):
            return True
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return False

    @property
    def name(self) -> str:
        """What a person is told of it: `classes on db.example.org`; no role and no password."""
        where = self.host or "this computer"
        port = f":{self.port}" if self.port != PORT else ""
        return f"{clean(self.database)} on {clean(where)}{port}"


class Invitation(NamedTuple):
    """What a learner is handed: a login for one group, which is good until they join."""

    group: str
    address: Address
    password: str


def read_address(text: str) -> Address:
    """Return the address that an administrator names. Raises DlrError, with nothing secret in it.

    A password in it, and options of libpq, are refused.
    """
    address, password, group = _read(text)
    if password is not None:
        message = "The address contains a password."
        raise DlrError("password", message, "Leave it out; dlr asks for it.")
    if group:
        raise _refuse("The address has a # in it.")
    return address


def read_invitation(line: str) -> Invitation:
    """Return the invitation that a line is. Raises DlrError, with nothing secret in it."""
    try:
        address, password, group = _read(line.strip())
    except DlrError as error:
        raise _no_invitation() from error
    if not password or not is_id(group):
        raise _no_invitation()
    return Invitation(group, address, password)


def write_invitation(invitation: Invitation) -> str:
    """Return the one line to hand over: `postgresql://LOGIN:PASSWORD@HOST:PORT/DATABASE#GROUP`."""
    host, port, database, user = invitation.address
    shown = f"[{host}]" if ":" in host else quote(host, safe="")
    secret = f"{quote(user, safe='')}:{quote(invitation.password, safe='')}"
    return f"postgresql://{secret}@{shown}:{port}/{quote(database, safe='')}#{invitation.group}"


def _read(text: str) -> tuple[Address, str | None, str]:
    """Return the address, the password and what stands behind `#`."""
    try:
        parts = urlsplit(text)
        port = parts.port or PORT
    except ValueError:
        raise _refuse("The address is not valid.") from None
    if parts.scheme not in _SCHEMES or not text.isprintable() or "," in parts.netloc:
        raise _refuse("The address is not valid.")
    if parts.query or "?" in text:
        raise _refuse("The address has options, behind a ?. dlr chooses these itself.")
    database, user = unquote(parts.path.removeprefix("/")), unquote(parts.username or "")
    if not database or not user:
        raise _refuse("The address has no database or no user name.")
    password = None if parts.password is None else unquote(parts.password)
    return Address(unquote(parts.hostname or ""), port, database, user), password, parts.fragment


def _refuse(message: str) -> DlrError:
    return DlrError("bad-address", message, "Use postgresql://USER@HOST:PORT/DATABASE")


def _no_invitation() -> DlrError:
    message = "This is not an invitation to a group."
    advice = "Paste the whole line that dlr group invite printed, beginning with postgresql://"
    return DlrError("bad-invitation", message, advice)
