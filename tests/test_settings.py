"""What can be set: the flag before the environment, the file, the default; faults in words."""

import errno
import json
import os
import re
import resource
import signal
import stat
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlroadmap.errors import DlrError
from dlroadmap.paths import Folders
from dlroadmap.settings import (
    SETTINGS,
    check,
    find_hours,
    lookup,
    read,
    read_hours,
    save,
    try_hours,
)
from dlroadmap.text import has_password


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folders:
    """The folders of a learner who has set nothing; none of them is there yet."""
    for setting in SETTINGS.values():
        monkeypatch.delenv(setting.variable, raising=False)
    monkeypatch.delenv("PAGER", raising=False)
    return Folders(tmp_path / "config", tmp_path / "data", tmp_path / "cache")


def written(places: Folders, text: str | bytes) -> bytes:
    """Put a text in the place of the configuration file."""
    places.config.mkdir(exist_ok=True)
    data = text.encode() if isinstance(text, str) else text
    places.settings.write_bytes(data)
    return data


def found(places: Folders, name: str, flag: str | None = None) -> tuple[str, str]:
    value = lookup(name, places, flag)
    return value.value, value.source


def test_defaults(places: Folders) -> None:
    """Where nothing is set the defaults hold, and no file is made."""
    assert found(places, "curriculum") == ("deep-learning", "default")
    assert found(places, "color") == ("auto", "default")
    assert not places.config.exists()


