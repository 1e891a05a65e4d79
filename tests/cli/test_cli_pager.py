"""The pager, with real processes on a pseudo-terminal, and links that can be clicked there."""

from __future__ import annotations

import io
import re
import shlex
import shutil
import sys
from typing import TYPE_CHECKING, Any

import pytest
from cli_helpers import Terminal, dlr_process

from dlroadmap.cli import welcome
from dlroadmap.cli.app import COMMANDS, LazyGroup
from dlroadmap.cli.session import Session
from dlroadmap.render.links import address, knows_links, link_within
from dlroadmap.render.screen import Screen
from drawing import later

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Dlr

pytestmark = [
    pytest.mark.long,
    pytest.mark.usefixtures("warm"),
    pytest.mark.posix("pseudo-terminals"),
]

READING = (
    *("status", "next", "path", "why", "plan", "show", "list", "search", "resources", "log"),
    *("stats", "curricula", "rule", "diff", "review", "help"),
    *("group", "group sync", "group item", "group assigned"),
)
"""The commands that read, and go through the pager: no others do."""


@pytest.fixture
def pager(tmp_path: Path) -> str:
    """Return a pager that prints what it gets between two marks, with its LESS before them."""
    script = tmp_path / "pager.py"
    script.write_text(
        "import os, sys\n"
        "data = sys.stdin.buffer.read()\n"
        "print('LESS', os.environ['LESS'], 'PAGED', len(data.splitlines()), flush=True)\n"
        "sys.stdout.buffer.write(data)\n"
        "print('END')\n"
    )
    return shlex.join([sys.executable, str(script)])


def shown(home: Path, *args: str, columns: int = 80, **more: str) -> tuple[int, str]:
    """Return the exit code and all that stands on a terminal of 24 lines after a call."""
    more = {"DLR_CURRICULUM": "deep-learning", **more}
    with Terminal(home, *args, columns=columns, more=more) as terminal:
        return terminal.end(), terminal.output


@pytest.mark.parametrize(
    "args",
    [
        ["list"],
        ["status", "--all"],
        ["show", "transformers"],
        ["plan", "--help"],
        *later(
            ["plan", "--all"],
            ["resources"],
            ["rule"],
            ["search", "network", "-n", "50"],
            ["--help"],
            ["help", "plan"],
        ),
    ],
    ids=" ".join,
)
def test_what_is_longer_than_the_screen_goes_through_the_pager(
    home: Path, pager: str, args: list[str]
) -> None:
    """A long page reaches the pager whole, with the width and the colors of the terminal."""
    code, output = shown(home, *args, DLR_PAGER=pager)
    _, plain = shown(home, *args, "--no-pager", DLR_PAGER=pager)
    assert code == 0
    found = re.fullmatch(r"LESS FRX PAGED (\d+)\n(.*)END\n", output, re.DOTALL)
    assert found
    assert found[2] == plain
    assert int(found[1]) == len(plain.splitlines()) > 23
    if args[0] != "help" and args[-1] != "--help":
        assert "\x1b[" in plain


@pytest.mark.parametrize("args", [["show", "transformers"], ["list"]], ids=" ".join)
def test_the_pager_keeps_the_width(home: Path, pager: str, args: list[str]) -> None:
    """At 40 columns what the pager gets is laid out for 40 columns."""
    _, output = shown(home, *args, columns=40, DLR_PAGER=pager)
    assert "PAGED" in output
    assert max(len(re.sub(r"\x1b\[[\d;]*m", "", line)) for line in output.splitlines()) <= 60


@pytest.mark.parametrize(
    "args", [["list", "--state", "doing"], ["curricula"], ["log"]], ids=" ".join
)
def test_what_fits_is_printed(home: Path, pager: str, args: list[str]) -> None:
    """What is no longer than the screen is printed as ever."""
    code, output = shown(home, *args, DLR_PAGER=pager)
    assert code == 0
    assert output
    assert "PAGED" not in output


