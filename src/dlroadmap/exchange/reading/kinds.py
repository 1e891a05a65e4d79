"""Which format a text is in, by its content or as the caller says, and what it comes to."""

import json
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Mapping
from typing import Any, BinaryIO, Protocol

from dlroadmap.authoring.outline import Outline
from dlroadmap.exchange.reading import (
    csv,
    events,
    graph,
    markdown,
    own_json,
    roadmap_sh,
    taskwarrior,
)
from dlroadmap.exchange.reading.failure import UnreadableError
from dlroadmap.progress.events import Event
from dlroadmap.progress.lines import MAX_LINE
from dlroadmap.text import clean

MAX_BYTES = 32 * 2**20
"""So large a list may be, as a file of a curriculum."""

MAX_DATA = 128 * 2**20
"""So large a table or JSON may be: dlr's own of 50,000 items has some 35 MiB."""

MAX_HISTORY = 256 * 2**20
"""So large events of a history may be: some 600,000 of them."""


class JsonReader(Protocol):
    """What reads a JSON document of one form."""

    def recognizes(self, document: object) -> bool:
        """Return whether a document has this form."""

    def read(self, document: object, name: str) -> Outline:
        """Return the outline of a document."""


JSON_READERS: Mapping[str, JsonReader] = {
    "json": own_json,
    "taskwarrior": taskwarrior,
    "roadmap.sh": roadmap_sh,
    "graph": graph,
}
"""What reads documents by the name of the format; the first that recognizes one reads it."""

NAMES = ("md", "csv", *JSON_READERS, "events")
"""Every format that can be imported."""


def read(data: bytes, name: str, base: str = "", kind: str | None = None) -> Outline | list[Event]:
    """Return what a file comes to: an outline, or events of a history.

    `name` is the title where the file has none; relative addresses in Markdown are resolved
    against `base`. Raises UnreadableError where it is not in the format of a `kind`, or of none.
    """
    text = decode(data)
    if kind == "events" or (not kind and events.recognizes(text)):
        return events.read(text)
    if kind == "md":
        return markdown.read(text, name, base)
    if kind == "csv":
        return csv.read(text, name)
    if kind or _looks_like_json(text):
        document = parse_json(text)
        return _choose_reader(document, kind).read(document, name)
    if csv.recognizes(text):
        return csv.read(text, name)
    try:
        return markdown.read(text, name, base)
    except UnreadableError:
        if csv.is_grid(text):
            return csv.read(text, name)
        raise


def _choose_reader(document: object, kind: str | None) -> JsonReader:
    if kind:
        return JSON_READERS[kind]
    for reader in JSON_READERS.values():
        if reader.recognizes(document):
            return reader
    names = ", ".join((*JSON_READERS, "events"))
    raise UnreadableError(
        f"This JSON is in none of the formats that can be imported: {names}.",
        "If it is in one of them, specify it with --from.",
        "To convert other JSON to a graph, see “Concept graphs” in the documentation.",
    )


def read_file(file: BinaryIO) -> bytes:
    """Return what a file has, and of one that is too large more than is allowed."""
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        data += file.read(_find_limit(data) + 1 - len(data))
    return data


def _find_limit(data: bytes) -> int:
    """Return how large a file may be that begins so: Markdown takes most memory by far."""
    start = data.removeprefix(BOM_UTF8)[:MAX_LINE].decode(errors="replace")
    if events.recognizes(start):
        return MAX_HISTORY
    is_data = _looks_like_json(start) or csv.recognizes(start)
    return MAX_DATA if is_data else MAX_BYTES


def decode(data: bytes) -> str:
    """Return the text of a file in UTF-8, without a byte-order mark; refuse what is no text."""
    if len(data) > MAX_BYTES and len(data) > (limit := _find_limit(data)):
        if limit == MAX_HISTORY:
            raise UnreadableError(f"The history has more than {limit >> 20} MiB.")
        message = f"The list has more than {limit >> 20} MiB."
        raise UnreadableError(message, "Split it into parts.")
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        raise UnreadableError("The list is in UTF-16.", _SAVE)
    rest = data.removeprefix(BOM_UTF8)
    if b"\0" in rest:
        raise UnreadableError("This is a binary file, not a list.")
    try:
        text = rest.decode()
    except UnicodeDecodeError as error:
        before = rest[: error.start]
        line = before.count(b"\n") + 1
        message = f"Line {line:,} is not valid UTF-8."
        raise UnreadableError(message, _SAVE) from error
    if not text.strip():
        raise UnreadableError("The list is empty.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


_SAVE = "Save it as UTF-8; in Excel: Save As, CSV UTF-8 (Comma delimited)."


def parse_json(text: str) -> Any:
    """Return a JSON document; JSON lines, with commas at their ends or without, are an array."""
    try:
        return json.loads(text)
    except RecursionError:
        raise UnreadableError("This JSON is nested too deeply.") from None
    except ValueError as error:
        if (lines := _parse_lines(text)) is not None:
            return lines
        raise _refuse_json(text, error) from error


def _parse_lines(text: str) -> list[object] | None:
    """Return the values of JSON lines; None where the first line is none of them.

    Raises UnreadableError for a later line that is not JSON.
    """
    values: list[object] = []
    for number, line in enumerate(text.split("\n"), 1):
        if words := line.strip().removesuffix(","):
            try:
                values.append(json.loads(words))
            except RecursionError:
                raise UnreadableError(f"Line {number:,} is nested too deeply.") from None
            except ValueError as error:
                if not values:
                    return None
                raise UnreadableError(f"Line {number:,} is not valid JSON.", *_CUT_OFF) from error
    return values


_CUT_OFF = ("The file may have been cut off.",)


def _refuse_json(text: str, error: ValueError) -> UnreadableError:
    if not isinstance(error, json.JSONDecodeError):  # an integer of too many digits
        return UnreadableError(f"This is not valid JSON: {clean(str(error))}.")
    place = f"line {error.lineno:,}, column {error.colno:,}"
    ended = not text[error.pos :].strip() or error.msg.startswith("Unterminated")
    return UnreadableError(
        f"This is not valid JSON: {error.msg.lower()} at {place}.", *(_CUT_OFF if ended else ())
    )


def _looks_like_json(text: str) -> bool:
    """Return whether a text is meant to be JSON; Markdown may begin with `[` as well."""
    start = text.lstrip()[:200]
    first = start[1:].lstrip()
    return start[:1] == "{" or (
        start[:1] == "[" and (first[:1] in ("{", "") or first.strip() == "]")
    )
