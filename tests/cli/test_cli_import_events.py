"""Histories that travel: exported, imported, asked about, and the same on every machine."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from cli_helpers import CURRICULA, Terminal, dlr_process

from dlroadmap.exchange.writing.events import write
from dlroadmap.progress.events import Event, event_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from conftest import Dlr

ESC = "\x1b[2J"


@pytest.fixture
def machine(
    small: Dlr, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], Dlr]:
    """Return what switches to another learner's folder, and gives back what calls dlr there."""
    config = (home / "config.json").read_text(encoding="utf-8")

    def switch(name: str) -> Dlr:
        folder = tmp_path / name
        folder.mkdir(mode=0o700, exist_ok=True)
        (folder / "config.json").write_text(config, encoding="utf-8")
        monkeypatch.setenv("DLR_HOME", str(folder))
        return small

    return switch


def export(dlr: Dlr, path: Path) -> str:
    assert dlr("export", "--format", "events", "-o", str(path)).code == 0
    return str(path)


def log(dlr: Dlr) -> list[dict[str, Any]]:
    return sorted(dlr("log", "--json").document["events"], key=lambda event: event["id"])


def chain(*said: dict[str, Any]) -> list[Event]:
    """Return the events of one device that say some things, whatever these are."""
    made: list[Event] = []
    for seq, fields in enumerate(said, 1):
        prev = made[-1].id if made else ""
        bare = Event("", "d1", seq, prev, seq, "2026-03-01T12:00:00Z", "+0000", "b1", "", "", "{}")
        bare = bare._replace(**fields)
        made.append(bare._replace(id=event_id(bare)))
    return made


def save(path: Path, events: Iterable[Event]) -> str:
    path.write_text("".join(write(events)), encoding="utf-8")
    return str(path)


def test_a_new_machine_gets_everything_unasked(
    machine: Callable[[str], Dlr], tmp_path: Path
) -> None:
    """An empty history takes an export in whole, and a second time nothing changes."""
    dlr = machine("a")
    dlr("tick", "vectors", "matrices", "--note", "in the train")
    dlr("undo")
    dlr("start", "notebooks")
    dlr("goal", "attention")
    file, before = export(dlr, tmp_path / "history.jsonl"), log(dlr)
    status = dlr("status", "--json").document
    machine("b")
    result = dlr("import", file)
    assert (result.code, result.err) == (0, "")
    assert result.lines == [
        "Took in 6 events from 1 device.",
        "Changed 1 item: 1 now in progress.",
        "Changed 1 goal.",
    ]
    assert log(dlr) == before
    assert dlr("status", "--json").document == status
    store = tmp_path / "b" / "progress.db"
    stored = store.read_bytes()
    assert dlr("import", file).lines == ["Nothing new; 6 events were already here."]
    assert store.read_bytes() == stored
    assert dlr("doctor").code == 0


def test_events_of_unknown_devices_need_a_yes(
    machine: Callable[[str], Dlr], tmp_path: Path
) -> None:
    """Whose events they are is told first; without --merge or --yes a script changes nothing."""
    dlr = machine("a")
    dlr("tick", "vectors", "matrices")
    file, device = export(dlr, tmp_path / "a.jsonl"), log(dlr)[0]["device"]
    machine("b")
    dlr("tick", "notebooks")
    store = tmp_path / "b" / "progress.db"
    before = store.read_bytes()
    refused = dlr("import", file)
    assert (refused.code, refused.out) == (2, "")
    first, second, last = refused.err.splitlines()
    assert first == "dlr: 2 events from 1 device that is new here; nothing was changed."
    assert second.startswith(f"  device {device[:8]}: 2 events, 20")
    assert last == "To accept them, add --merge."
    assert dlr("import", file, "--json").document["error"]["code"] == "unknown-devices"
    dry = dlr("import", file, "--dry-run")
    assert dry.lines[0] == "Would take in 2 events from 1 device."
    assert dry.lines[-1] == "Nothing was changed (--dry-run)."
    assert f"device {device[:8]}" in dry.out
    assert store.read_bytes() == before
    merged = dlr("import", file, "--merge")
    assert merged.lines[:2] == ["Took in 2 events from 1 device.", "Changed 2 items: 2 now done."]
    assert dlr("import", file, "--json").document["events"]["known"] == 2
    dlr("start", "indexing")
    machine("a")
    dlr("untick", "vectors")
    file = export(dlr, tmp_path / "later.jsonl")
    machine("b")
    later = dlr("import", file)  # the device is known now
    assert later.lines[0] == "Took in 1 event from 1 device; 2 were already here."
    assert dlr("doctor").code == 0


