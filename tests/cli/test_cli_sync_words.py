"""What dlr sync prints: how many changes wait, devices by name, documents, and narrow screens."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from cli_helpers import Terminal, dlr_process

from remote.learner_machines import make_place
from screens import shown

if TYPE_CHECKING:
    from pathlib import Path

    from remote.learner_machines import Machine


def waiting(machine: Machine) -> tuple[str, int, int]:
    """Return what status says of what waits, and how many events that is to scripts."""
    lines = [line for line in machine.do("status").lines if "sync" in line]
    [line] = lines or [""]
    document = machine.do("status", "--json").document["waiting_for_sync"]
    return line, document, machine.do("sync", "--status", "--json").document["waiting"]


def test_status_says_what_waits(machines: tuple[Machine, ...], folder: Path) -> None:
    """People and scripts read of changes, as many as the log gains rows."""
    a = machines[0]
    a.do("tick", "vectors", "notebooks")
    assert "sync" not in a.do("status").out
    a.do("config", "remote", str(folder))
    assert waiting(a) == ("1 change waits for sync: dlr sync", 1, 1)
    a.do("tick", "attention", "indexing")
    a.do("undo")
    assert waiting(a) == ("3 changes wait for sync: dlr sync", 3, 3)
    assert len(a.do("log").lines) == 1 + 3
    assert a.do("sync").lines[0] == "Sent 3 changes; nothing new to receive."
    assert waiting(a) == ("", 0, 0)
    a.do("skip", "matrices")
    assert waiting(a) == ("1 change waits for sync: dlr sync", 1, 1)
    assert "1 change waits for sync: dlr sync" in a.do("sync", "--status").lines
    a.do("config", "remote", str(make_place("git", folder.parent)))
    assert waiting(a) == ("4 changes wait for sync: dlr sync", 4, 4)


def test_what_came_from_elsewhere_does_not_wait(
    machines: tuple[Machine, ...], folder: Path
) -> None:
    """Only what the place lacks waits, and it is counted wherever it stands in the history."""
    a, b, _ = machines
    a.sync(folder)
    b.sync(folder)
    a.do("tick", "vectors")
    for item in ("attention", "indexing", "matrices"):
        b.do("tick", item)
    b.sync()
    c = a.contents()["progress.db"]
    assert a.sync()["received"] == 3
    assert waiting(a) == ("", 0, 0)
    (a.home / "progress.db").write_bytes(c)
    assert waiting(a)[0] == "1 change waits for sync: dlr sync"


def test_status_needs_no_place(machines: tuple[Machine, ...], folder: Path) -> None:
    """--status asks nobody: it answers as well where the place is gone, and changes nothing."""
    a, b, _ = machines
    a.do("tick", "vectors")
    a.sync(folder)
    b.sync(folder)
    a.sync()
    before = a.contents(), a.do("sync", "--status").out, a.do("sync", "--status", "--json").out
    shutil.rmtree(folder)
    after = a.contents(), a.do("sync", "--status").out, a.do("sync", "--status", "--json").out
    assert before == after
    first, *devices, last = before[1].splitlines()
    assert first.startswith(f"{folder}: last synced 20")
    assert [line[:24] for line in devices] == [
        "  laptop (this device)  ",
        "  server                ",
    ]
    assert all(line[24:].startswith("last sent 20") for line in devices)
    assert last == "Everything has been sent."


def test_status_before_the_first_sync(machines: tuple[Machine, ...], folder: Path) -> None:
    """A place that was only configured was never synced with, and --status makes no history."""
    a = machines[0]
    a.do("config", "remote", str(folder))
    assert a.do("sync", "--status").lines == [
        f"{folder}: never synced",
        "Everything has been sent.",
    ]
    assert not (a.home / "progress.db").exists()


def test_a_name_can_change(machines: tuple[Machine, ...], folder: Path) -> None:
    """--name is what others read from then on, cleaned; later syncs keep it."""
    a, b, _ = machines
    a.sync(folder)
    b.sync(folder)
    a.do("sync", "--name", "Büro\x1b[2J \x07 7")
    a.do("sync")
    for machine in (a, b):
        devices = machine.sync()["devices"]
        assert {one["name"] for one in devices} == {"Büro[2J 7", "server"}
        assert [one["here"] for one in devices] == [True, False]


def test_the_documents(machines: tuple[Machine, ...], folder: Path) -> None:
    """Every form of sync answers a script with the same keys, and with more where it has more."""
    a, b, _ = machines
    a.do("tick", "vectors", "notebooks")
    a.sync(folder)
    received = b.sync(folder)
    assert set(received) == {
        *("schema_version", "remote", "sent", "received", "devices"),
        *("others", "left", "changed", "backup", "waiting"),
    }
    assert (received["remote"], received["sent"], received["received"]) == (str(folder), 0, 1)
    assert [set(one) for one in received["devices"]] == [
        {"device", "name", "events", "last", "here"}
    ] * len(received["devices"])
    assert {one["name"]: one["events"] for one in received["devices"]} == {"laptop": 2, "server": 0}
    assert [(one["id"], one["from"], one["to"]) for one in received["changed"]] == [
        ("vectors", "todo", "done"),
        ("notebooks", "todo", "done"),
    ]
    status = a.do("sync", "--status", "--json").document
    assert (status["sent"], status["received"], status["waiting"]) == (0, 0, 0)
    assert status["last"]
    fixed = {"schema_version", "remote", "sent", "received", "devices"}
    for option in ("--erase", "--stop"):
        document = a.do("sync", option, "--yes", "--json").document
        assert fixed <= set(document)
        assert (document["remote"], document["devices"]) == (None, [])
        a.do("config", "remote", str(folder))
    (folder / "file").write_text("x")
    failed = a("sync", str(folder / "file"), "--json")
    assert (failed.code, failed.document["error"]["code"]) == (2, "no-remote")


def test_what_is_damaged_is_told_and_left(machines: tuple[Machine, ...], folder: Path) -> None:
    """A line that is no event is named with its device and line; the rest arrives, exit code 1."""
    a, b, _ = machines
    a.do("tick", "vectors")
    a.sync(folder)
    [journal] = folder.glob("dlr/*/*.jsonl")
    good = journal.read_bytes()
    journal.write_bytes(good + b'{"id": "\x1b[2J"}\n')
    result = b("sync", str(folder), "--name", "server")
    assert (result.code, result.err) == (1, "")
    assert "\x1b" not in result.out
    lines = result.out.splitlines()
    assert lines[0] == "Nothing to send; received 1 change from laptop."
    at = lines.index("Could not receive everything; the next sync tries again:")
    assert lines[at + 1].startswith(f"  laptop: {journal.name}, line 2 is not ")
    journal.write_bytes(good)
    assert b("sync").out == f"Already up to date with {folder}.\n"


@pytest.mark.posix("a terminal")
@pytest.mark.parametrize("locale", ["C.UTF-8", "C"])
@pytest.mark.parametrize("columns", [40, 80])
def test_every_line_fits(
    machines: tuple[Machine, ...], folder: Path, columns: int, locale: str
) -> None:
    """No line but a path is wider than the screen, and every sign is one that the encoding has."""
    a, b, _ = machines
    a.do("tick", "vectors", "notebooks", "attention")
    a.do("sync", str(folder), "--name", "laptop – Büro")
    b.do("tick", "matrices")
    more = {"LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "NO_COLOR": "1"}
    calls: list[tuple[Machine, list[str], int]] = [
        (b, ["sync", str(folder)], 2),
        (b, ["sync", str(folder), "--merge", "--name", "server"], 0),
        (a, ["sync"], 0),
        (a, ["sync", "--status"], 0),
        (a, ["sync"], 0),
        (b, ["sync", "--stop"], 0),
    ]
    for machine, call, code in calls:
        with Terminal(machine.home, *call, columns=columns, more=more) as terminal:
            assert terminal.end() == code
        assert terminal.output.isascii() or locale != "C"
        assert "\N{REPLACEMENT CHARACTER}" not in terminal.output
        wide = [line.strip() for line in shown(terminal.output) if len(line) > columns]
        assert [line for line in wide if " " in line] == []


@pytest.mark.parametrize("columns", [40, 80])
def test_what_waits_fits_on_the_first_screen(
    home: Path, warm: None, folder: Path, columns: int
) -> None:
    """On the smallest terminal the line of what waits leaves the rest of status its room."""
    for item in ("numpy-arrays", "derivatives", "gradients"):
        assert dlr_process(home, "tick", item).returncode == 0
    for goal in ("transformers", "expert"):
        dlr_process(home, "goal", "--add", goal)
    assert dlr_process(home, "config", "remote", str(folder)).returncode == 0
    with Terminal(home, columns=columns, more={"NO_COLOR": "1"}) as terminal:
        assert terminal.end() == 0
    lines = shown(terminal.output)
    assert len(lines) <= 24
    assert all(len(line) <= columns for line in lines)
    assert any("wait for sync: dlr sync" in line for line in lines)


def test_a_cold_process_says_the_same(machines: tuple[Machine, ...], folder: Path) -> None:
    """In a pipe each line is whole, whatever its length, and a document is ASCII."""
    a = machines[0]
    a.do("tick", "vectors")
    ended = dlr_process(a.home, "sync", str(folder), "--name", "日本", "--json")
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert json.loads(ended.stdout.decode("ascii"))["devices"][0]["name"] == "日本"
    ended = dlr_process(a.home, "sync", "--status", LC_ALL="C", PYTHONUTF8="0")
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert len(ended.stdout.splitlines()) == 3


def test_the_log_says_where_a_change_was_made(machines: tuple[Machine, ...], folder: Path) -> None:
    """Each row of another device has its name, in both forms; one's own have none."""
    a, b, _ = machines
    a.do("tick", "vectors")
    assert " on " not in a.do("log").out
    a.sync(folder)
    b.do("tick", "notebooks")
    b.sync(folder, "--merge")
    a.sync()
    for options in ([], ["--items"], ["notebooks"]):
        assert [line.strip() for line in a.do("log", *options).lines if " on " in line] == [
            "on server"
        ]
    assert "on laptop" in b.do("log").out