def test_flag_before_environment_before_file_before_default(
    places: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each place comes before the next, and each value says where it comes from."""
    save(places, "curriculum", "from-file")
    assert found(places, "curriculum") == ("from-file", str(places.settings))
    monkeypatch.setenv("DLR_CURRICULUM", "from-environment")
    assert found(places, "curriculum") == ("from-environment", "DLR_CURRICULUM")
    assert found(places, "curriculum", "from-flag") == ("from-flag", "--curriculum")
    assert found(places, "color") == ("auto", "default")


@pytest.mark.parametrize("place", ["flag", "environment", "file"])
def test_empty_values_count_as_not_set(
    places: Folders, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    """An empty text is no value; the next place is asked."""
    if place == "environment":
        monkeypatch.setenv("DLR_COLOR", "")
    if place == "file":
        written(places, '{"color": ""}')
    assert found(places, "color", "" if place == "flag" else None) == ("auto", "default")


@pytest.mark.parametrize("value", ["auto", "always", "never"])
def test_choices_are_taken(places: Folders, value: str) -> None:
    """Every value that can be chosen is taken."""
    assert found(places, "color", value) == (value, "--color")


def test_bad_values_are_told_in_words(places: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    """A value that cannot be chosen is refused, with where it comes from and what can be chosen."""

    def refused(flag: str | None = None) -> DlrError:
        with pytest.raises(DlrError) as error:
            lookup("color", places, flag)
        assert error.value.code == "bad-setting"
        assert "auto, always, never" in error.value.advice[0]
        return error.value

    assert "--color" in refused("blue").message
    written(places, '{"color": "red"}')
    assert str(places.settings) in refused().message
    monkeypatch.setenv("DLR_COLOR", "gr\x1b[2Jeen")
    message = refused().message
    assert "DLR_COLOR" in message
    assert message.isprintable()
    assert found(places, "curriculum") == ("deep-learning", "default")


BAD: dict[str, str | bytes] = {
    "no json": "color = never",
    "cut off": '{"color": "nev',
    "empty": "",
    "no utf-8": b'{"color": "\xff"}',
    "utf-16": '{"color": "never"}'.encode("utf-16"),
    "list": '["color"]',
    "text": '"color"',
    "null": "null",
    "unknown name": '{"colour": "never"}',
    "control characters": '{"\\u001b[2J\\n": "never"}',
    "number as value": '{"color": 1}',
    "null as value": '{"curriculum": null}',
    "nested": "[" * 200_000,
    "huge number": '{"color": ' + "1" * 10_000 + "}",
    "nul": b"\x00" * 10,
}


@pytest.mark.parametrize("text", BAD.values(), ids=BAD.keys())
def test_bad_file_is_told_in_words_and_kept(places: Folders, text: str | bytes) -> None:
    """A configuration file that cannot be understood is named, and neither read nor overwritten."""
    data = written(places, text)
    for call in (lambda: read(places), lambda: lookup("color", places)):
        with pytest.raises(DlrError) as error:
            call()
        assert error.value.code == "bad-config"
        assert str(places.settings) in error.value.message
        assert error.value.message.isprintable()
        assert not re.search(r"codec|Errno|Expecting|char \d|recursion|limit", error.value.message)
        assert error.value.advice
    assert places.settings.read_bytes() == data
    assert list(places.config.iterdir()) == [places.settings]


ENTRIES = ("unknown name", "control characters", "number as value", "null as value")
"""What is wrong with single entries, and is repaired without the loss of others."""


@pytest.mark.parametrize("name", sorted(BAD.keys() - {*ENTRIES}))
def test_what_is_no_list_of_settings_is_not_written_over(places: Folders, name: str) -> None:
    """A file in which no entries can be told is refused by a save, as it may hold something."""
    data = written(places, BAD[name])
    with pytest.raises(DlrError) as error:
        save(places, "color", "never")
    assert error.value.code == "bad-config"
    assert places.settings.read_bytes() == data


def test_an_entry_that_is_none_is_repaired_alone(places: Folders) -> None:
    """Bad entries are taken out or replaced one by one; the others stay as they were."""
    written(places, '{"colour": "never", "color": 1, "hours-per-week": 7.5}')
    save(places, "colour", None)
    save(places, "color", "never")
    assert read(places) == {"color": "never", "hours-per-week": "7.5"}


@pytest.mark.parametrize(
    ("text", "hours"), [("8", 8), ("7.5", 7.5), ("8.0", 8), ('"8"', 8), ("168", 168)]
)
def test_hours_may_be_a_number_in_the_file(places: Folders, text: str, hours: float) -> None:
    """By hand people write a number, not a text of digits: it is taken."""
    written(places, f'{{"hours-per-week": {text}}}')
    assert find_hours(places) == hours


@pytest.mark.parametrize("text", ["0", "-1", "1e3", "1e400", "NaN", "7.125", "1" * 300])
def test_a_number_that_is_none_of_hours(places: Folders, text: str) -> None:
    """A number that no week has is refused as its text is, and passed over by `try_hours`."""
    written(places, f'{{"hours-per-week": {text}}}')
    with pytest.raises(DlrError) as error:
        find_hours(places)
    assert error.value.code == "bad-setting"
    assert [fault.code for fault in try_hours(places)[1]] == ["bad-setting"]


@pytest.mark.parametrize("text", ["true", "null", "[8]", "{}"])
def test_what_is_neither_number_nor_text(places: Folders, text: str) -> None:
    """Any other JSON is no value, with how to write one."""
    written(places, f'{{"hours-per-week": {text}}}')
    with pytest.raises(DlrError) as error:
        find_hours(places)
    assert error.value.code == "bad-config"
    assert error.value.advice == ('Write it as text: "hours-per-week": "VALUE".',)


def test_the_next_source_of_hours(places: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hours that are not valid are passed over, each is named, and the next valid ones hold."""
    monkeypatch.setenv("DLR_HOURS_PER_WEEK", "much")
    hours, errors = try_hours(places)
    assert hours is None
    assert ["DLR_HOURS_PER_WEEK" in error.message for error in errors] == [True]
    save(places, "hours-per-week", "8")
    assert try_hours(places)[0] == 8
    written(places, '{"hours-per-week": "lots"}')
    assert [try_hours(places)[0], len(try_hours(places)[1])] == [None, 2]


def test_bad_file_does_not_matter_to_a_flag(places: Folders) -> None:
    """What a flag or the environment says holds without a look at the file."""
    written(places, "no json")
    assert found(places, "color", "never") == ("never", "--color")


def test_folder_in_the_place_of_the_file_is_told_in_words(places: Folders) -> None:
    """A folder where the configuration file should be is told in words."""
    places.settings.mkdir(parents=True)
    with pytest.raises(DlrError) as error:
        lookup("color", places)
    assert error.value.code == "bad-config"


def test_save_and_unset(places: Folders) -> None:
    """A value that was saved holds until it is taken out; the others stay."""
    save(places, "color", "never")
    save(places, "curriculum", "/home/ü/my track.yaml")
    assert read(places) == {"color": "never", "curriculum": "/home/ü/my track.yaml"}
    assert json.loads(places.settings.read_text(encoding="utf-8")) == read(places)
    save(places, "color", "always")
    assert found(places, "color")[0] == "always"
    save(places, "color", None)
    assert read(places) == {"curriculum": "/home/ü/my track.yaml"}
    save(places, "color", None)
    assert found(places, "color") == ("auto", "default")


def test_failing_save_leaves_the_file(places: Folders) -> None:
    """A save for which the disk has no room says so in words, and the file keeps its bytes."""
    save(places, "color", "never")
    before = places.settings.read_bytes()
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (1024, 1024))
            save(places, "curriculum", "x" * 5000)
        except DlrError as error:
            code = 42 if error.code == "config-unwritable" else 43
        finally:
            sys.stderr.flush()
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 42
    assert places.settings.read_bytes() == before
    assert list(places.config.iterdir()) == [places.settings]


def test_save_where_no_folder_can_be_made(places: Folders) -> None:
    """Where the folder cannot be made a save says so in words."""
    places.config.write_text("a file")
    with pytest.raises(DlrError) as error:
        save(places, "color", "never")
    assert error.value.code == "config-unwritable"
    assert "nothing was changed" in error.value.message
    assert places.config.read_text() == "a file"


