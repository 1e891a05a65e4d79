"""Journals that somebody has laid as traps: told in words, left there, and the rest is taken in."""

import json
import os
import socket
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path
from typing import Any

import pytest

from conftest import Dlr, Result
from dlroadmap.progress.events import Event
from dlroadmap.progress.lines import write_line
from remote.hostile import (
    THEM,
    find_journals,
    is_harmless,
    make_about,
    make_events,
    make_files,
    make_lines,
    put,
    seal,
)

GOOD = "c" * 16
"""A device whose journal is as it should be."""

EVIL = "\x1b[2J\u202e\u2066\x00\ud800\x9b31m\x07evil"
"""What would steer a terminal."""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with the journal of an honest device."""
    folder = tmp_path / "place"
    put(folder, GOOD, make_files(make_events(2, GOOD, key="small/indexing")))
    return folder


@pytest.fixture
def synced(small: Dlr, place: Path) -> Dlr:
    """Call dlr for a learner whose history is at the place, with one tick of its own."""
    assert small("sync", str(place), "--name", "laptop").code == 0
    assert small("tick", "vectors").code == 0
    assert small("sync").code == 0
    return small


def log(dlr: Dlr) -> list[dict[str, Any]]:
    """Return all events of the learner."""
    events = dlr("log", "--json").document["events"]
    assert isinstance(events, list)
    return events


def sync_anew(dlr: Dlr, place: Path) -> tuple[Result, Result]:
    """Sync in words, and once more as JSON; both times the same is left there."""
    return dlr("sync", str(place)), dlr("sync", "--json")


CHANGES: dict[str, Callable[[Event], Event]] = {
    "payload": lambda event: event._replace(payload='{"note":"evil"}'),
    "clock": lambda event: event._replace(clock=event.clock + 1),
    "key": lambda event: event._replace(key="small/notebooks"),
    "kind": lambda event: event._replace(kind="skip"),
    "id": lambda event: event._replace(id="f" * 64),
    "prev": lambda event: event._replace(prev="e" * 64),
    "device": lambda event: event._replace(device="d" * 16),
    "seq": lambda event: event._replace(seq=7),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_changed_event(synced: Dlr, place: Path, name: str) -> None:
    """Promise 2: what was changed, and what stands on it, is refused; what was before is not."""
    events = make_events(4)
    put(place, THEM, make_files([events[0], CHANGES[name](events[1]), *events[2:]]))
    before = log(synced)
    result, document = sync_anew(synced, place)
    assert result.code == document.code == 1
    assert "Could not receive everything; the next sync tries again:\n  tower: " in result.out
    assert is_harmless(result)
    assert {e["id"] for e in log(synced)} == {e["id"] for e in before} | {events[0].id}
    assert synced("doctor").code == 0


REFUSED: dict[str, tuple[Callable[[list[Event]], list[Event]], int]] = {
    "cut at its beginning": (lambda events: events[1:], 0),
    "without a line": (lambda events: [events[0], *events[2:]], 1),
    "with a second beginning that is no first": (
        lambda events: [*events, seal(events[0], seq=2, prev="")],
        4,
    ),
    "with a clock that falls": (
        lambda events: [*events, seal(events[3], seq=5, prev=events[3].id, clock=1)],
        4,
    ),
    "far ahead": (
        lambda events: [*events, seal(events[3], seq=5, prev=events[3].id, clock=2**53 - 1)],
        4,
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_chain_that_is_broken(synced: Dlr, place: Path, name: str) -> None:
    """Promise 2: of a chain that does not hold, what holds is taken in; the rest stays there."""
    change, taken = REFUSED[name]
    events = make_events(4)
    put(place, THEM, make_files(change(events)))
    before = len(log(synced))
    result, _ = sync_anew(synced, place)
    assert (result.code, len(log(synced))) == (1, before + taken)
    assert "Could not receive everything" in result.out
    assert synced("tick", "notebooks").code == 0  # clocks are not at their end


def test_swapped_lines(synced: Dlr, place: Path) -> None:
    """The order in which events stand makes no difference."""
    events = make_events(4)
    put(place, THEM, make_files([events[2], events[0], events[3], events[1], events[0]]))
    before = len(log(synced))
    assert synced("sync").code == 0
    assert len(log(synced)) == before + 4


def change_line(**fields: object) -> bytes:
    """Return an event as a line with fields of any kind."""
    return json.dumps({**make_events(1)[0]._asdict(), **fields}).encode() + b"\n"


LINES = {
    "a clock of 2^63-1": change_line(clock=2**63 - 1),
    "a clock of 2^53": change_line(clock=2**53),
    "a clock of 0": change_line(clock=0),
    "a clock that is true": change_line(clock=True),
    "a clock with a point": change_line(clock=1.0),
    "seq 0": change_line(seq=0),
    "a seq of 10,000 digits": change_line().replace(b'"seq": 1', b'"seq": ' + b"9" * 10_000),
    "NaN": change_line().replace(b'"seq": 1', b'"seq": NaN'),
    "half a character": change_line(key="small/\ud800"),
    "half a character in a name": change_line(batch="\ud800"),
    "another field": change_line(**{EVIL: 1}),
    "a missing field": b"{}\n",
    "a list": b"[]\n",
    "deep lists": b"[" * 400_000 + b"\n",
    "deep objects": b'{"a":' * 100_000 + b"\n",
    "no UTF-8": b"\xff\xfe\n",
    "an empty line": b"\n",
    "a NUL": b"\0\n",
    "no end": b'{"id":',
    "a long line": b"a" * 600_000 + b"\n",
    "too many bytes": b"a" * (2**20 + 1) + b"\n",
    "escape codes": EVIL.encode("utf-8", "surrogatepass") + b"\n",
}


@pytest.mark.parametrize("name", LINES)
def test_a_line_that_is_no_event(synced: Dlr, place: Path, name: str) -> None:
    """A line that is no event is told with its place; the other segments are taken in."""
    events = make_events(2)
    files = make_files(LINES[name]) | {"000002.jsonl": make_lines(events)}
    put(place, THEM, files)
    before = len(log(synced))
    result, document = sync_anew(synced, place)
    assert result.code == document.code == 1
    assert "\n  tower: 000001.jsonl" in result.out
    assert is_harmless(result)
    assert len(document.document["left"]) == 1
    assert len(log(synced)) == before + 2


ABOUTS = {
    "nothing": b"",
    "no JSON": b"\xff{",
    "deep": b"[" * 60_000,
    "a list": b"[]",
    "a newer format": make_about(format=2),
    "a format that is true": make_about(format=1.5),
    "no histories": make_about(histories=[]),
    "a word for histories": make_about(histories="0" * 32),
    "an id that is none": make_about(histories=["x"]),
    "numbers for ids": make_about(histories=[1]),
    "10,000 ids": make_about(histories=[f"{n:032x}" for n in range(10_000)]),
    "101 ids": make_about(histories=[f"{n:032x}" for n in range(101)]),
    "a number for a name": make_about(name=7),
    "no time": make_about(at=None),
    "too large": make_about(name="a" * 70_000),
}


@pytest.mark.parametrize("name", ABOUTS)
def test_a_journal_that_does_not_say_whose_it_is(synced: Dlr, place: Path, name: str) -> None:
    """Whose a journal is must be known before anything of it is used; the others are read."""
    put(place, THEM, make_files(make_events(2), ABOUTS[name]))
    put(place, GOOD, make_files(make_events(3, GOOD, key="small/indexing")))
    before = len(log(synced))
    result, _ = sync_anew(synced, place)
    assert result.code == 1
    newer = name == "a newer format"
    why = f"journal.json {'was written by a newer dlr' if newer else 'is missing or not valid'}"
    assert f"\n  device {THEM[:8]}: {why}\n" in result.out
    assert len(log(synced)) == before + 1


def test_what_a_journal_says_cannot_steer_the_terminal(synced: Dlr, place: Path) -> None:
    """Promise 5: names, times, keys and kinds of others are data, wherever they are shown."""
    events = [
        seal(event, at=EVIL.replace("\ud800", "")[:64], zone="\x1b[0m", kind="\x1b]0;evil\x07")
        for event in make_events(1, key="\x1b[31m\u202e/" + "x" * 400)
    ]
    events.append(seal(events[0], seq=2, clock=2, prev=events[0].id, payload="[" * 60_000))
    bad = events[1]._replace(kind="\x1b[31mtick")
    about = make_about(name=EVIL, at=EVIL)
    put(place, THEM, make_files([*events, bad], about))
    for call in (("sync",), ("sync", "--status"), ("log",), ("status",), ("doctor",), ("list",)):
        result = synced(*call)
        assert is_harmless(result), (call, result)
    assert "evil" in synced("sync", "--status").out
    assert synced("log", "--json").document["events"]


def test_another_history(small: Dlr, place: Path, home: Path) -> None:
    """A place of somebody else is refused as a whole by name and number; nothing is changed."""
    put(place, THEM, make_files(make_events(1), make_about(name=EVIL, events=10**12)))
    assert small("tick", "vectors").code == 0
    before = (home / "progress.db").read_bytes()
    result = small("sync", str(place))
    assert (result.code, result.out) == (2, "")
    assert "Nothing was changed" in result.err
    assert is_harmless(result)
    assert (home / "progress.db").read_bytes() == before
    assert find_journals(place) == [THEM, GOOD]


def test_another_history_beside_ones_own(synced: Dlr, place: Path) -> None:
    """A foreign journal that came later is named, and not touched."""
    put(place, THEM, make_files(make_events(3), make_about(histories=["f" * 32])))
    before = log(synced)
    result = synced("sync")
    assert (result.code, log(synced)) == (0, before)
    assert "Not merged: another history" in result.out


def test_more_histories_than_a_journal_can_name(small: Dlr, place: Path) -> None:
    """To merge so many would make one's own journal unreadable; it is refused in words."""
    for n in range(101):
        about = make_about(histories=[f"{n:032x}"])
        put(place, f"{n:016x}", make_files(b"", about))
    small("tick", "vectors")
    result = small("sync", str(place), "--merge")
    assert (result.code, result.out) == (2, "")
    assert "more than 100 histories" in result.err


