"""How values are written in YAML: over several lines, or within brackets."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dlroadmap.curriculum.model import MOST_HOURS
from dlroadmap.errors import DlrError
from dlroadmap.text import clean

_PLAIN = re.compile(r"[a-z][a-z0-9]*(?:[-/][a-z0-9]+)*")
_AMBIGUOUS = frozenset(["y", "n", "yes", "no", "on", "off", "true", "false", "null"])
"""Words that YAML takes for something else."""


class Verbatim(NamedTuple):
    """A number in the form in which it was typed."""

    text: str
    value: float


_WHOLE = r"(?:0|[1-9]\d*)"
"""What begins with more zeros is another number in YAML, or none."""

_NUMBER = re.compile(rf"\+?(?:{_WHOLE}\.?|{_WHOLE}?\.\d+)(?:[eE][-+]?\d+)?", re.ASCII)


def read_hours(text: str) -> Verbatim:
    """Return the hours that an item is said to need, in the form in which they were typed."""
    is_short = sum(map(str.isdigit, text)) <= 9
    if is_short and _NUMBER.fullmatch(text) and 0 < float(text) <= MOST_HOURS:
        return Verbatim(text, float(text))
    message = f"“{clean(text)}” is not a valid number of hours."
    raise DlrError("usage", message, f"Specify a number above 0, at most {MOST_HOURS:,}: --hours 6")


def to_lines(value: object) -> list[str]:
    """Return the lines of a value, without any indentation."""
    if isinstance(value, Verbatim):
        return [value.text]
    if isinstance(value, Mapping):
        return [line for key, each in value.items() for line in _entry(str(key), each)]
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [line for each in value for line in _indent(to_lines(each), "- ")]
    return [_scalar(value)]


def _entry(key: str, value: object) -> list[str]:
    if type(value) is str:  # most values; the general questions below take four times as long
        return [f"{_scalar(key)}: {_scalar(value)}"]
    lines = to_lines(value)
    is_scalar = isinstance(value, str | Verbatim) or not isinstance(value, Mapping | Sequence)
    if is_scalar:
        return [f"{_scalar(key)}: {lines[0]}"]
    return [f"{_scalar(key)}:", *_indent(lines, "  ")]


def _indent(lines: list[str], first: str) -> list[str]:
    return [f"{first if number == 0 else '  '}{line}" for number, line in enumerate(lines)]


def to_brackets(value: object) -> str:
    """Return a value on one line, as it stands within brackets or braces."""
    if isinstance(value, Verbatim):
        return value.text
    if isinstance(value, Mapping):
        entries = (f"{_scalar(str(key))}: {to_brackets(each)}" for key, each in value.items())
        return f"{{{', '.join(entries)}}}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return f"[{', '.join(map(to_brackets, value))}]"
    return _scalar(value)


def as_read(value: object) -> object:
    """Return a value as a file says it once it is read."""
    if isinstance(value, Verbatim):
        return value.value
    if isinstance(value, Mapping):
        return {str(key): as_read(each) for key, each in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [as_read(each) for each in value]
    return clean(value) if isinstance(value, str) else value


def quote(text: str) -> str:
    """Return a text in double quotes."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _scalar(value: object) -> str:
    if isinstance(value, str):
        is_plain = _PLAIN.fullmatch(value) and value not in _AMBIGUOUS
        return value if is_plain else quote(value)
    return f"{value}"