def test_save_that_reached_the_file_but_not_the_disk(
    places: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the disk fails after the file was replaced, nobody is told that nothing changed."""
    places.config.mkdir()

    def fail(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(DlrError) as error:
        save(places, "color", "never")
    assert read(places) == {"color": "never"}
    assert "may be lost" in error.value.message


@pytest.mark.parametrize("text", ["0.1", "168", "7.5", "9.25", "12", "007"])
def test_hours_a_week(places: Folders, text: str) -> None:
    """Hours from 0.1 to 168 with two decimals at most are taken, and meant as they are written."""
    check("hours-per-week", text)
    assert find_hours(places) is None
    save(places, "hours-per-week", text)
    assert find_hours(places) == float(text)


@pytest.mark.parametrize(
    "text",
    ["0", "0.09", "168.01", "169", "-3", "+3", "1e1", "nan", "inf", "7,5", "7.125", "", ".", "8h",
     " 8", "8 ", "1_0", "٨", "８", "²", "1.2.3", "0x8", "9" * 5000],
)  # fmt: skip
def test_what_is_no_number_of_hours(places: Folders, text: str) -> None:
    """Anything else is refused with what can be used, by check and from the file."""
    with pytest.raises(DlrError) as error:
        check("hours-per-week", text)
    assert error.value.code == "bad-setting"
    assert "0.1 to 168" in error.value.advice[0]
    written(places, json.dumps({"hours-per-week": text}))
    if text:
        with pytest.raises(DlrError) as error:
            find_hours(places)
        assert str(places.settings) in error.value.message


@given(st.text() | st.floats().map(str) | st.decimals().map(str))
def test_hours_are_read_or_refused(text: str) -> None:
    """Whatever is read as hours fits into a week and is what Python reads, to the hundredth."""
    try:
        hours = read_hours(text)
    except ValueError:
        return
    assert 0.1 <= hours <= 168
    assert hours == float(text) == round(hours, 2)


def test_the_pager_goes_by_the_variable_of_all_programs_last(
    places: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DLR_PAGER comes before the file, that before PAGER, that before less."""
    assert found(places, "pager") == ("less -FRX", "default")
    monkeypatch.setenv("PAGER", "more")
    assert found(places, "pager") == ("more", "PAGER")
    save(places, "pager", "most -s")
    assert found(places, "pager") == ("most -s", str(places.settings))
    monkeypatch.setenv("DLR_PAGER", "cat")
    assert found(places, "pager") == ("cat", "DLR_PAGER")


@pytest.mark.parametrize(
    "command", ["", " ", "less 'unclosed", "less \\", "a\nb", "less\x1b", "a\tb"]
)
def test_what_is_no_command(command: str) -> None:
    """A pager that a shell could not read is refused."""
    with pytest.raises(DlrError) as error:
        check("pager", command)
    assert error.value.code == "bad-setting"


@pytest.mark.parametrize(
    "address",
    ["https://ada:secret@example.org/x", "ssh://ada:secret@host/x", "https://:secret@host",
     "git+https://a:secret@host:80/x", "less https://ada:secret@example.org"],
)  # fmt: skip
def test_a_password_is_neither_taken_nor_repeated(
    places: Folders, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    """An address with a password is refused for every setting, wherever it stands."""
    for name, setting in SETTINGS.items():
        for source in ("", setting.variable):
            monkeypatch.setenv(setting.variable, address)
            with pytest.raises(DlrError) as error:
                lookup(name, places) if source else check(name, address)
            assert error.value.code == "password"
            assert "secret" not in f"{error.value.message} {error.value.advice}"


@pytest.mark.parametrize(
    "address",
    ["https://example.org:80/a@b", "ssh://git@example.org/x", "git@example.org:x/y", "a:b@c"],
)
def test_an_address_without_a_password_is_none_with_one(address: str) -> None:
    """A port, a user alone and an @ in a path are no password."""
    assert not has_password(address)


@pytest.mark.parametrize("text", ["-x", "--upload-pack=x", "ext::sh -c x", "a\nb", "\x1b[2J", ""])
def test_what_is_no_place_to_sync_with(places: Folders, text: str) -> None:
    """What git could take for an option or a program is refused, with what can be used."""
    with pytest.raises(DlrError) as error:
        check("remote", text)
    assert error.value.code == "bad-setting"
    assert "https://" in error.value.advice[0]
    assert error.value.message.isprintable()


def test_no_place_to_sync_with_is_the_default(places: Folders) -> None:
    """Nothing is synced anywhere unless the learner has named a place."""
    assert found(places, "remote") == ("", "default")
    for text in ("https://example.org/x.git", "git@example.org:x.git", "/media/stick", "C:/x"):
        check("remote", text)
        save(places, "remote", text)
        assert found(places, "remote")[0] == text
