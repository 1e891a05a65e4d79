"""What a learner can set, and where each value comes from: flag, environment, file, default."""

import os
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from dlroadmap.errors import DlrError
from dlroadmap.paths import Folders, write_atomically
from dlroadmap.text import clean, has_password, is_id

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

    if not text.isprintable():
        raise ValueError(text)
    return split(text)


def _read_place(text: str) -> str:
    if not text.isprintable() or text.startswith("-") or "::" in text.partition("/")[0]:
        raise ValueError(text)
    return text


def _read_id(text: str) -> str:
    if not is_id(text):
        raise ValueError(text)
    return text


class Setting(NamedTuple):
    """One thing that can be set, by a flag, in the environment or in the configuration file.

    `also` is a variable that programs share, and that counts after the file. `read` raises
    ValueError for what cannot be a value, and `form` says what can. Without a default there is no
    value unless one is set. In the file, a `number` may stand without quotes.
    """

    variable: str
    default: str
    allowed: tuple[str, ...] = ()
    read: Callable[[str], object] = str
    form: str = ""
    also: str = ""
    number: bool = False


SETTINGS = {
    "curriculum": Setting("DLR_CURRICULUM", "deep-learning", form="Use an id or a path."),
    "color": Setting("DLR_COLOR", "auto", ("auto", "always", "never")),
    "hours-per-week": Setting(
        "DLR_HOURS_PER_WEEK",
        "",
        read=read_hours,
        form=f"Use a number from 0.1 to {MOST_HOURS}, such as 7.5.",
        number=True,
    ),
    "group": Setting("DLR_GROUP", "", read=_read_id, form="Use the name of a group."),
    "pager": Setting(
        "DLR_PAGER",
        "less -FRX",
        read=_read_command,
        form="Use a command, such as: less -FRX",
        also="PAGER",
    ),
    "remote": Setting(
        "DLR_REMOTE",
        "",
        read=_read_place,
        form="Use an https:// or ssh:// address, USER@HOST:PATH, or a path.",
    ),
}


class Value(NamedTuple):
    """A setting's value and where it comes from, in words; the value is empty if none is set."""

    value: str
    source: str


def lookup(name: str, folders: Folders, flag: str | None = None) -> Value:
    """Return the value that holds: of the flag, the environment, the file, or the default."""
    found = next(_rank(name, folders, flag))
    if found.value:
        check(name, *found)
    return found


def examine(name: str, folders: Folders) -> tuple[Value, DlrError | None]:
    """Return the value that holds, and what is wrong with it; an entry that is none is not used."""
    entries = load(folders)
    bad = find_faults(folders, entries)
    sound = {key: str(value) for key, value in entries.items() if key not in bad}
    found = next(_rank(name, folders, entries=lambda _: sound))
    try:
        if found.value:
            check(name, *found)
    except DlrError as error:
        return found, error
    return found, None


def _rank(
    name: str,
    folders: Folders,
    flag: str | None = None,
    entries: Callable[[Folders], dict[str, str]] | None = None,
) -> Iterator[Value]:
    """Yield the values of a setting, each of which holds unless there is one before it."""
    setting = SETTINGS[name]
    if flag:
        yield Value(flag, f"--{name}")
    if text := os.environ.get(setting.variable):
        yield Value(text, setting.variable)
    if text := (entries or read)(folders).get(name, ""):
        yield Value(text, str(folders.settings))
    if text := os.environ.get(setting.also, ""):
        yield Value(text, setting.also)
    yield Value(setting.default, "default")


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


def try_hours(folders: Folders) -> tuple[float | None, list[DlrError]]:
    """Return the first hours a week set that are valid, and what is wrong with those before."""
    errors: list[DlrError] = []
    for value in _rank("hours-per-week", folders):
        try:
            if value.value:
                check("hours-per-week", *value)
                return read_hours(value.value), errors
        except DlrError as error:
            errors.append(error)
    return None, errors


def read(folders: Folders) -> dict[str, str]:
    """Return what the configuration file says."""
    entries = load(folders)
    for error in find_faults(folders, entries).values():
        raise error
    return {name: str(value) for name, value in entries.items()}


def find_faults(folders: Folders, entries: Mapping[str, object]) -> dict[str, DlrError]:
    """Return what is wrong with entries of the configuration file, whatever their texts say."""
    from shlex import quote

    found = {}
    for name, value in entries.items():
        if name not in SETTINGS:
            message = f"“{clean(name)}” in {folders.settings} is not a setting."
            advice = f"Settings: {', '.join(SETTINGS)}."
        elif not (isinstance(value, str) or (SETTINGS[name].number and _is_number(value))):
            message = f"The value of {name} in {folders.settings} is not text in quotes."
            advice = f'Write it as text: "{name}": "VALUE".'
        else:
            continue
        found[name] = DlrError("bad-config", message, advice, subject=quote(clean(name)))
    return found


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def load(folders: Folders) -> dict[str, object]:
    """Return the entries of the configuration file, valid or not."""
    path = folders.settings
    if not path.exists():
        return {}
    import json

    try:
        values = json.loads(path.read_text(encoding="utf-8"))
    except RecursionError:
        problem = "is nested too deeply"
    except json.JSONDecodeError as error:
        problem = f"is not valid JSON (line {error.lineno}, column {error.colno})"
        if error.pos >= len(error.doc.rstrip()):
            problem = "ends too early" if error.doc.strip() else "is empty"
    except UnicodeDecodeError:
        problem = "is not UTF-8 text"
    except ValueError:
        problem = "has a number with too many digits"
    except IsADirectoryError:
        problem = "is a folder, not a file"
    except OSError as error:
        problem = f"cannot be read ({error.strerror})"
    else:
        if isinstance(values, dict):
            return values
        problem = "is not a JSON object"
    remedy = "Fix it, or remove it to go back to the defaults."
    raise DlrError("bad-config", f"The configuration file {path} {problem}.", remedy)


def save(folders: Folders, name: str, value: str | None) -> None:
    """Set a value in the configuration file; None takes it out.

    What is wrong with other entries stays as it is: they are repaired one by one.
    """
    import json

    values = load(folders)
    values.pop(name, None)
    if value is not None:
        values[name] = value
    try:
        write_atomically(folders.settings, json.dumps(values, indent=2) + "\n", durable=True)
    except OSError as error:
        outcome = "the change may be lost" if load(folders) == values else "nothing was changed"
        message = f"{folders.settings} cannot be written: {error.strerror}; {outcome}."
        advice = "Check the folder's owner and permissions, or set DLR_HOME to another folder."
        raise DlrError("config-unwritable", message, advice) from error
