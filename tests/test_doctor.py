"""What doctor finds: damage where there is damage, notes on the rest, and nothing is changed."""

import ast
import sqlite3
from contextlib import closing
from inspect import getsource, signature
from pathlib import Path

import pytest

from dlroadmap import doctor
from dlroadmap.compiler import compile_when_needed
from dlroadmap.curriculum.compiled import Opener
from dlroadmap.curriculum.library import Library
from dlroadmap.doctor import Check, examine, file_system
from dlroadmap.paths import Folders
from dlroadmap.progress.events import Entry
from dlroadmap.progress.store import Store
from dlroadmap.progress.writing import identify_file
from dlroadmap.render.checks import MESSAGES, check_message

CURRICULUM = """\
format: 1
id: small
title: Small
levels:
  - id: first
    title: First
    categories:
      - id: all
        title: All
        items:
          - {id: tensors, title: Tensors, kind: concept, formerly: [arrays]}
          - {id: mlp, title: Perceptrons, kind: concept}
retired: {gone: null}
"""


class Patient:
    """A learner with a curriculum, a store and folders of their own."""

    def __init__(self, root: Path) -> None:
        data = root / "data"
        data.mkdir(mode=0o700)
        self.folders = Folders(root / "config", data, root / "cache")
        self.library = Library([self.folders.curricula])
        self.opener = Opener(self.library, self.folders.compiled, compile_when_needed)
        self.folders.curricula.mkdir()
        self.main = self.folders.curricula / "small.yaml"
        self.main.write_text(CURRICULUM)
        self.store = Store(self.folders.store, self.folders.backups)

    def tick(self, *keys: str) -> None:
        """Tick some items as one batch."""
        self.store.write(lambda _: [Entry(key, "tick") for key in keys])

    def checks(self, name: str) -> list[Check]:
        """Return what doctor says under a name."""
        return [
            check
            for check in examine(self.folders, self.opener, self.library)
            if check.name == name
        ]

    def only(self, name: str) -> Check:
        """Return the one thing that doctor says under a name."""
        [check] = self.checks(name)
        return check

    def verdicts(self) -> dict[str, str]:
        """Return the verdict on everything that doctor looks at."""
        return {
            check.name: check.verdict for check in examine(self.folders, self.opener, self.library)
        }

    def run(self, statement: str, *values: object) -> None:
        """Change the store behind the back of dlr."""
        with closing(sqlite3.connect(self.folders.store, isolation_level=None)) as connection:
            connection.execute(statement, values)


