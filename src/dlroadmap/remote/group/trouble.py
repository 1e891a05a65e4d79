"""What a server refuses, in words: from what it and libpq report to an error for a person.

The server has codes (SQLSTATE) for everything inside a session. Of a session that never began,
libpq has only a text, in the language of the server, so that what identifies it is tried in order:
libpq's own English, PostgreSQL's English, then the names in the text, which no language changes.
"""

import re
from enum import Enum, auto
from typing import NamedTuple

from dlroadmap.errors import DlrError
from dlroadmap.remote.group.address import Address
from dlroadmap.text import clean


class Kind(Enum):
    """What a trouble means for the next try."""

    FINAL = auto()  # it would be the same again
    BUSY = auto()  # it passes: too many at once, a restart, another transaction in the way
    AWAY = auto()  # nobody answers: it passes if somebody did a moment ago
    PASSWORD = auto()  # the next password may be the right one


class Trouble(NamedTuple):
    """Why a try failed, with nothing secret in it."""

    kind: Kind
    error: DlrError


class StatementError(RuntimeError):
    """A statement of ours that the server does not understand."""


AWAY = frozenset({"group-not-found", "group-unreachable", "group-timeout", "group-lost"})
"""The codes of errors that mean that the server was not reached, or is gone."""

UNCERTAIN = frozenset({"group-lost", "group-busy"})
"""The codes of errors after which the work may have been done all the same."""

_LONGEST = 200
"""So many characters of a server's own words are quoted."""

_ANSWER = re.compile(r"[^:\s][^:\n]{0,40}:  (?P<words>\S.*)")
"""What the server says, behind its word for FATAL; libpq has never two blanks there."""

_CONNECTION = re.compile(r"^.*?connection to server .*? failed: ", re.DOTALL)

_TRIED_AGAIN = "Everything is as it was before. Try again later."


def describe_refusal(
    text: str, address: Address, *, needs_password: bool, used_password: bool
) -> Trouble:
    """Return what it means that a session did not begin; `text` is what libpq says of it."""
    words = _CONNECTION.sub("", text, count=1)
    if answer := _ANSWER.match(words):
        return _describe_answer(answer["words"], address, used_password)
    if needs_password or "no password supplied" in words:
        message = f"{address.name} asks for a password."
        return _final("group-password-needed", message)
    for pattern, describe in _LIBPQ:
        if re.search(pattern, words):
            return describe(address)
    return _unreachable(address, words)


def describe_lost(address: Address) -> Trouble:
    """Return what it means that a session ended before its end was confirmed."""
    message = f"The connection to {address.name} was lost before the server confirmed."
    advice = "It is safe to run the command again."
    return Trouble(Kind.BUSY, DlrError("group-lost", message, advice))


def describe_unknown(address: Address) -> Trouble:
    """Return what it means that nothing has the name of the server."""
    message = f"There is no server called {clean(address.host)}, or this computer is offline."
    return Trouble(Kind.AWAY, DlrError("group-not-found", message, "Check the name, then retry."))


def describe_timeout(address: Address) -> Trouble:
    """Return what it means that nothing answered in time."""
    message = f"{address.name} does not answer."
    advice = "Is the server running, and does a firewall let this computer reach it?"
    return Trouble(Kind.AWAY, DlrError("group-timeout", message, advice))


def describe_failure(
    state: str, words: str, constraint: str, address: Address, *, administrator: bool
) -> Trouble:
    """Return what it means that a server refused a statement, by the code that it gave.

    Raises StatementError for what no server and no person can be the reason of.
    """
    name = address.name
    if state in _OURS:
        return _final(*_OURS[state])
    if state in _PASSING or state.startswith("08"):
        message = f"{name} is busy or restarting{_quote(words)}."
        return Trouble(Kind.BUSY, DlrError("group-busy", message, _TRIED_AGAIN))
    if state == "42501":
        need = "The role needs CREATEROLE, and CREATE on the database; or use a superuser."
        advice = need if administrator else "Ask a mentor of your group."
        return _final("group-denied", f"{name} does not permit this{_quote(words)}.", advice)
    if state in ("3F000", "42P01", "42883"):
        message = f"{name} is not set up for groups of this version of dlr."
        return _final("group-not-set-up", message, "Is it the right database?")
    if state == "57014":
        return _final("group-slow", f"{name} takes too long to answer.", _TRIED_AGAIN)
    if state == "25006":
        message = f"{name} is read-only."
        return _final("group-read-only", message, "Use the address of the primary server.")
    if state[:2] == "23":
        message = f"{name} does not accept what was sent{_quote(words)}."
        details = {"sqlstate": state, "constraint": clean(constraint)}
        return Trouble(Kind.FINAL, DlrError("group-conflict", message, **details))
    if state[:2] in ("28", "3D", "53", "54", "57", "58", "XX", "F0"):
        message = f"{name} has a problem{_quote(words)}."
        advice = "Show this to who administers the server."
        return Trouble(Kind.FINAL, DlrError("group-server", message, advice, sqlstate=state))
    raise StatementError(f"{state}: {clean(words)[:_LONGEST]}")