def test_a_foreign_journal_under_ones_own_name(synced: Dlr, place: Path) -> None:
    """Whatever stands in this device's journal, its history is sent under another name."""
    (own,) = {*find_journals(place)} - {GOOD}
    mine = log(synced)
    foreign = make_about(histories=["f" * 32])
    put(place, own, make_files(make_events(2, own, key="small/notebooks"), foreign))
    result = synced("sync")
    assert result.code == 0
    assert (place / "dlr" / own / "journal.json").read_bytes() == foreign
    assert [e["id"] for e in log(synced)] == [e["id"] for e in mine]
    (new,) = {*find_journals(place)} - {GOOD, own}
    text = (place / "dlr" / new / "000001.jsonl").read_text()
    assert all(event["id"] in text for event in mine if event["device"] == own)


def make_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as one, chdir(path.parent):  # a socket's path is short
        one.bind(path.name)


ODD: dict[str, Callable[[Path], None]] = {
    "pipe": os.mkfifo,
    "socket": make_socket,
    "folder": Path.mkdir,
    "link": lambda path: path.symlink_to("/etc/hostname"),
    "broken link": lambda path: path.symlink_to("nowhere"),
    "circle": lambda path: path.symlink_to(path.name),
    "device": lambda path: path.symlink_to("/dev/zero"),
}


