"""Documents as JSON: the text of `json.dumps` with an indent, in half of its time.

With an indent `json` leaves its encoder in C alone, and a long list waits for little else.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from json.encoder import JSONEncoder, encode_basestring_ascii
from math import isfinite
from pathlib import Path
from typing import Any


def encode(document: Mapping[str, Any]) -> str:
    """Return a document as JSON in ASCII; days and paths are texts.

    Raises ValueError for a number that is none, TypeError for what has no place in a document.
    """
    return _encode(dict(document), "\n")


def _encode(value: Any, newline: str) -> str:
    """Return the JSON of a value; `newline` ends in the indent that it has."""
    kind = type(value)
    if kind is str:
        return encode_basestring_ascii(value)
    if kind is dict and value:
        inner = f"{newline}  "
        rows = [_name(name) + _encode(one, inner) for name, one in value.items()]
        return f"{{{inner}{f',{inner}'.join(rows)}{newline}}}"
    if kind in (list, tuple):
        if not value:
            return "[]"
        inner = f"{newline}  "
        rows = [_encode(one, inner) for one in value]
        return f"[{inner}{f',{inner}'.join(rows)}{newline}]"
    if kind is int or (kind is float and isfinite(value)):
        return repr(value)
    if kind is bool:
        return "true" if value else "false"
    return _ALL_ELSE.encode(value).replace("\n", newline)


@cache
def _name(name: str) -> str:
    return f"{encode_basestring_ascii(name)}: "


def _as_text(value: object) -> str:
    if isinstance(value, date | Path):
        return str(value)
    raise TypeError(f"{type(value)} has no place in a document")


_ALL_ELSE = JSONEncoder(indent=2, allow_nan=False, default=_as_text)