@pytest.fixture
def patient(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Patient:
    """A learner on whose PATH there is one dlr."""
    monkeypatch.setenv("PATH", str(program(tmp_path / "bin").parent))
    return Patient(tmp_path)


def test_sound_store_and_all_else(patient: Patient) -> None:
    """Where all is well everything is said to be."""
    patient.tick("small/tensors", "small/mlp")
    about = ["progress", "history", "saved state", "folder", "place", "installation", "config"]
    assert patient.verdicts() == dict.fromkeys([*about, "curricula", "items"], "ok")
    assert check_message(patient.only("progress")) == f"{patient.folders.store} is intact, 2 events"
    assert check_message(patient.only("curricula")) == "1 can be read"


def test_nothing_recorded_yet(tmp_path: Path, patient: Patient) -> None:
    """A learner who has recorded nothing is told where it will lie; nothing is made."""
    fresh = Folders(tmp_path / "a", tmp_path / "b", tmp_path / "c")
    opener = Opener(Library([]), fresh.compiled, compile_when_needed)
    checks = {check.name: check for check in examine(fresh, opener, [])}
    assert {check.verdict for check in checks.values()} == {"ok"}
    assert str(fresh.store) in check_message(checks["progress"])
    assert not fresh.config.exists()
    assert not fresh.data.exists()


def test_cache_in_the_data_folder_is_no_surprise(tmp_path: Path, patient: Patient) -> None:
    """Where all lies under one folder, the cache that is made meanwhile is not taken for data."""
    home = tmp_path / "home"
    fresh = Folders(home, home, home / "cache")
    opener = Opener(patient.library, fresh.compiled, compile_when_needed)
    checks = {check.name: check for check in examine(fresh, opener, patient.library)}
    assert check_message(checks["folder"]) == f"{home} will be created when something is recorded"
    assert home.exists()


def test_doctor_changes_nothing(patient: Patient) -> None:
    """Doctor only looks: the data keeps every byte, sound or damaged."""

    def data() -> dict[str, bytes]:
        files = (path for path in patient.folders.data.rglob("*") if path.is_file())
        return {str(path): path.read_bytes() for path in files}

    patient.tick("small/tensors")
    for cut in (None, 5000, 100, 0):
        patient.folders.store.write_bytes(patient.folders.store.read_bytes()[:cut])
        before = data()
        patient.verdicts()
        assert data() == before


@pytest.mark.parametrize("damage", ["garbage", "truncated", "zeroed"])
def test_damaged_store(patient: Patient, damage: str) -> None:
    """A damaged store is told as damage, with what to do; everything else is still looked at."""
    patient.tick(*(f"small/{n}" for n in range(50)))
    data = patient.folders.store.read_bytes()
    patient.folders.store.write_bytes(
        {
            "garbage": b"no database " * 2000,
            "truncated": data[: len(data) // 2],
            "zeroed": data[:4096] + bytes(len(data) - 4096),
        }[damage]
    )
    check = patient.only("progress")
    assert check.verdict == "damage"
    assert "dlr backup --list" in check_message(check)
    assert patient.verdicts().keys() >= {"folder", "place", "installation", "curricula"}


def test_damaged_index_is_damage(patient: Patient) -> None:
    """Damage that reading does not notice is found by SQLite's own check."""
    patient.tick("small/tensors", "small/mlp")
    with closing(sqlite3.connect(patient.folders.store, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "UPDATE sqlite_schema SET sql = 'CREATE INDEX event_chain ON event (device, zone)' "
            "WHERE name = 'event_chain'"
        )
    assert len(patient.store.events()) == 2
    check = patient.only("progress")
    assert check.verdict == "damage"
    assert str(patient.folders.store) in check_message(check)
    assert "event_chain" in check_message(check)
    assert patient.only("history").verdict == "ok"


def test_changed_event_is_damage(patient: Patient) -> None:
    """An event that was changed behind the back of dlr is named, though SQLite finds nothing."""
    patient.tick("small/tensors", "small/mlp")
    patient.run("UPDATE event SET at = '2020-01-01T00:00:00.000Z' WHERE key = 'small/mlp'")
    [event] = [event for event in patient.store.events() if event.key == "small/mlp"]
    assert patient.only("progress").verdict == "ok"
    check = patient.only("history")
    assert check.verdict == "damage"
    assert check_message(check).startswith(
        f"event {event.id[:12]} was altered after it was recorded."
    )


def test_removed_event_is_damage(patient: Patient) -> None:
    """An event that was taken out of the history is reported as a gap."""
    patient.tick("small/tensors", "small/mlp", "small/tensors")
    patient.run("DELETE FROM event WHERE seq = 2")
    check = patient.only("history")
    assert check.verdict == "damage"
    assert "gap before event 3" in check_message(check)


def test_forked_history_is_noted(patient: Patient, tmp_path: Path) -> None:
    """A device that wrote on in two places lost nothing: that is told, and is no damage."""
    patient.tick("small/tensors")
    copy = tmp_path / "copy.db"
    copy.write_bytes(patient.store.path.read_bytes())
    other = Store(copy, tmp_path / "backups")
    with closing(sqlite3.connect(copy)) as connection, connection:
        connection.execute("UPDATE device SET place = ?", (identify_file(copy),))
    other.write(lambda _: [Entry("small/mlp", "tick")])
    patient.tick("small/cnn")
    patient.store.take_in(other.events())
    assert [check.verdict for check in patient.checks("history")] == ["ok", "note"]
    assert "recorded two different histories" in check_message(patient.checks("history")[1])


def test_many_faults_are_counted(patient: Patient) -> None:
    """Of many faults the first ten are told, and how many more there are."""
    patient.tick(*(f"small/{n}" for n in range(31)))
    patient.run("UPDATE event SET zone = '+1234'")
    checks = patient.checks("history")
    assert len(checks) == 11
    assert {check.verdict for check in checks} == {"damage"}
    assert check_message(checks[-1]) == "and 21 more problems"


def test_newer_store_is_told(patient: Patient) -> None:
    """A store of a newer dlr is told in words."""
    patient.tick("small/tensors")
    patient.run("PRAGMA user_version = 9")
    assert "newer dlr" in check_message(patient.only("progress"))
    assert patient.only("progress").verdict != "ok"


def test_unknown_items_are_noted(patient: Patient) -> None:
    """Progress on what no curriculum has is named and kept, and is no damage."""
    patient.tick("small/tensors", "elsewhere/thing", "small/typo")
    check = patient.only("items")
    assert check.verdict == "note"
    assert "elsewhere/thing and small/typo" in check_message(check)
    assert "remains saved" in check_message(check)
    assert "small/tensors" not in check_message(check)


def test_retired_items_are_noted(patient: Patient) -> None:
    """Progress on a retired item is named and kept."""
    patient.tick("small/gone")
    check = patient.only("items")
    assert check.verdict == "note"
    assert check_message(check) == "retired: small/gone; your progress remains saved"


def test_renamed_items_are_known(patient: Patient) -> None:
    """Progress on a former key counts for today's, and is nothing to note."""
    patient.tick("small/arrays")
    assert patient.only("items").verdict == "ok"


def test_unknown_and_retired_items_are_both_noted(patient: Patient) -> None:
    """What is unknown and what is retired are told apart."""
    patient.tick("small/gone", "elsewhere/thing")
    assert [check.verdict for check in patient.checks("items")] == ["note", "note"]


def test_names_of_unknown_items_are_cleaned(patient: Patient) -> None:
    """A key with control characters cannot steer the terminal through doctor."""
    patient.tick("evil/\x1b[2J\u202e")
    assert check_message(patient.only("items")).isprintable()


@pytest.mark.parametrize("text", ["levels: [", "format: 1\nid: small\n", "", "a: &a [*a]"])
def test_broken_own_curriculum_is_noted(patient: Patient, text: str) -> None:
    """A curriculum of the learner's that cannot be read is named, and stops nothing else."""
    broken = patient.folders.curricula / "broken.yaml"
    broken.write_text(text)
    check = patient.only("curriculum")
    assert check.verdict == "note"
    assert str(broken) in check_message(check)
    assert patient.verdicts()["items"] == "ok"


def test_curriculum_that_was_broken_by_an_edit_is_noted(patient: Patient) -> None:
    """A curriculum whose last good form is still used is named, and its items stay known."""
    patient.tick("small/tensors")
    assert patient.only("curricula").verdict == "ok"
    patient.main.write_text(CURRICULUM.replace("kind: concept", "kind: wrong"))
    check = patient.only("curriculum")
    assert check.verdict == "note"
    assert str(patient.main) in check_message(check)
    assert patient.only("items").verdict == "ok"


@pytest.mark.posix("modes of files")
def test_folder_open_to_others_is_noted(patient: Patient) -> None:
    """A folder that others can read is noted, with how to close it."""
    patient.folders.data.chmod(0o755)
    check = patient.only("folder")
    assert check.verdict == "note"
    assert "755" in check_message(check)
    assert f"chmod 700 {patient.folders.data}" in check_message(check)
    patient.folders.data.chmod(0o700)
    assert patient.only("folder").verdict == "ok"


def test_everything_that_is_found_has_its_words() -> None:
    """Whatever doctor can find has a message, and that takes just the values of the finding."""
    found = {}
    for node in ast.walk(ast.parse(getsource(doctor))):
        match node:
            case ast.Call(func=ast.Name("Check"), args=[_, _, finding], keywords=values):
                words = [w.value for w in ast.walk(finding) if isinstance(w, ast.Constant)]
                found.update({word: [value.arg for value in values] for word in words})
    assert found == {word: [*signature(say).parameters] for word, say in MESSAGES.items()}


def program(folder: Path, mode: int = 0o755) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "dlr"
    path.write_text("#!/bin/sh\n")
    path.chmod(mode)
    return path


@pytest.mark.posix("links")
def test_programs_named_dlr_on_the_path(
    patient: Patient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two programs named dlr are noted; links to one, and what cannot be run, are not."""
    one, two = program(tmp_path / "one"), program(tmp_path / "two")
    unrunnable = program(tmp_path / "three", 0o644)
    (tmp_path / "link").mkdir()
    (tmp_path / "link" / "dlr").symlink_to(one)

    def installation(*folders: Path) -> Check:
        monkeypatch.setenv("PATH", ":".join(map(str, ["", *folders])))
        return patient.only("installation")

    assert installation(one.parent, tmp_path / "link", unrunnable.parent).verdict == "ok"
    check = installation(two.parent, one.parent)
    assert check.verdict == "note"
    assert f"{two} and {one}" in check_message(check)
    assert "the first one is used" in check_message(check)
    check = installation()
    assert (check.verdict, check_message(check)) == ("note", "dlr is not on the PATH")


@pytest.mark.parametrize("text", ["{bro", '{"color": "blue"}', '{"colour": "never"}', "[]"])
def test_a_broken_configuration_is_reported(
    patient: Patient, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    """What is wrong with the configuration is damage, once, and nothing else is left out."""
    patient.folders.settings.parent.mkdir(parents=True, exist_ok=True)
    patient.folders.settings.write_text(text, encoding="utf-8")
    check = patient.only("config")
    assert check.verdict == "damage"
    assert str(patient.folders.settings) in check_message(check)
    assert {"progress", "curricula", "items"} <= patient.verdicts().keys()


MOUNTS = """\
sysfs /sys sysfs rw,nosuid 0 0
/dev/sdc1 /early xfs rw 0 0
/dev/sda1 / ext4 rw,relatime 0 0
server:/home /net nfs4 rw 0 0
/dev/sdb1 /net/local btrfs rw 0 0
//server/share /with\\040space cifs rw 0 0
tmpfs /covered tmpfs rw 0 0
me@host:/ /covered fuse.sshfs rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/me", "ext4"),
        ("/", "ext4"),
        ("/early/dlr", "xfs"),
        ("/net", "nfs4"),
        ("/net/me/dlr", "nfs4"),
        ("/network/me", "ext4"),
        ("/net/local/me", "btrfs"),
        ("/net/locally", "nfs4"),
        ("/with space/dlr", "cifs"),
        ("/covered/dlr", "fuse.sshfs"),
    ],
)
def test_file_system_is_that_of_the_nearest_mount(tmp_path: Path, folder: str, kind: str) -> None:
    """The file system is the nearest mount's, wherever it stands; of two on one place the later."""
    mounts = tmp_path / "mounts"
    mounts.write_text(MOUNTS)
    assert file_system(Path(folder), mounts) == kind


@pytest.mark.posix("links")
def test_file_system_follows_links(tmp_path: Path) -> None:
    """A link to another file system counts as what it leads to."""
    mounts = tmp_path / "mounts"
    real = tmp_path / "real"
    real.mkdir()
    (tmp_path / "link").symlink_to(real)
    mounts.write_text(f"a / ext4 rw 0 0\nb {real.resolve()} nfs rw 0 0\n")
    assert file_system(tmp_path / "link" / "dlr", mounts) == "nfs"


def test_file_system_where_it_is_not_told(tmp_path: Path) -> None:
    """Where no mounts are told the kind is empty."""
    assert file_system(tmp_path, tmp_path / "none") == ""


def test_kept_state_is_compared_with_the_history(patient: Patient) -> None:
    """What is kept beside the history and does not fit it is damage; what is absent is not."""
    patient.tick("small/mlp", "small/tensors")
    assert [check.verdict for check in patient.checks("saved state")] == ["ok"]
    lost = "DELETE FROM standing WHERE key = 'small/mlp'"
    for statement, verdict in ((lost, "damage"), ("DELETE FROM kept", "note")):
        with closing(sqlite3.connect(patient.folders.store, isolation_level=None)) as connection:
            connection.execute(statement)
        [check] = patient.checks("saved state")
        assert check.verdict == verdict
        assert check_message(check)
    patient.tick("small/gone")
    assert [check.verdict for check in patient.checks("saved state")] == ["ok"]


def test_an_event_that_is_gone_from_the_end_is_missed(patient: Patient) -> None:
    """The newest event of a device has none after it that names it; the kept state knows it."""
    patient.tick("small/mlp")
    patient.tick("small/tensors")
    with closing(sqlite3.connect(patient.folders.store, isolation_level=None)) as connection:
        connection.execute("DELETE FROM event WHERE key = 'small/tensors'")
    assert [check.verdict for check in patient.checks("history")] == ["ok"]
    assert [check.verdict for check in patient.checks("saved state")] == ["damage"]