@pytest.mark.posix("pipes with names, links")
@pytest.mark.parametrize("kind", ODD)
@pytest.mark.parametrize("name", ["journal.json", "000001.jsonl", "", "000003.jsonl"])
def test_what_is_no_file(synced: Dlr, place: Path, kind: str, name: str) -> None:
    """Nothing at a place makes a sync wait or follow a link; the rest of a journal is used."""
    folder = place / "dlr" / THEM
    files = make_files(make_events(2), name="000002.jsonl")
    files.pop(name, None)
    if name:
        put(place, THEM, files)
    ODD[kind](folder / name)
    before = len(log(synced))
    result, _ = sync_anew(synced, place)
    known = name.endswith("l")
    assert result.code == (0 if (kind, name) == ("folder", "") else 1)
    assert len(log(synced)) == before + 2 * known
    assert is_harmless(result)
    if known:
        assert f"tower: {name} is not a regular file" in result.out
    assert synced("sync", "--erase", "--yes").code == 0


@pytest.mark.posix("links")
@pytest.mark.parametrize("level", ["dlr", "device", "file"])
def test_links_lead_no_writing_astray(synced: Dlr, place: Path, tmp_path: Path, level: str) -> None:
    """A link in the place of a journal is neither written through nor erased through."""
    (own,) = {*find_journals(place)} - {GOOD}
    path = {"dlr": place / "dlr", "device": place / "dlr" / own}.get(level)
    path = path or place / "dlr" / own / "000001.jsonl"
    secret = tmp_path / "secret"
    path.rename(secret)
    path.symlink_to(secret)
    shown = {one: one.read_bytes() for one in tmp_path.glob("secret/**/*") if one.is_file()}
    if secret.is_file():
        shown = {secret: secret.read_bytes()}
    synced("tick", "notebooks")
    result = synced("sync")
    assert result.code == (2 if level == "dlr" else 1)
    assert is_harmless(result)
    synced("sync", str(place), "--erase", "--yes")
    assert {one: one.read_bytes() for one in shown} == shown
    assert {*tmp_path.glob("secret/**/*.json*")} <= {*shown}


def test_10_gb_cost_nothing(synced: Dlr, place: Path) -> None:
    """A file beyond the limit is left by its size."""
    folder = put(place, THEM, make_files(make_events(1), name="000002.jsonl"))
    with (folder / "000001.jsonl").open("wb") as file:
        file.truncate(10 * 2**30)
    other = put(place, "e" * 16, {})
    with (other / "journal.json").open("wb") as file:
        file.truncate(2**30)
    result, _ = sync_anew(synced, place)
    assert (result.code, "tower: 000001.jsonl is too large" in result.out) == (1, True)
    assert f"device {'e' * 8}: journal.json is missing or not valid" in result.out


def test_a_million_tiny_files(synced: Dlr, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of more files than a journal can have none is read."""
    monkeypatch.setattr("dlroadmap.remote.folder.MAX_SEGMENTS", 20)
    files = {f"{n:06}.jsonl": write_line(e).encode() for n, e in enumerate(make_events(30), 1)}
    put(place, THEM, files | {"journal.json": make_about()})
    result, _ = sync_anew(synced, place)
    assert (result.code, "tower: has more than 20 files" in result.out) == (1, True)
    assert synced("sync", "--erase", "--yes").code == 0
    assert not (place / "dlr" / THEM).exists()


def test_too_many_devices(synced: Dlr, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with more journals than a learner can have is refused as a whole."""
    monkeypatch.setattr("dlroadmap.remote.folder.MAX_HEADS", 20)
    for n in range(21):
        put(place, f"{n:016x}", make_files(b""))
    before = log(synced)
    result = synced("sync")
    assert (result.code, result.out, log(synced)) == (2, "", before)
    assert "more than 20 devices" in result.err
