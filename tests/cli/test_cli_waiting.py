"""The line about long work on a real terminal: it is seen, and nothing of it is left."""

import subprocess
import sys
from pathlib import Path

import pytest
from cli_helpers import PATIENCE, Terminal, environment

from screens import shown

ITEMS = "".join(f"{{id: n{number}, title: N, kind: concept}}, " for number in range(1500))
BIG = (
    "{format: 1, id: big, title: Big, levels: [{id: l, title: L, categories: "
    f"[{{id: c, title: C, items: [{ITEMS}]}}]}}]}}\n"
)

AT_ONCE = """
import signal, sys
from dlroadmap.render import waiting

class AtOnce(waiting.WaitingLine):
    def __init__(self, stream):
        super().__init__(stream, delay=0, pause=0)

    def advance(self, *args):
        super().advance(*args)
        if sys.argv[1:] == ["status", "--no-input"]:
            signal.pause()

waiting.WaitingLine = AtOnce
from dlroadmap.__main__ import main
main()
"""
"""dlr without patience; with --no-input it stops at the first word, until a signal comes."""


def command(*args: str) -> list[str]:
    return [sys.executable, "-c", AT_ONCE, *args]


@pytest.fixture
def big(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Give the variables with which a large curriculum is in use, and let terminals hurry."""
    path = tmp_path / "big.yaml"
    path.write_text(BIG, encoding="utf-8")
    monkeypatch.setattr("cli_helpers.command", command)
    return {"DLR_CURRICULUM": str(path), "DLR_COLOR": "never"}


def test_a_large_compile_is_told_and_leaves_no_trace(home: Path, big: dict[str, str]) -> None:
    """A person sees how far it is; at the end the screen holds what it holds without the work."""
    outputs = []
    for _ in range(2):
        with Terminal(home, "status", columns=40, more=big) as terminal:
            assert terminal.end() == 0
        outputs.append(terminal.output)
    first, second = outputs
    for words in ("Reading big.yaml: ", "Assembling big: ", "Caching big: "):
        assert words in first
    assert "\r" not in second
    assert shown(first) == second.split("\n")
    assert not any(part.strip() for line in first.split("\n")[1:] for part in line.split("\r")[1:])


def test_a_large_lint_is_told(home: Path, big: dict[str, str]) -> None:
    """The linter tells what it reads and checks, before its answer and never within."""
    with Terminal(home, "lint", "--isolated", big["DLR_CURRICULUM"], more=big) as terminal:
        assert terminal.end() == 0
    assert "Checking big.yaml: " in terminal.output
    work, _, answer = terminal.output.rpartition("\r")
    assert shown(work)[-1] == ""
    assert "1,500 items read" in answer


def test_a_dumb_terminal_gets_one_plain_line(home: Path, big: dict[str, str]) -> None:
    """Nothing is rewritten, and no escape is sent, where the terminal knows neither."""
    with Terminal(home, "status", more={**big, "TERM": "dumb"}) as terminal:
        assert terminal.end() == 0
    first, *rest = terminal.output.split("\n")
    assert first == "Reading big.yaml…"
    assert not {"\r", "\x1b"} & set(terminal.output)
    assert "Reading" not in "".join(rest)


def test_a_pipe_gets_no_word_of_it(home: Path, big: dict[str, str]) -> None:
    """Programs that read standard error see nothing of the wait."""
    done = subprocess.run(
        command("status"),
        capture_output=True,
        env=environment(home, **big),
        timeout=PATIENCE,
        check=True,
    )
    assert done.stderr == b""
    assert b"\r" not in done.stdout


def test_an_interrupted_wait_leaves_no_half_line(home: Path, big: dict[str, str]) -> None:
    """Ctrl-C while the line stands there takes it away, and ends with 130 and one word."""
    with Terminal(home, "status", "--no-input", columns=40, more=big) as terminal:
        terminal.expect("Reading big.yaml: ")
        assert terminal.interrupt() == 130
    assert shown(terminal.output) == ["", "Interrupted.", ""]
    assert not (home / "cache").exists()
