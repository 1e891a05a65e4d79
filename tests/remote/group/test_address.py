"""Addresses and invitations: one line has one meaning, and a password gets out nowhere."""

from __future__ import annotations

import traceback

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlroadmap.errors import DlrError
from dlroadmap.remote.group.address import (
    Address,
    Invitation,
    is_address,
    read_address,
    read_invitation,
    write_invitation,
)
from drawing import examples

LINE = "postgresql://dlr_ab:s3cret-Pass_word@db.example.org:5433/classes#ml-2027"

HOSTS = st.sampled_from(
    ["", "localhost", "db.example.org", "10.0.0.1", "::1", "fe80::1%eth0", "2001:db8::5"]
) | st.text("abc/é%:@#?.", max_size=8).map(lambda name: f"/{name}")
NAMES = st.text(
    st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), min_size=1, max_size=15
)
ADDRESSES = st.builds(Address, HOSTS, st.integers(1, 65535), NAMES, NAMES).filter(is_address)
PASSWORDS = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1)


@examples(300)
@given(st.sampled_from(["ml-2027", "a", "9-b"]), ADDRESSES, PASSWORDS)
def test_what_was_written_is_read_again(group: str, address: Address, password: str) -> None:
    """An invitation is one line of printable ASCII without blanks, which reads as what it was."""
    invitation = Invitation(group, address, password)
    line = write_invitation(invitation)
    assert line.isascii()
    assert line.isprintable()
    assert " " not in line
    assert read_invitation(f"  {line}\n") == invitation
    assert repr(invitation) == repr(Invitation(group, address, "another"))


@examples(500)
@given(st.integers(0, len(LINE)), st.characters(), st.booleans())
def test_a_changed_line_is_another_invitation_or_none(
    place: int, character: str, instead: bool
) -> None:
    """Whatever stands in a line is refused, or is in what was read, and is written back."""
    line = LINE[:place] + character + LINE[place + instead :]
    try:
        read = read_invitation(line)
    except DlrError:
        return
    assert is_address(read.address)
    assert read_invitation(write_invitation(read)) == read
    assert line.strip().isascii()


@pytest.mark.parametrize(
    "line",
    [
        "",
        "ml-2027",
        LINE.replace("postgresql", "https"),
        LINE.replace("postgresql", "POSTGRESQL"),
        LINE.replace(":s3cret-Pass_word", ""),
        LINE.replace("s3cret-Pass_word", ""),
        LINE.replace("#ml-2027", ""),
        LINE.replace("#ml-2027", "#ML"),
        LINE.replace("#ml-2027", "#a--b"),
        LINE.replace("#", "?sslmode=disable#"),
        LINE.replace("5433", "0"),
        LINE.replace("5433", "65536"),
        LINE.replace("5433", "٣"),
        LINE.replace("classes", ""),
        LINE.replace("classes", "a/b"),
        LINE.replace("classes", "a%00b"),
        LINE.replace("classes", "a%ffb"),
        LINE.replace("classes", "a%E2%80%AEb"),
        LINE.replace("classes", "a%1Bb"),
        LINE.replace("classes", "a%2"),
        LINE.replace("classes", "x" * 64),
        LINE.replace("db.example.org", "a,b"),
        LINE.replace("db.example.org", "a..b"),
        LINE.replace("db.example.org", "-a"),
        LINE.replace("db.example.org", "%2Ftmp%2Fa,b"),
        LINE.replace("db.example.org", "%2Ftmp%2Ca"),
        LINE.replace("db.example.org", "[::1"),
        LINE.replace("db.example.org", "[10.0.0.1]"),
        LINE.replace("db.example.org", "x" * 64),
        LINE.replace("s3cret", "s3%0Acret"),
        LINE.replace("s3cret", "s3 cret"),
        LINE.replace("s3cret", "s3@cret"),
        LINE + "\n" + LINE,
        LINE + "\u202e",
        LINE.replace("classes", "c" * 2000),
    ],
)
def test_what_is_no_invitation_is_refused(line: str) -> None:
    """Nothing but a strict line is accepted, and neither it nor a part of it is in the error."""
    with pytest.raises(DlrError) as caught:
        read_invitation(line)
    assert caught.value.code == "bad-invitation"
    assert "s3" not in "".join(traceback.format_exception(caught.value, limit=0))


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("postgresql://admin@db.example.org/classes", ("db.example.org", 5432, "classes", "admin")),
        ("postgres://admin@DB.example.org:1/c", ("db.example.org", 1, "c", "admin")),
        ("postgresql://admin@[2001:db8::5]:99/c", ("2001:db8::5", 99, "c", "admin")),
        ("postgresql://admin@/c", ("", 5432, "c", "admin")),
        ("postgresql://a%40b@%2Frun%2FPG/k%C3%BCrs", ("/run/PG", 5432, "kürs", "a@b")),
    ],
)
def test_an_administrator_names_a_database(text: str, address: tuple[object, ...]) -> None:
    """Names, numbers, IPv6, sockets and escapes are read as what they stand for."""
    assert read_address(text) == address


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("postgresql://admin:s3cret@h/c", "password"),
        ("postgresql://admin:s3/c#r?et@h/c", "password"),
        ("postgresql://admin@h/c?sslmode=disable", "bad-address"),
        ("postgresql://admin@h/c#group", "bad-address"),
        ("postgresql://h/c", "bad-address"),
        ("postgresql://admin@h", "bad-address"),
        ("service=trap", "bad-address"),
        ("host=/tmp dbname=x", "bad-address"),
        ("", "bad-address"),
    ],
)
def test_an_address_has_no_password_and_no_options(text: str, code: str) -> None:
    """Whatever else libpq would take is refused, and no password is repeated."""
    with pytest.raises(DlrError) as caught:
        read_address(text)
    assert caught.value.code == code
    assert "s3" not in str(caught.value)


def test_which_servers_are_this_computer() -> None:
    """Only a socket, localhost and loopback addresses are reached without TLS."""

    def is_local(host: str) -> bool:
        return Address(host, 5432, "c", "a").is_local

    assert all(map(is_local, ["", "/run/pg", "localhost", "127.0.0.1", "127.9.9.9", "::1"]))
    others = ["localhost.example.org", "127.0.0.1.nip.io", "10.0.0.1", "0.0.0.0", "db", "::", "::2"]
    assert not any(map(is_local, others))


def test_a_name_shows_no_role() -> None:
    """What a person is told of an address names the database and the server alone."""
    assert Address("db.org", 5432, "classes", "root").name == "classes on db.org"
    assert Address("::1", 99, "classes", "root").name == "classes on [::1]:99"
    assert Address("", 5432, "classes", "root").name == "classes on this computer"