def test_the_document_of_an_import(machine: Callable[[str], Dlr], tmp_path: Path) -> None:
    """A script is told what is new, what was here, what changed and where the backup is."""
    dlr = machine("a")
    dlr("tick", "vectors")
    file, [event] = export(dlr, tmp_path / "a.jsonl"), log(dlr)
    machine("b")
    dlr("tick", "notebooks")
    sender = {"device": event["device"], "events": 1, "first": event["at"], "last": event["at"]}
    expected = {
        "schema_version": 1,
        "source": file,
        "id": None,
        "file": None,
        "items": 0,
        "kept": 0,
        "ticked": 1,
        "started": 0,
        "skipped": 0,
        "unticked": 0,
        "dropped": [],
        "renamed": [],
        "events": {
            "new": 1,
            "known": 0,
            "refused": 0,
            "devices": [{**sender, "unknown": True, "forked": False}],
        },
        "backup": None,
        "changed": [{"key": "small/vectors", "id": "vectors", "from": "todo", "to": "done"}],
    }
    dry = dlr("import", file, "--dry-run", "--json").document
    assert dry == {**expected, "dry_run": True}
    found = dlr("import", file, "--json", "--yes").document
    assert found == {**expected, "backup": found["backup"]}
    assert found["backup"].startswith(str(tmp_path / "b" / "backups" / "before-import-"))


def test_an_import_is_undone_by_its_backup(machine: Callable[[str], Dlr], tmp_path: Path) -> None:
    """The command that is named last brings back what was there before."""
    dlr = machine("a")
    dlr("tick", "vectors")
    file = export(dlr, tmp_path / "a.jsonl")
    machine("b")
    dlr("tick", "notebooks")
    before = log(dlr)
    last = dlr("import", file, "--merge").lines[-1]
    assert last.startswith("To undo: dlr backup --restore before-import-")
    assert len(log(dlr)) == 2
    assert dlr(*last.removeprefix("To undo: dlr ").split()).code == 0
    assert log(dlr) == before


def test_a_bare_undo_leaves_what_was_imported(
    machine: Callable[[str], Dlr], tmp_path: Path
) -> None:
    """Changes of another device are newer, yet only their id undoes them, and an undo says so."""
    dlr = machine("b")
    for id in ("vectors", "matrices", "indexing"):
        dlr("tick", id, "--no-input")
    file, batches = export(dlr, tmp_path / "b.jsonl"), dlr("log", "--json").document["events"]
    newest = max(batches, key=lambda event: event["seq"])["batch"]
    machine("a")
    dlr("tick", "notebooks")
    dlr("import", file, "--merge")
    assert dlr("undo").lines[0].startswith("Undid tick: ")
    done = {one["key"] for one in dlr("list", "--json").document["items"] if one["state"] == "done"}
    assert done == {"small/vectors", "small/matrices", "small/indexing"}
    before = log(dlr)
    again = dlr("undo")
    assert (again.code, again.err.splitlines()) == (
        2,
        [
            "dlr: There is nothing to undo.",
            f"To undo the newest change of another device: dlr undo {newest[:6]}",
        ],
    )
    assert log(dlr) == before
    assert dlr("undo", newest[:6]).code == 0
    done = {one["key"] for one in dlr("list", "--json").document["items"] if one["state"] == "done"}
    assert done == {"small/vectors", "small/matrices"}


def test_altered_events_are_named_and_left_out(
    machine: Callable[[str], Dlr], tmp_path: Path
) -> None:
    """What was altered is told by its line, what follows it is counted; the exit code is 1."""
    dlr = machine("a")
    said = [{"kind": "tick", "key": f"small/{id}"} for id in ("vectors", "matrices", "indexing")]
    one, two, three = chain(*said)
    file = save(tmp_path / "a.jsonl", [one, two._replace(kind=f"skip{ESC}"), three])
    result = dlr("import", file)
    assert result.code == 1
    assert result.lines == [
        "Took in 1 event from 1 device.",
        "Changed 1 item: 1 now done.",
        "Left out 2 events:",
        "  line 2, skip[2J small/matrices: it was altered after it was recorded",
        "  1 event that follows them",
        "To add them, run dlr doctor on the other machine and export again.",
    ]
    assert dlr("doctor").code == 0
    again = dlr("import", file, "--json")
    assert again.code == 1
    assert again.document["dropped"] == [
        {
            "line": 2,
            "text": "skip[2J small/matrices",
            "why": "it was altered after it was recorded",
        },
        {"line": 3, "text": "tick small/indexing", "why": "it follows an event that was left out"},
    ]


@pytest.mark.parametrize("cut", [40, -40], ids=["no event left", "most are there"])
def test_a_file_that_was_cut_off_is_refused(
    machine: Callable[[str], Dlr], tmp_path: Path, cut: int
) -> None:
    """Half a line is told in words, and nothing is written."""
    dlr = machine("a")
    dlr("tick", "vectors", "matrices")
    path = tmp_path / "a.jsonl"
    export(dlr, path)
    path.write_bytes(path.read_bytes()[:cut])
    machine("b")
    result = dlr("import", str(path))
    assert (result.code, result.out) == (2, "")
    assert "not valid JSON" in result.err
    assert "may have been cut off" in result.err
    assert not (tmp_path / "b" / "progress.db").exists()


