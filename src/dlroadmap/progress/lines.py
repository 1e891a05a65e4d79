"""Events as lines of JSON, as they travel: an export and a journal are made of them."""

import json
import re
from typing import Any

from dlroadmap.progress.events import CLOCK_LIMIT, Event
from dlroadmap.text import clean

MAX_LINE = 512 * 2**10
"""Characters of a line; what dlr writes of the longest note has a tenth of them."""

_HASH, _NAME = re.compile(r"[0-9a-f]{64}"), re.compile(r"[0-9A-Za-z-]{1,64}")
_FORMS = {
    "id": _HASH,
    "prev": re.compile(rf"(?:{_HASH.pattern})?"),
    "device": _NAME,
    "batch": _NAME,
}
_LENGTHS = {"at": 64, "zone": 64, "key": 512, "kind": 64, "payload": 64 * 2**10}
_NUMBERS = ("seq", "clock")


class LineError(ValueError):
    """A line is no event; the message says in words why, as the end of a sentence."""


def write_line(event: Event) -> str:
    """Return an event as a line in ASCII; its payload is the text that its id covers."""
    return f"{json.dumps(event._asdict(), separators=(',', ':'))}\n"


def read_line(line: str) -> Event:
    """Return the event that a line says; its form alone is checked. Raises LineError."""
    if not line.strip():
        raise LineError("is empty")
    if len(line) > MAX_LINE:
        raise LineError("is too long to be an event")
    try:
        document = json.loads(line)
    except RecursionError:
        raise LineError("is nested too deeply") from None
    except ValueError:
        raise LineError("is not valid JSON") from None
    if fault := _find_fault(document):
        raise LineError(f"is not an event of dlr: {fault}")
    return Event(**document)


def _find_fault(document: Any) -> str:
    """Return why a document is not an event, as far as its form shows; empty if it is."""
    if not isinstance(document, dict):
        return "it is not an object"
    if missing := next((name for name in Event._fields if name not in document), None):
        return f"it has no “{missing}”"
    # The id does not cover it, so anybody could have added it.
    if unknown := next((name for name in document if name not in Event._fields), None):
        return f"it has an unknown field, “{clean(unknown)[:40]}”"
    wrong = next((name for name in document if not _is_right(name, document[name])), None)
    return f"its “{wrong}” is not valid" if wrong else ""


def _is_right(name: str, value: object) -> bool:
    if name in _NUMBERS:
        return type(value) is int and 0 < value < CLOCK_LIMIT
    if not isinstance(value, str):
        return False
    if form := _FORMS.get(name):
        return bool(form.fullmatch(value))
    return len(value) <= _LENGTHS[name] and (value.isascii() or _is_whole(value))


def _is_whole(text: str) -> bool:
    """Return whether a text has no half characters, which no database holds."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
