"""Events of a history, as its export writes them: one on each line."""

import json
import re
from typing import Any

from dlroadmap.exchange.reading.failure import UnreadableError
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
_TELLING = {"device", "seq", "prev", "clock", "batch"}
"""What no list of another program has on its first line, all of it at once."""


def recognizes(start: str) -> bool:
    """Return whether a text that begins so is a history: its first line names parts of an event."""
    line = start.lstrip()[:MAX_LINE].partition("\n")[0]
    if not line.startswith("{") or '"prev"' not in line:
        return False
    try:
        return set(json.loads(line)) >= _TELLING
    except (ValueError, RecursionError):
        return False


def read(text: str) -> list[Event]:
    """Return the events of a text, in its order; their form alone is checked.

    Each stands on the line of its place. Raises UnreadableError.
    """
    return [_read_line(line, number) for number, line in enumerate(text.rstrip().split("\n"), 1)]


def _read_line(line: str, number: int) -> Event:
    if not line.strip():
        raise UnreadableError(f"Line {number:,} is empty.", "Remove the empty lines.")
    if len(line) > MAX_LINE:
        raise UnreadableError(f"Line {number:,} is too long to be an event.")
    try:
        document = json.loads(line)
    except RecursionError:
        raise UnreadableError(f"Line {number:,} is nested too deeply.") from None
    except ValueError as error:
        advice = "The file may have been cut off. Export the history again."
        raise UnreadableError(f"Line {number:,} is not valid JSON.", advice) from error
    if fault := _find_fault(document):
        message = f"Line {number:,} is not an event of dlr: {fault}."
        raise UnreadableError(message, "Export the history again.")
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