WEIRD = [
    {"at": "9999", "zone": "x"},
    {"at": "", "zone": ESC},
    {"at": f"{ESC}x", "zone": "+9999"},
    {"at": "9999-12-31T23:59:59.999Z", "zone": "-2359"},
    {"at": "0001-01-01T00:00:00Z", "zone": "+2359"},
    {"payload": "[]"},
    {"payload": "["},
    {"payload": "[" * 50_000},
    {"payload": json.dumps({"on": ESC, "note": ESC, "link": f"javascript:{ESC}"})},
    {"payload": '{"on": "9999-99-99", "grade": "x", "by": "x", "of": "x"}'},
    {"payload": '{"goal": "set", "of": "level", "by": "9999-12-31", "grade": "good"}'},
    {"payload": '{"note": "\\ud800", "target": "nothing", "inferred": "yes", "on": "0000"}'},
]
"""What no dlr records, with an id that fits."""


@pytest.mark.parametrize("number", range(3))
def test_no_weird_event_breaks_a_command(
    machine: Callable[[str], Dlr], tmp_path: Path, number: int
) -> None:
    """Whatever an event says it is taken in, and every command answers, without escapes."""
    kinds = ("tick", "review", "goal", "note", "undo", "start", "skip", "zzz", f"z{ESC}")
    keys = ("small/vectors", "small/entry", f"x/{ESC}", "\0", "small/matrices", "", "small")
    said = [
        {**weird, "kind": kind, "key": keys[(place + turn + number) % len(keys)]}
        for place, weird in enumerate(WEIRD)
        for turn, kind in enumerate(kinds)
    ]
    dlr = machine("a")
    assert dlr("import", save(tmp_path / "weird.jsonl", chain(*said))).code == 0
    for call in (
        *("status", "status --json", "next", "list", "log", "log --items -n 999", "log --json"),
        *("log vectors", "log --since 2020", "stats", "stats --json", "review", "review --json"),
        *("goal", "goal --json", "plan", "plan --json", "show vectors", "note vectors", "doctor"),
        *(
            "undo b1",
            "tick vectors --no-input",
            "untick vectors",
            "path attention",
            "undo",
            "doctor",
        ),
    ):
        result = dlr(*call.split())
        assert result.code == 0, (call, result)
        assert ESC[0] not in result.out + result.err, call
        assert "\0" not in result.out + result.err, call


@pytest.mark.posix("a terminal")
@pytest.mark.parametrize(("answer", "words"), [("y", "Took in"), ("n", "Nothing was changed.")])
def test_a_person_is_asked(
    machine: Callable[[str], Dlr], tmp_path: Path, answer: str, words: str
) -> None:
    """At a terminal the question comes after what it is about; only a yes changes anything."""
    dlr = machine("a")
    dlr("tick", "vectors")
    file = export(dlr, tmp_path / "a.jsonl")
    machine("b")
    dlr("tick", "notebooks")
    more = {"DLR_CURRICULUM": str(CURRICULA / "small.yaml")}
    with Terminal(tmp_path / "b", "import", file, columns=120, more=more) as terminal:
        terminal.expect("1 event from 1 device that is new here:")
        terminal.expect("1 event, 20")
        terminal.expect("Merge it into your history? [y/N]:")
        terminal.enter(f"{answer}\n")
        assert terminal.end() == 0
    assert words in terminal.output
    assert len(log(dlr)) == (2 if answer == "y" else 1)


@pytest.mark.long
def test_two_machines_come_to_the_same(tmp_path: Path) -> None:
    """Processes that tick, undo, note, set goals and review apart agree after they are merged."""
    more = {"DLR_CURRICULUM": str(CURRICULA / "small.yaml")}

    def dlr(name: str, *args: str, stdin: bytes = b"") -> bytes:
        ended = dlr_process(tmp_path / name, *args, stdin=stdin, **more)
        assert ended.returncode == 0, ended
        return ended.stdout

    said = {
        "a": (
            "tick vectors matrices",
            "note vectors abc",
            "review vectors --grade good",
            "goal attention",
            "undo",
            "tick indexing",
        ),
        "b": ("skip matrices", "tick vectors", "goal convolutions", "start notebooks", "undo"),
    }
    for name, calls in said.items():
        for call in calls:
            dlr(name, *call.split())
    exports = {name: dlr(name, "export", "--format", "events") for name in said}
    for here, there in (("a", "b"), ("b", "a")):
        dlr(here, "import", "-", "--merge", stdin=exports[there])
    for order in ("ab", "ba"):
        for name in order:
            dlr(f"new-{order}", "import", "-", "--merge", stdin=exports[name])
    homes = ("a", "b", "new-ab", "new-ba")
    assert len({dlr(name, "status", "--json") for name in homes}) == 1
    logs = [json.loads(dlr(name, "log", "--json"))["events"] for name in homes]
    assert all(one == logs[0] for one in logs)
    assert len(logs[0]) == 12
    for name in homes:
        dlr(name, "doctor")