_PASSING = frozenset(
    {
        *("40001", "40P01", "55P03"),  # another transaction is in the way
        *("53300", "57P01", "57P02", "57P03", "57P05", "25P03"),  # too many; ends or starts
    }
)

_OURS = {
    "DLR00": (
        "group-login",
        "The group does not accept your login any more.",
        "Ask a mentor for a new invitation.",
    ),
    "DLR01": ("not-mentor", "Only mentors of the group can do this.", "Ask one of them."),
    "DLR02": ("no-member", "The group has no member of that name."),
    "DLR03": ("oneself", "You cannot remove yourself.", "Leave the group instead."),
    "DLR05": ("group-full", "The group has reached a limit of the server.", "Remove something."),
    "DLR04": (
        "last-mentor",
        "You are the last mentor, and the group has other members.",
        "Invite another mentor first, or remove the members.",
    ),
}


def _describe_answer(words: str, address: Address, used_password: bool) -> Trouble:
    """Return what it means that the server has refused a session, in its own language."""
    name, quoted = address.name, _quote(words)
    about_role, about_database = (_names(words, one) for one in (address.user, address.database))
    if re.search(_PASSES, words):
        message = f"{name} is busy or restarting{quoted}."
        return Trouble(Kind.BUSY, DlrError("group-busy", message, _TRIED_AGAIN))
    if "pg_hba.conf" in words:
        message = f"{name} does not accept this login from this computer."
        return _final("group-denied", message, "Who administers it can permit that in pg_hba.conf.")
    if "authentication failed" in words or (
        about_role and used_password and not about_database and "role" not in words
    ):
        message = f"{name} does not accept the password."
        return Trouble(
            Kind.PASSWORD, DlrError("group-password", message, "Check it, and the user name.")
        )
    if "permission denied" in words:
        return _final("group-denied", f"{name} does not permit this login{quoted}.")
    if about_database and not about_role:
        host = address._replace(database="").name.removeprefix(" on ")
        message = f"There is no database “{clean(address.database)}” on {host}."
        return _final("group-no-database", message, "Check the address.")
    if about_role or about_database:
        return _final("group-refused", f"{name} does not accept this login{quoted}.")
    # A text that names nobody is about the server itself: that it is full, or starts or stops.
    message = f"{name} does not accept connections{quoted}."
    return Trouble(Kind.BUSY, DlrError("group-busy", message, _TRIED_AGAIN))


_PASSES = (
    "too many (clients|connections)|connection slots|(is|are) (starting up|shutting down)"
    "|recovery mode|not (yet )?accepting connections|terminating connection"
)


def _names(words: str, name: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words))


def _final(code: str, message: str, *advice: str) -> Trouble:
    return Trouble(Kind.FINAL, DlrError(code, message, *advice))


def _no_tls(address: Address) -> Trouble:
    message = f"{address.name} does not offer an encrypted connection (TLS)."
    advice = "dlr sends nothing without it. Who administers the server can set: ssl = on"
    return _final("group-no-tls", message, advice)


def _certificate(address: Address) -> Trouble:
    message = f"The certificate of {address.name} cannot be verified, so nothing was sent."
    own = "If the group has its own certificate authority, set PGSSLROOTCERT to its file."
    return _final("group-certificate", message, "Check the name of the server.", own)


def _weak(address: Address) -> Trouble:
    message = f"{address.name} asks for a login that is not safe, so nothing was sent."
    advice = "Who administers it can require scram-sha-256 in pg_hba.conf."
    return _final("group-weak-login", message, advice)


def _unreachable(address: Address, words: str) -> Trouble:
    message = f"{address.name} cannot be reached{_quote(words)}."
    advice = "Is the server running, and is the address right?"
    return Trouble(Kind.AWAY, DlrError("group-unreachable", message, advice))


_LIBPQ = (
    ("does not support SSL", _no_tls),
    (r"authentication method requirement|channel binding", _weak),
    ("timeout expired|timed out", describe_timeout),
    ("server closed the connection|SYSCALL|Connection reset|unexpected eof", describe_lost),
    ("certificate|SSL error|CRL", _certificate),
)


def _quote(words: str) -> str:
    """Return the one useful line of foreign words, to stand in a message."""
    lines = words.strip().splitlines()
    line = clean(lines[0]).rstrip(".")[:_LONGEST] if lines else ""
    return f": {line}" if line else ""
