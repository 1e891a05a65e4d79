"""What a learner can set, and where each value comes from: flag, environment, file, default."""

import os
from collections.abc import Callable
from typing import NamedTuple

from dlroadmap.errors import DlrError
from dlroadmap.paths import Folders, write_atomically
from dlroadmap.text import clean, has_password

MOST_HOURS = 168
"""The hours that a week has."""


def read_hours(text: str) -> float:
    """Return hours a week, at most two decimals; raises ValueError for what is none."""
    whole, _, decimals = text.partition(".")
    digits = f"{whole}{decimals}"
    if not (digits.isascii() and digits.isdigit() and len(decimals) <= 2):
        raise ValueError(text)
    hours = float(text)
    if not 0.1 <= hours <= MOST_HOURS:
        raise ValueError(text)
    return hours


def _read_command(text: str) -> list[str]:
    from shlex import split

    return split(text)


class Setting(NamedTuple):
    """One thing that can be set, by a flag, in the environment or in the configuration file.

    `also` is a variable that programs share, and that counts after the file. `read` raises
    ValueError for what cannot be a value, and `form` says what can. Without a default there is no
    value unless one is set.
    """

    variable: str
    default: str
    allowed: tuple[str, ...] = ()
    read: Callable[[str], object] = str
    form: str = ""
    also: str = ""


SETTINGS = {
    "curriculum": Setting("DLR_CURRICULUM", "deep-learning", form="Use an id or a path."),
    "color": Setting("DLR_COLOR", "auto", ("auto", "always", "never")),
    "hours-per-week": Setting(
        "DLR_HOURS_PER_WEEK",
        "",
        read=read_hours,
        form=f"Use a number from 0.1 to {MOST_HOURS}, such as 7.5.",
    ),
    "pager": Setting(
        "DLR_PAGER",
        "less -FRX",
        read=_read_command,
        form="Use a command, such as: less -FRX",
        also="PAGER",
    ),
}


class Value(NamedTuple):
    """A setting's value and where it comes from, in words; the value is empty if none is set."""

    value: str
    source: str


def lookup(name: str, folders: Folders, flag: str | None = None) -> Value:
    """Return the value that holds: of the flag, the environment, the file, or the default."""
    setting = SETTINGS[name]
    if flag:
        found = Value(flag, f"--{name}")
    elif text := os.environ.get(setting.variable):
        found = Value(text, setting.variable)
    elif text := read(folders).get(name, ""):
        found = Value(text, str(folders.settings))
    elif text := os.environ.get(setting.also, ""):
        found = Value(text, setting.also)
    else:
        found = Value(setting.default, "default")
    if found.value:
        check(name, *found)
    return found


def check(name: str, value: str, source: str = "") -> None:
    """Refuse what cannot be the value of a setting; a password is not repeated."""
    setting = SETTINGS[name]
    origin = f" ({source})" if source else ""
    if has_password(value):
        message = f"The value for {name}{origin} contains an address with a password."
        raise DlrError("password", message, "Use an address without the password.")
    message = f"“{clean(value)}” is not a valid value for {name}{origin}."
    if setting.allowed and value not in setting.allowed:
        raise DlrError("bad-setting", message, f"Choose one of: {', '.join(setting.allowed)}.")
    try:
        read = setting.read(value)
    except ValueError as error:
        raise DlrError("bad-setting", message, setting.form) from error
    if not read:
        raise DlrError("bad-setting", message, setting.form)


def find_hours(folders: Folders) -> float | None:
    """Return the hours a week that the learner has set."""
    text = lookup("hours-per-week", folders).value
    return read_hours(text) if text else None


def read(folders: Folders) -> dict[str, str]:
    """Return what the configuration file says."""
    path = folders.settings
    if not path.exists():
        return {}
    import json

    try:
        values = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        message = f"{path} cannot be read: {error}."
        raise DlrError("bad-config", message, "Fix it or remove it.") from error
    entries: dict[str, object] = values if isinstance(values, dict) else {"": values}
    found = {name: text for name, text in entries.items() if isinstance(text, str)}
    for name in entries:
        if name not in SETTINGS or name not in found:
            message = f"{path}: “{clean(name)}” is not a setting, or its value is not text."
            raise DlrError("bad-config", message, f"Settings: {', '.join(SETTINGS)}.")
    return found


def save(folders: Folders, name: str, value: str | None) -> None:
    """Set a value in the configuration file; None takes it out."""
    import json

    values = read(folders)
    values.pop(name, None)
    if value is not None:
        values[name] = value
    try:
        write_atomically(folders.settings, json.dumps(values, indent=2) + "\n", durable=True)
    except OSError as error:
        outcome = "the change may be lost" if read(folders) == values else "nothing was changed"
        message = f"{folders.settings} cannot be written: {error.strerror}; {outcome}."
        advice = "Check the folder's owner and permissions, or set DLR_HOME to another folder."
        raise DlrError("config-unwritable", message, advice) from error