@pytest.mark.parametrize(("notes", "paged"), [(22, False), (23, True)])
def test_a_line_is_left_for_the_prompt(tmp_path: Path, pager: str, notes: int, paged: bool) -> None:
    """On 24 lines 23 are printed; with one more there is a pager."""
    code = (
        "import sys; from dlroadmap.render.pager import page;"
        f"page('a line\\n' * {notes} + 'x' * 80 + '\\n', sys.stdout, 80, lambda: {pager!r})"
    )
    with Terminal(tmp_path, program=[sys.executable, "-c", code]) as terminal:
        assert terminal.end() == 0
    assert ("PAGED" in terminal.output) is paged


@pytest.mark.parametrize(("width", "paged"), [(23 * 80, False), (23 * 80 + 1, True)])
def test_what_the_terminal_breaks_is_several_lines(
    tmp_path: Path, pager: str, width: int, paged: bool
) -> None:
    """A line that is wider than the terminal counts as often as it is broken; colors do not."""
    code = (
        "import sys; from dlroadmap.render.pager import page;"
        f"page('\\x1b[1m' + 'x' * {width} + '\\x1b[0m\\n', sys.stdout, 80, lambda: {pager!r})"
    )
    with Terminal(tmp_path, program=[sys.executable, "-c", code]) as terminal:
        assert terminal.end() == 0
    assert ("PAGED" in terminal.output) is paged


@pytest.mark.parametrize("columns", [80, 40])
def test_next_suggests_as_many_as_fit(home: Path, pager: str, columns: int) -> None:
    """On 24 lines the suggestions leave room for the prompt, and one more would not fit."""
    known = ("mathematical-notation", "python-programming", "learning-your-tools")
    assert dlr_process(home, "tick", *known).returncode == 0
    assert dlr_process(home, "goal", "large-language-models").returncode == 0
    begun = ("vectors-and-matrices", "data-structures", "command-line", "debugging")
    assert dlr_process(home, "start", *begun).returncode == 0
    code, output = shown(home, "next", columns=columns, DLR_PAGER=pager)
    assert code == 0
    assert "PAGED" not in output
    assert "dlr tick debugging" in output
    number = len(re.findall(r"^\d\. ", output, re.MULTILINE))
    assert 1 <= number < 5
    _, more = shown(home, "next", "-n", f"{number + 1}", columns=columns, DLR_PAGER=pager)
    assert "PAGED" in more


def test_next_suggests_one_wherever_it_is(home: Path, pager: str) -> None:
    """Where not even one suggestion fits, one is shown, through the pager."""
    _, output = shown(home, "next", columns=10, DLR_PAGER=pager)
    assert "PAGED" in output
    assert re.findall(r"^\d\.", output, re.MULTILINE) == ["1."]


def test_acts_never_go_through_it(home: Path, pager: str) -> None:
    """What records something is printed at once, however long: it may ask, and says what it did."""
    code, output = shown(home, "tick", "--level", "entry", "--yes", DLR_PAGER=pager)
    assert code == 0
    assert "PAGED" not in output
    assert len(shown(home, "note", "numpy-arrays", "x" * 1900, DLR_PAGER=pager)[1]) < 1900


