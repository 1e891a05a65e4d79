"""The bytes are config.json: what holds is found, or words say what is wrong with the file."""

from pathlib import Path

from dlroadmap.errors import DlrError
from dlroadmap.paths import Folders
from dlroadmap.settings import SETTINGS, load, lookup, read, save
from fuzz.learner import call, hold_answer, learner
from fuzz.promises import hold, hold_steers_nothing
from fuzz.words import KEYS, NUMBERS, SIGNS

WORDS = [
    '{"curriculum": "', '"color": "always"', '"color"', '"auto"', '"never"', "{", "}", "[", "]",
    '"', ":", ",", "null", "true", "\\u202e", "\\ud800", "\\", *SIGNS, *NUMBERS, *KEYS, "small",
    '"hours-per-week": "7.5"', '"hours-per-week": "', '"pager": "',
    "a.yaml", "[" * 2000, '{"a":' * 600,
]  # fmt: skip


def fuzz(data: bytes) -> None:
    """Read the settings and set one."""
    with learner() as folder:
        (folder / "config.json").write_bytes(data)
        _hold_settings(Folders(folder, folder, folder / "cache"))
        for args in (
            *(["config"], ["config", "--json"], ["curricula"], ["use", "small"], ["status"]),
            *(["use"], ["plan"], ["path", "vectors"]),
        ):
            hold_answer(call(*args), colored=True)


def _hold_settings(folders: Folders) -> None:
    before = folders.settings.read_bytes()
    try:
        values = read(folders)
    except DlrError as error:
        hold(error.code == "bad-config", "is told as what it is", error.code)
        if error.subject is None:
            hold(_saved(folders) == before, "nothing is changed by a call that fails")
            return
        others = _others(folders)
        save(folders, "color", "never")
        hold(_others(folders) == others, "a repair leaves the other entries")
        hold(load(folders)["color"] == "never", "a repair is saved")
        folders.settings.write_bytes(before)
        return
    hold(values.keys() <= SETTINGS.keys(), "only settings", values)
    for name in SETTINGS:
        try:
            value, source = lookup(name, folders)
        except DlrError as error:
            hold_steers_nothing(" ".join((error.message, *error.advice)))
        else:
            hold(isinstance(value, str), "a value", name)
            hold(bool(value) or source == "default", "a value where one is set", name)
            variables = (SETTINGS[name].variable, SETTINGS[name].also)
            hold(source in ("default", *variables, str(folders.settings)), "where from")


def _others(folders: Folders) -> dict[str, str]:
    return {name: repr(value) for name, value in load(folders).items() if name != "color"}


def _saved(folders: Folders) -> bytes:
    try:
        save(folders, "color", "never")
    except DlrError:
        return Path(folders.settings).read_bytes()
    return b""
