"""A password that was typed where it does not belong is repeated nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Dlr

LINE = "postgresql://dlr_ab:s3cret@db.example.org/classes#ml-2027"


@pytest.mark.parametrize(
    "args",
    [
        ["group", "join", LINE],
        ["group", "join", "--color", LINE],
        ["group", LINE],
        ["group", "sync", LINE],
        ["group", "item", "a", LINE],
        [LINE],
        ["next", "-n", LINE],
        ["next", f"--{LINE}"],
        ["config", LINE],
        ["config", "group", LINE],
    ],
    ids=lambda args: " ".join(args).replace(LINE, "LINE"),
)
def test_no_error_repeats_a_password(small: Dlr, args: list[str]) -> None:
    """Whatever refuses an address with a password says so without it, to scripts as well."""
    for call in (args, [*args, "--json"]):
        result = small(*call)
        assert result.code == 2
        assert "s3cret" not in result.out + result.err


def test_an_invitation_is_no_argument(small: Dlr) -> None:
    """A line behind `dlr group join` is refused with the reason."""
    result = small("group", "join", LINE)
    assert "takes no address with a password as an argument." in result.err
    assert "recorded by the shell" in result.err


def test_a_report_of_a_bug_has_no_password(
    small: Dlr, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the arguments in a report nor what the bug says of an address have a password."""

    def fail(*args: object) -> None:
        raise RuntimeError(f"unforeseen {LINE}")

    monkeypatch.setattr("dlroadmap.cli.app.call", fail)
    result = small("search", LINE)
    assert "This is a bug in dlr" in result.err
    (report,) = (home / "reports").iterdir()
    assert "s3cret" not in result.err + report.read_text()
    assert "dlr_ab:…@db.example.org" in report.read_text(encoding="utf-8")