def test_questions_are_printed_at_once(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a newcomer chooses from is there before the answer is, whatever is paged behind it."""
    stream = io.StringIO()
    session = Session(no_pager=False)
    session.screen = Screen(stream=stream)
    monkeypatch.setattr(Session, "can_ask", True)
    monkeypatch.setattr(welcome, "welcome", lambda s, _: s.screen.print("which?"))
    with session.screen.paged(lambda: "cat"):
        session.screen.print("before")
        assert stream.getvalue() == ""
        session.welcome()
        assert stream.getvalue() == "before\nwhich?\n"
        session.screen.print("after")
        assert stream.getvalue() == "before\nwhich?\n"
    assert stream.getvalue() == "before\nwhich?\nafter\n"


def test_only_reading_commands_know_it() -> None:
    """`--no-pager` stands after every command that goes through the pager, and no other."""
    import typer

    group = LazyGroup(name="dlr")

    def options(name: str) -> set[str]:
        command: Any = group.get_command(typer.Context(group), name)
        return {option for param in command.params for option in param.opts}

    assert {name for name in COMMANDS if "--no-pager" in options(name)} == {*READING}


def test_nothing_in_a_pipe_goes_through_it(home: Path) -> None:
    """Into a pipe everything is printed, whatever is set."""
    ended = dlr_process(home, "list", DLR_PAGER="/nowhere/pager", PAGER="/nowhere/pager")
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert b"PAGED" not in ended.stdout
    document = dlr_process(home, "list", "--json", DLR_PAGER="/nowhere/pager")
    assert document.stdout.startswith(b"{")


def test_the_order_of_what_sets_it(home: Path, pager: str, tmp_path: Path) -> None:
    """DLR_PAGER, then the setting, then PAGER."""
    cat = tmp_path / "other.py"
    cat.write_text("import sys; sys.stdin.read(); print('OTHER')")
    other = shlex.join([sys.executable, str(cat)])
    assert "PAGED" in shown(home, "list", PAGER=pager)[1]
    assert shown(home, "list", PAGER=pager, DLR_PAGER=other)[1] == "OTHER\n"
    assert dlr_process(home, "config", "pager", other).returncode == 0
    assert shown(home, "list", PAGER=pager)[1] == "OTHER\n"
    assert "PAGED" in shown(home, "list", DLR_PAGER=pager)[1]


@pytest.mark.parametrize("command", ["/nowhere/pager", "'unbalanced", "/"])
@pytest.mark.parametrize("args", [["list"], *later(["plan", "--help"])], ids=" ".join)
def test_a_pager_that_cannot_be_run_prints_plainly(
    home: Path, command: str, args: list[str]
) -> None:
    """All of it is printed, a line says why, and the exit code is that of the answer."""
    code, output = shown(home, *args, DLR_PAGER=command)
    _, plain = shown(home, *args, "--no-pager")
    assert code == 0
    assert output.startswith(plain)
    told = output[len(plain) :]
    assert told.startswith("dlr: ")
    assert command in told


def test_a_pager_that_is_closed_early_is_quiet(home: Path) -> None:
    """Who leaves the pager at once sees no error, and the exit code stays."""
    quits = shlex.join([sys.executable, "-c", "print('gone')"])
    assert shown(home, "list", "--all", DLR_PAGER=quits) == (0, "gone\n")


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("false", "failed with exit code 1."),
        ("sh -c 'exit 7'", "failed with exit code 7."),
        ("sh -c 'cat >/dev/null; exit 7'", "failed with exit code 7."),
        ("sh -c 'kill -9 $$'", "was ended by signal 9."),
    ],
)
@pytest.mark.parametrize(
    "args",
    [
        ["list", "--all"],
        *later(["status", "--all"], ["plan", "--help"]),
    ],
)
def test_a_pager_that_fails_prints_plainly(
    home: Path, command: str, words: str, args: list[str]
) -> None:
    """A pager that ends with an error may have shown nothing: all is printed, with a warning."""
    code, output = shown(home, *args, DLR_PAGER=command)
    _, plain = shown(home, *args, "--no-pager")
    assert code == 0
    assert output.startswith(plain)
    assert words in " ".join(output[len(plain) :].split())


def test_less_that_ctrl_c_ends_is_quiet(home: Path) -> None:
    """`less -K` ends with 2 on Ctrl-C: nothing is printed again, and nothing is said."""
    code = "import sys, time; sys.stdin.read(); print('ready', flush=True); time.sleep(60)"
    command = shlex.join([sys.executable, "-c", code])
    with Terminal(home, "list", more={"DLR_PAGER": command}) as terminal:
        terminal.expect("ready")
        terminal.enter("\x03")
        assert terminal.end() == 0
    assert "KeyboardInterrupt" in terminal.output
    assert "dlr: " not in terminal.output
    assert "items" not in terminal.output


def test_ctrl_c_belongs_to_the_pager(home: Path) -> None:
    """Ctrl-C while the pager runs ends neither it nor dlr."""
    code = (
        "import signal, sys; signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT]);"
        "sys.stdin.read(); print('ready', flush=True); signal.sigwait([signal.SIGINT]);"
        "print('caught', 'left', flush=True)"
    )
    with Terminal(home, "list", more={"DLR_PAGER": shlex.join([sys.executable, "-c", code])}) as t:
        t.expect("ready")
        t.enter("\x03")
        t.expect("left")
        assert t.end() == 0
    assert "caught" in t.output
    assert "Interrupted" not in t.output


def test_less_is_the_default(home: Path) -> None:
    """Without any setting `less` shows the first screen, and q leaves it."""
    if not shutil.which("less"):
        pytest.skip("less is not installed")
    with Terminal(home, "list", more={"PAGER": ""}) as terminal:
        terminal.expect(":")
        terminal.enter("q")
        assert terminal.end() == 0
    assert "735 items" not in terminal.output


def test_an_error_is_no_page(home: Path, pager: str) -> None:
    """A call that fails prints its error as ever, with exit code 2."""
    code, output = shown(home, "show", "nosuchthing", DLR_PAGER=pager)
    assert code == 2
    assert "PAGED" not in output


LINK = "\x1b]8;"


def test_addresses_are_links_where_the_terminal_knows_them(home: Path) -> None:
    """The address can be clicked, and reads in full all the same."""
    code, output = shown(home, "resources", "adam", TERM_PROGRAM="WezTerm", TMUX="")
    assert code == 0
    url = "https://arxiv.org/abs/1412.6980"
    assert re.search(rf"\x1b\]8;[^;]*;{url}\x1b\\{url}\x1b\]8;;\x1b\\", output)
    _, plain = shown(home, "resources", "adam", TMUX="", TERM_PROGRAM="")
    assert re.sub("\x1b]8;[^\x1b]*\x1b\\\\", "", output) == plain
    assert url in plain


@pytest.mark.parametrize(
    "more",
    [{"TERM": "xterm"}, {"TERM_PROGRAM": "WezTerm", "NO_COLOR": "1"}, {"VTE_VERSION": "5001"}],
    ids=str,
)
def test_elsewhere_there_are_none(home: Path, more: Any) -> None:
    """A terminal that is not known to understand links gets none."""
    assert LINK not in shown(home, "show", "adam", "--no-pager", TMUX="", **more)[1]


def test_there_are_no_links_in_a_pipe(home: Path) -> None:
    """Not even where color is asked for."""
    for args in (["show", "adam"], ["resources", "adam"], ["start", "adam"], ["open", "adam"]):
        ended = dlr_process(home, *args, TERM_PROGRAM="WezTerm", FORCE_COLOR="1", DISPLAY="")
        assert b"https://" in ended.stdout
        assert LINK.encode() not in ended.stdout


def test_a_pager_that_may_not_know_links_gets_none(home: Path, pager: str) -> None:
    """What is not a `less` of today gets the addresses as text alone."""
    _, output = shown(home, "resources", DLR_PAGER=pager, TERM_PROGRAM="WezTerm", TMUX="")
    assert "PAGED" in output
    assert "https://" in output
    assert LINK not in output


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "file:///etc/passwd", "https://", "https://user@host/", "data:,x", "x"],
)
def test_only_addresses_of_the_web_become_links(url: str) -> None:
    """Any other text is shown as it is, and leads nowhere."""
    text = address(url)
    assert (text.plain, text.style) == (url, "")


def test_addresses_within_a_text_are_links() -> None:
    """Each address of a note is a link, and what stands around it is text."""
    text = link_within("see https://a.example/x?y=1,2, or (http://b.example/). javascript:z")
    assert text.plain == "see https://a.example/x?y=1,2, or (http://b.example/). javascript:z"
    links = [(text.plain[span.start : span.end], span.style.link) for span in text.spans]  # type: ignore[union-attr]
    assert links == [(url, url) for url in ("https://a.example/x?y=1,2", "http://b.example/")]


def test_an_address_in_any_script_is_a_link_in_ascii() -> None:
    """What a terminal gets is ASCII; what is read stays as it was written."""
    text = address("https://example.org/naïve?q=a%20b;c#d")
    assert text.plain == "https://example.org/naïve?q=a%20b;c#d"
    assert text.style.link == "https://example.org/na%C3%AFve?q=a%20b;c#d"  # type: ignore[union-attr]


def test_no_stream_but_a_terminal_knows_links(
    dlr: Dlr, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A file is no terminal, whatever the environment says."""
    monkeypatch.setenv("TERM_PROGRAM", "WezTerm")
    with (tmp_path / "file").open("w") as stream:
        assert not knows_links(stream)
