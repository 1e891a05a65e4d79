"""Turns the parser's complaint about invalid YAML into words that authors know."""

import re
from typing import NamedTuple

_BEFORE_VALUE = re.compile(r"[ \t]*(?:- +)*(?:[^\s:#'\"\[{][^:#]*:[ \t]+)?")
"""What stands before a value on its line: indentation, hyphens, a key."""

_KEY = re.compile(r":(?:\s|$)")

_QUOTE = "put the value in double quotes"

_CLOSERS = {"[": "]", "{": "}"}

_MARKS = "@`%*&!|>,]}"
"""What no plain text begins with."""


class Slip(NamedTuple):
    """Where the parser gave up, with what complaint, and where what it was reading began.

    The places are offsets into the text; `begin` is below 0 if it is not known.
    """

    text: str
    offset: int
    problem: str
    begin: int

    @property
    def sign(self) -> str:
        """The character at which the parser gave up."""
        return self.text[self.offset : self.offset + 1]

    @property
    def line(self) -> tuple[str, int]:
        """The line at which it gave up, and where it did so there."""
        start = self.text.rfind("\n", 0, self.offset) + 1
        end = self.text.find("\n", self.offset)
        return self.text[start : end if end >= 0 else None], self.offset - start

    @property
    def opened(self) -> tuple[str, str]:
        """The character at which what it was reading began, and words for its line."""
        number = self.text.count("\n", 0, self.begin) + 1
        return self.text[self.begin : self.begin + 1] if self.begin >= 0 else "", f"line {number}"


def explain(slip: Slip) -> str:
    """Return what is wrong, and what to do, in one sentence."""
    line, column = slip.line
    indent = line[: len(line) - len(line.lstrip(" \t"))]
    if "\t" in indent and column <= len(indent):
        return "the line is indented with a tab; use spaces"
    if "alphabetic or numeric" in slip.problem:
        return _refuse(slip.sign)
    if "escape" in slip.problem or "hexdecimal" in slip.problem:
        sign = line[column - 1 : column + 1] if slip.sign != "\\" else line[column : column + 2]
        return f"`{sign}` is not a valid escape; write `\\{sign}`, or use single quotes"
    if "',' or" in slip.problem:
        return _explain_flow(slip)
    if "end of stream" in slip.problem and slip.opened[0] in ("'", '"'):
        return f"the quote on {slip.opened[1]} is not closed; close it"
    if "expected ':'" in slip.problem and slip.begin >= 0:
        return f"{slip.opened[1]} has no `: ` after its key; write `key: value`"
    return _explain_value(line, column) or _explain_rest(slip)


def _explain_flow(slip: Slip) -> str:
    """Return the words for a list or mapping in brackets that goes on where it should not."""
    sign, where = slip.opened
    since = re.split(r"[,\[{]", slip.text[max(slip.begin, 0) : slip.offset])[-1]
    if slip.sign == ":" and _KEY.search(since):
        return f"`: ` separates a key from its value; if it is part of a text, {_QUOTE}"
    if slip.sign in _CLOSERS and "\n" not in slip.text[max(slip.begin, 0) : slip.offset]:
        return f"`{slip.sign}` is part of a text between brackets; {_QUOTE}"
    if sign in _CLOSERS:
        return f"the `{sign}` on {where} is not closed; add `{_CLOSERS[sign]}`, or {_QUOTE}"
    return f"a bracket is not closed; close it, or {_QUOTE}"


def _explain_value(line: str, column: int) -> str:
    """Return the words for a value that begins with a sign of YAML; nothing for any other."""
    match = _BEFORE_VALUE.match(line)
    start = match.end() if match else 0
    value = line[start:]
    if column < start or not value:
        return ""
    first = value[0]
    if first in _MARKS or value[:2] in ("- ", "? "):
        return _refuse(first)
    if first in _CLOSERS and _CLOSERS[first] in value[: column - start]:
        return f"text follows the `{_CLOSERS[first]}`; {_QUOTE}"
    if first == "'" and column > start:
        return "text follows the closing quote; put the value in double quotes, or double each `'`"
    if first == '"' and column > start:
        return 'text follows the closing quote; quote the whole value, and write `\\"` inside it'
    if line[column : column + 1] in ("@", "`", "%"):
        return _refuse(line[column])
    return ""


def _refuse(sign: str) -> str:
    named = "a backtick" if sign == "`" else f"`{sign}`"
    return f"a text cannot begin with {named}; {_QUOTE}"


def _explain_rest(slip: Slip) -> str:
    line, column = slip.line
    if "mapping values" in slip.problem and slip.sign == ":":
        if _KEY.search(line[:column]):
            return f"`: ` separates a key from its value; if it is part of a text, {_QUOTE}"
        return f"this line continues the value above; align a key with its neighbors, or {_QUOTE}"
    is_unaligned = re.search(r"expected (?:key|'-')", slip.problem)
    if is_unaligned and not line[:column].strip():
        return "this line is not aligned with the lines above; indent it like them"
    advice = "check quotes, brackets and indentation, here and above"
    return f"parsing failed here; {advice} ({slip.problem})"
