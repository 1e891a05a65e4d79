"""Where a group is: the address of a PostgreSQL database, and the line that invites to it."""

import re
from ipaddress import ip_address
from typing import NamedTuple
from urllib.parse import quote, unquote_to_bytes

from dlroadmap.errors import DlrError
from dlroadmap.text import clean, has_password, is_id

_PART = r"(?:[A-Za-z0-9._~-]|%[0-9A-Fa-f]{2})+"

_LINE = re.compile(
    rf"postgres(?:ql)?://(?P<user>{_PART})(?::(?P<password>{_PART}))?"
    rf"@(?P<host>\[(?=[^]]*:)[0-9A-Fa-f:.]+(?:%25[A-Za-z0-9._-]+)?\]|(?:{_PART})?)(?::(?P<port>[0-9]{{1,5}}))?"
    rf"/(?P<database>{_PART})(?:#(?P<group>[a-z0-9-]+))?"
)
"""Every other character stands as a percent escape, so that one line has one meaning."""

_LABEL = r"[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?"

_HOST = re.compile(rf"{_LABEL}(?:\.{_LABEL})*\.?")

_LONGEST_NAME = 63
"""Bytes that PostgreSQL keeps of the name of a role or database."""

_LONGEST = 1000
"""Characters that an address, or a part of it, can have."""

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
        where = f"[{where}]" if port and ":" in where else where
        return f"{clean(self.database)} on {clean(where)}{port}"


class Invitation(NamedTuple):
    """What a learner is handed: a login for one group, which is good until they join."""

    group: str
    address: Address
    password: str

    def __repr__(self) -> str:
        """Return a text without the password, for whatever shows it."""
        return f"Invitation({self.group!r}, {self.address.name!r})"


def read_address(text: str) -> Address:
    """Return the address that an administrator names. Raises DlrError, with nothing secret in it.

    A password in it, and options of libpq, are refused.
    """
    if has_password(text) or re.match(r"[^@]*://[^/@]*:[^@]*@", text):
        message = "The address contains a password."
        raise DlrError("password", message, "Leave it out; dlr asks for it.")
    if "?" in text:
        raise _refuse("The address has options, behind a ?. dlr chooses these itself.")
    if "#" in text:
        raise _refuse("The address has a # in it.")
    read = _read(text)
    if read is None:
        raise _refuse("The address is not valid.")
    return read[0]


_QUOTES = "\"'`“”‘’<>"
"""What a line may stand in where it was handed over."""


def read_invitation(line: str) -> Invitation:
    """Return the invitation that a line is. Raises DlrError, with nothing secret in it."""
    read = _read(line.strip().strip(_QUOTES))
    if read is None or not is_password(read[1]) or not is_id(read[2]):
        message = "This is not an invitation to a group."
        advice = "Paste the whole line that your mentor gave you, beginning with postgresql://"
        raise DlrError("bad-invitation", message, advice)
    address, password, group = read
    return Invitation(group, address, password)


def write_invitation(invitation: Invitation) -> str:
    """Return the one line to hand over: `postgresql://LOGIN:PASSWORD@HOST:PORT/DATABASE#GROUP`."""
    host, port, database, user = invitation.address
    shown = (
        f"[{host.replace('%', '%25')}]" if ":" in host and host[0] != "/" else quote(host, safe="")
    )
    secret = f"{quote(user, safe='')}:{quote(invitation.password, safe='')}"
    return f"postgresql://{secret}@{shown}:{port}/{quote(database, safe='')}#{invitation.group}"


def is_address(address: Address) -> bool:
    """Return whether an address can be one: names that PostgreSQL has, a host, and a port."""
    return (
        all(_is_name(name) for name in (address.database, address.user))
        and _is_host(address.host)
        and 0 < address.port < 1 << 16
    )


def is_password(text: str) -> bool:
    """Return whether a text can be the password of a member: ASCII without blanks."""
    return text.isascii() and text.isprintable() and 0 < len(text) <= _LONGEST and " " not in text


def _is_name(name: str) -> bool:
    safe = name == clean(name) and name.isprintable()
    return safe and 0 < len(name.encode()) <= _LONGEST_NAME


def _is_host(host: str) -> bool:
    if not host:
        return True
    if host.startswith("/"):
        # libpq takes a comma for the beginning of another host.
        return host == clean(host) and host.isprintable() and "," not in host
    if _HOST.fullmatch(host):
        return len(host) <= _LONGEST_HOST
    try:
        return ip_address(host).version == 6 and host.isascii() and "," not in host
    except ValueError:
        return False


_LONGEST_HOST = 253


def _read(text: str) -> tuple[Address, str, str] | None:
    """Return the address, the password and the group of a line; None if it is not one."""
    match = _LINE.fullmatch(text) if len(text) <= _LONGEST else None
    if match is None:
        return None
    raw = match.groupdict(default="")
    try:
        user, password, database, host = (
            unquote_to_bytes(raw[name]).decode()
            for name in ("user", "password", "database", "host")
        )
    except UnicodeDecodeError:
        return None
    host = host[1:-1] if host.startswith("[") else host
    address = Address(
        host.lower() if host[:1] != "/" else host, int(raw["port"] or PORT), database, user
    )
    return (address, password, raw["group"]) if is_address(address) else None


def _refuse(message: str) -> DlrError:
    form = "Use postgresql://USER@HOST:PORT/DATABASE"
    return DlrError("bad-address", message, form, "Write other characters as %XX.")
