"""The line about long work: when it is shown, how it fits, and that nothing of it is left."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.cells import cell_len

from dlroadmap.format.source import read
from dlroadmap.render.waiting import WORDS, WaitingLine
from dlroadmap.work import Task, observed_by, work
from screens import shown


@pytest.fixture(autouse=True)
def forty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the terminal be 40 columns wide."""
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("TERM", "xterm")


class Terminal(io.TextIOWrapper):
    """A terminal that remembers every byte."""

    def __init__(self, encoding: str = "utf-8") -> None:
        super().__init__(io.BytesIO(), encoding=encoding, newline="")

    def text(self) -> str:
        """Return what was written."""
        self.flush()
        assert isinstance(self.buffer, io.BytesIO)
        return self.buffer.getvalue().decode(self.encoding)


def test_short_work_is_done_without_a_word() -> None:
    """Nothing is written within the delay, however often work reports, and nothing at its end."""
    terminal = Terminal()
    times = iter([0.0, 0.1, 0.2, 0.49])
    line = WaitingLine(terminal, lambda: next(times))
    with observed_by(line), work(Task.READ, "a.yaml", 10) as advance:
        for done in (1, 2, 3):
            advance(done)
    assert terminal.text() == ""


def test_long_work_is_told_now_and_then() -> None:
    """After the delay there is a word, the next one only after a pause; then the line is empty."""
    terminal = Terminal()
    times = iter([0.0, 0.5, 0.6, 0.9, 1.0, 1.2])
    with observed_by(WaitingLine(terminal, lambda: next(times))):
        with work(Task.ASSEMBLE, "big", 10) as advance:
            for done in (1, 2, 3, 4, 5):
                advance(done)
            assert shown(terminal.text()) == ["Assembling big: 40%"]
        assert terminal.text().count("Assembling") == 2
        assert shown(terminal.text()) == [""]
    assert "\x1b" not in terminal.text()


def test_every_task_fits(subtests: pytest.Subtests) -> None:
    """Words, blanks and what Ctrl-C adds stay on one line of 40 columns, wide letters among them.

    What the encoding lacks is shown by what comes near it.
    """
    for encoding in ("utf-8", "ascii"):
        for subject in ("", "a", "long-" * 40, "\u6df1\u5c64\u5b66\u7fd2" * 20, "e\x1b[2J\nx" * 9):
            for task in Task:
                terminal = Terminal(encoding)
                with subtests.test(encoding=encoding, subject=subject, task=task):
                    line = WaitingLine(terminal, lambda: 0.0, delay=0, pause=0)
                    for done in (0, 7, 10):
                        line.advance(task, subject, done, 10)
                        last = shown(terminal.text())[0]
                        assert last.endswith(f": {done * 10}%")
                        assert cell_len(last) <= 37
                    line.rest()
                    written = terminal.text()
                    assert shown(written) == [""]
                    assert max(map(cell_len, written.split("\r"))) <= 39
                    assert not {"\x1b", "\n"} & set(written)
    assert WORDS.keys() == set(Task)


def test_a_terminal_that_cannot_go_back_gets_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """With TERM=dumb there is one whole line for all the work of a call, and no more."""
    monkeypatch.setenv("TERM", "dumb")
    terminal = Terminal("ascii")
    with observed_by(WaitingLine(terminal, lambda: 0.0, delay=0, pause=0)):
        for task in (Task.READ, Task.ASSEMBLE):
            with work(task, "big", 2) as advance:
                advance(0)
                advance(1)
    assert terminal.text() == "Reading big...\n"


def test_work_within_work_is_one() -> None:
    """The line goes away when the outermost work ends, also by an error, and not before."""
    terminal = Terminal()

    def texts() -> Iterator[str]:
        with work(Task.CHECK, "all"):
            with work(Task.READ, "one", 2) as advance:
                advance(1)
            yield shown(terminal.text())[0]
            raise MemoryError

    with observed_by(WaitingLine(terminal, lambda: 0.0, delay=0, pause=0)):
        found = texts()
        assert next(found) == "Reading one: 50%"
        with pytest.raises(MemoryError):
            next(found)
        assert shown(terminal.text()) == [""]


def test_a_terminal_that_is_gone_stops_no_work() -> None:
    """An error of the stream is none of the work."""

    class Gone(Terminal):
        def flush(self) -> None:
            raise OSError(5, "Input/output error")

    line = WaitingLine(Gone(), lambda: 0.0, delay=0, pause=0)
    line.advance(Task.READ, "big", 1, 2)
    line.rest()


def test_reading_tells_how_far_it_is(tmp_path: Path) -> None:
    """A large file is read in steps that rise to its end; without an observer nothing happens."""
    path = tmp_path / "large.yaml"
    path.write_text("a: [" + "x, " * 20_000 + "]\n", encoding="utf-8")
    told: list[tuple[Task, str, float]] = []

    class Observer:
        def advance(self, task: Task, subject: str, done: int, total: int) -> None:
            told.append((task, subject, done / total))

        def rest(self) -> None:
            told.append((Task.READ, "rest", 1))

    with observed_by(Observer()):
        read(path)
    *steps, end, left = told
    assert [step[:2] for step in steps] == [(Task.READ, "large.yaml")] * 4
    assert sorted(steps) == steps
    assert 0.8 < steps[-1][2] < 1
    assert end == left == (Task.READ, "rest", 1)
    read(path)
    assert told[-2:] == [end, left]


def test_work_of_unknown_length_has_no_percentage() -> None:
    """Where nobody knows how much there is to do, only what is done is shown."""
    terminal = Terminal()
    WaitingLine(terminal, lambda: 0.0, delay=0).advance(Task.WAIT, "classes on db.org", 0, 0)
    assert shown(terminal.text()) == ["Waiting for classes on db.org…"]
