"""What a learner can set, and where each value comes from: flag, environment, file, default."""

import os
from typing import NamedTuple

from dlroadmap.errors import DlrError
from dlroadmap.paths import Folders, write_atomically
from dlroadmap.text import clean


class Setting(NamedTuple):
    """One thing that can be set, by a flag, in the environment or in the configuration file."""

    variable: str
    default: str
    help: str
    choices: tuple[str, ...] = ()


SETTINGS = {
    "curriculum": Setting(
        "DLR_CURRICULUM", "deep-learning", "The curriculum in use: an id, or a path."
    ),
    "color": Setting(
        "DLR_COLOR", "auto", "Whether output is coloured.", ("auto", "always", "never")
    ),
}


class Value(NamedTuple):
    """A setting's value and where it comes from, in words."""

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
    else:
        found = Value(setting.default, "default")
    if setting.choices and found.value not in setting.choices:
        choices = ", ".join(setting.choices)
        raise DlrError(
            "bad-setting",
            f"“{clean(found.value)}” is no value for {name} ({found.source}).",
            f"Choose one of: {choices}.",
        )
    return found


def read(folders: Folders) -> dict[str, str]:
    """Return what the configuration file says."""
    path = folders.settings
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise DlrError("bad-config", f"{path} cannot be read: {error}.") from error
    import tomllib

    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DlrError("bad-config", f"{path} is no TOML: {error}.", "Mend or remove it.") from error
    for name, value in values.items():
        if name not in SETTINGS or not isinstance(value, str):
            known = ", ".join(SETTINGS)
            raise DlrError(
                "bad-config",
                f"{path}: “{clean(name)}” is no setting with a text as its value.",
                f"These can be set: {known}.",
            )
    return values


def save(folders: Folders, name: str, value: str | None) -> None:
    """Set a value in the configuration file; None takes it out."""
    values = read(folders)
    values.pop(name, None)
    if value is not None:
        values[name] = value
    import json

    # A JSON string is a TOML string too, once DEL is escaped, which JSON leaves as it is.
    lines = [f"{key} = {json.dumps(text)}\n".replace("\x7f", "\\u007F") for key, text in values.items()]
    try:
        write_atomically(folders.settings, "".join(sorted(lines)))
    except OSError as error:
        raise DlrError(
            "config-unwritable",
            f"{folders.settings} cannot be written: {error.strerror}; nothing was changed.",
            "Check the folder's owner and permissions, or set DLR_HOME to another folder.",
        ) from error
