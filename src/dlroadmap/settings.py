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
    allowed: tuple[str, ...] = ()


SETTINGS = {
    "curriculum": Setting("DLR_CURRICULUM", "deep-learning"),
    "color": Setting("DLR_COLOR", "auto", ("auto", "always", "never")),
    "pager": Setting("DLR_PAGER", "less -FRX"),
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
    if setting.allowed and found.value not in setting.allowed:
        message = f"“{clean(found.value)}” is no value for {name} ({found.source})."
        raise DlrError("bad-setting", message, f"Choose one of: {', '.join(setting.allowed)}.")
    return found


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
        raise DlrError("bad-config", message, "Mend it, or remove it.") from error
    entries: dict[str, object] = values if isinstance(values, dict) else {"": values}
    found = {name: text for name, text in entries.items() if isinstance(text, str)}
    for name in entries:
        if name not in SETTINGS or name not in found:
            message = f"{path}: “{clean(name)}” is no setting with a text as its value."
            raise DlrError("bad-config", message, f"These can be set: {', '.join(SETTINGS)}.")
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
        outcome = "the change may not last" if read(folders) == values else "nothing was changed"
        message = f"{folders.settings} cannot be written: {error.strerror}; {outcome}."
        advice = "Check the folder's owner and permissions, or set DLR_HOME to another folder."
        raise DlrError("config-unwritable", message, advice) from error
