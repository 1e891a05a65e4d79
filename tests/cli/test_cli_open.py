"""dlr open: which resource, in which browser, and what is said where there is none."""

from __future__ import annotations

import shlex
import sys
import webbrowser
from typing import TYPE_CHECKING

import pytest
from cli_helpers import dlr_process

from dlroadmap.cli.browsing import open_address

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Dlr

CURRICULUM = """\
format: 1
id: mine
title: Mine
levels:
  - id: one
    title: One
    categories:
      - id: part
        title: Part
        resources: [{title: For all, url: "https://example.org/all", type: book}]
        items:
          - id: several
            title: Several
            kind: skill
            resources:
              - {title: Paid, url: "https://example.org/paid", type: book, cost: paid}
              - {title: Free, url: "http://example.org/free?a=1&b='2", type: course, cost: free}
          - id: paid
            title: Costly
            kind: skill
            resources: [{title: Paid, type: book, cost: paid, url: "https://example.org/paid"}]
          - {id: none, title: Bare, kind: skill}
      - id: empty
        title: Empty
        items: [{id: alone, title: Alone, kind: skill}]
"""


@pytest.fixture
def mine(
    dlr: Dlr, write_curriculum: Callable[[str, str], Path], monkeypatch: pytest.MonkeyPatch
) -> Dlr:
    """Give a curriculum with resources of every cost, and no browser."""
    for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY", "SSH_CONNECTION", "SSH_TTY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    write_curriculum("mine", CURRICULUM)
    assert dlr("use", "mine").code == 0
    return dlr


@pytest.mark.parametrize(
    ("call", "address", "number"),
    [
        (["several"], "http://example.org/free?a=1&b='2", 2),
        (["several", "1"], "https://example.org/paid", 1),
        (["paid"], "https://example.org/paid", 1),
    ],
)
def test_the_first_free_one_or_the_one_named(
    mine: Dlr, call: list[str], address: str, number: int
) -> None:
    """By itself it is the first free resource, else the first; N names any in the listed order."""
    assert mine("open", *call, "--print").out == f"{address}\n"
    document = mine("open", *call, "--json").document
    assert (document["number"], document["resource"]["url"]) == (number, address)
    assert document["opened"] is False


@pytest.mark.parametrize("number", ["0", "-1", "3", "999999999999"])
def test_a_number_that_there_is_not(mine: Dlr, number: str) -> None:
    """A number beyond the resources is refused, with how many there are."""
    result = mine("open", "several", "--", number)
    assert (result.code, result.out) == (2, "")
    assert "2 resources" in result.err
    assert "dlr resources several" in result.err


def test_an_item_without_a_resource_says_where_to_look(mine: Dlr) -> None:
    """Its category is named where that has resources, else the list of all."""
    assert "dlr resources one/part" in mine("open", "none").err
    assert mine("open", "alone").err.endswith("All resources: dlr resources\n")
    assert mine("open", "alone", "--json").document["error"]["code"] == "no-resource"
    assert mine("open", "alone").code == 2


def test_without_a_browser_the_address_is_printed(mine: Dlr) -> None:
    """Where nothing can be opened that is said, with the address in one piece; exit code 0."""
    result = mine("open", "several")
    assert (result.code, result.err) == (0, "")
    assert "No browser" in result.lines[0]
    assert "  http://example.org/free?a=1&b='2" in result.lines


@pytest.mark.usefixtures("mine")
def test_the_browser_gets_the_address_as_one_word(home: Path, tmp_path: Path) -> None:
    """A real process calls BROWSER with the address, whatever stands in it, and names it."""
    noted = tmp_path / "noted"
    script = tmp_path / "browser.py"
    script.write_text(f"import sys; open({str(noted)!r}, 'w').write('\\n'.join(sys.argv[1:]))")
    browser = f"{shlex.quote(sys.executable)} {shlex.quote(str(script))} %s"
    ended = dlr_process(home, "open", "several", BROWSER=browser, SSH_CONNECTION="somewhere")
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert noted.read_text() == "http://example.org/free?a=1&b='2"
    assert ended.stdout.startswith(b"Opened: Free (course, free)\n  http://example.org/free?")
    noted.unlink()
    ended = dlr_process(home, "open", "several", "--print", BROWSER=browser)
    assert ended.stdout == b"http://example.org/free?a=1&b='2\n"
    assert not noted.exists()


@pytest.mark.usefixtures("mine")
def test_a_browser_that_does_not_start_is_no_error(home: Path) -> None:
    """BROWSER is blamed, the address is printed, and no other browser is tried in its place."""
    for browser in ("/nowhere/browser", "false", "/nowhere/browser %s &"):
        ended = dlr_process(home, "open", "several", BROWSER=browser, TERM="xterm")
        assert (ended.returncode, ended.stderr) == (0, b"")
        told = ended.stdout.decode()
        assert told.startswith(f"BROWSER (“{browser}”) failed. Open this address: Free")
        assert "  http://example.org/free?a=1&b='2" in told.splitlines()
        document = dlr_process(home, "open", "several", "--json", BROWSER=browser, TERM="xterm")
        assert b'"opened": false' in document.stdout


@pytest.mark.usefixtures("mine")
def test_a_browser_in_the_background_has_started(monkeypatch: pytest.MonkeyPatch) -> None:
    """With `&` BROWSER is not waited for: it was opened, even if it has ended by now."""
    ended = webbrowser.BackgroundBrowser([sys.executable, "-c", "pass", "%s"])
    monkeypatch.setattr(ended, "open", lambda _: False)
    monkeypatch.setattr(webbrowser, "get", lambda: ended)
    monkeypatch.setenv("BROWSER", f"{sys.executable} -c pass %s &")
    assert open_address("https://example.org/")


class _Browser(webbrowser.BaseBrowser):
    def __init__(self) -> None:
        super().__init__("graphical")
        self.opened: list[str] = []

    def open(self, url: str, new: int = 0, autoraise: bool = True) -> bool:
        self.opened.append(url)
        return True


@pytest.mark.parametrize(
    ("environ", "opens"),
    [
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({}, False),
        ({"DISPLAY": ":10", "SSH_CONNECTION": "a b c d"}, False),
        ({"DISPLAY": ":10", "SSH_TTY": "/dev/pts/1"}, False),
        ({"SSH_TTY": "/dev/pts/1", "BROWSER": "helper"}, True),
    ],
)
@pytest.mark.usefixtures("mine")
def test_where_a_browser_is_opened(
    monkeypatch: pytest.MonkeyPatch, environ: dict[str, str], opens: bool
) -> None:
    """It is opened where a person sees it: with a display and not over ssh, or on request."""
    browser = _Browser()
    monkeypatch.setattr(webbrowser, "get", lambda: browser)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    assert open_address("https://example.org/") is opens
    assert bool(browser.opened) is opens


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "ftp://example.org/",
        "https://a@example.org/",
        "-x",
        "",
    ],
)
@pytest.mark.usefixtures("mine")
def test_nothing_but_an_address_of_the_web_is_opened(
    monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    """Only http and https addresses that name a host reach a browser."""
    browser = _Browser()
    monkeypatch.setattr(webbrowser, "get", lambda: browser)
    monkeypatch.setenv("BROWSER", "helper")
    assert open_address(url) is False
    assert browser.opened == []
