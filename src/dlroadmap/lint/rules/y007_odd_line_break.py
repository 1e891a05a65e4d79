"""Lines end in LF or CRLF.

Some characters end a line for one program and not for another: NEL (U+0085), the line separator
(U+2028), the paragraph separator (U+2029), and a carriage return without a line feed. One line
here is then two lines elsewhere, and part of a comment becomes content. dlr reads the first three
as a space, and the last as the end of a line.

Most of them come from text that was copied from a web page or a word processor.

## Instead

Replace them with a space or an ordinary line ending. `dlr lint --fix` does this without changing
what dlr reads.
"""

import re

from dlroadmap.diagnostics import Edit, Fix
from dlroadmap.format.source import LONE_CR, Source
from dlroadmap.lint.rule import Found, Met, Rule, count_more

_BLANKS = {
    "\x85": "next line (U+0085)",
    "\u2028": "line separator (U+2028)",
    "\u2029": "paragraph separator (U+2029)",
}
_BLANK = re.compile("[\x85\u2028\u2029]")


def check(source: Source) -> Found:
    """Yield a finding for every line with an odd break, and one for all lone carriage returns.

    The parser gets a blank for each of the former, and takes the latter for line feeds; so the
    same in the file changes nothing. Where it gave up all the same, they may be the cause, and
    there is no telling what was meant.
    """
    text = source.text
    lines: dict[int, list[int]] = {}
    for match in _BLANK.finditer(text):
        lines.setdefault(source.position(match.start())[0], []).append(match.start())
    for offsets in lines.values():
        name = _BLANKS[text[offsets[0]]]
        message = f"some programs read a {name} as a line break; use a space{count_more(offsets)}"
        yield _met(source, offsets, message, " ")
    returns = [match.start() for match in LONE_CR.finditer(text)]
    if returns:
        more = count_more(returns)
        message = f"carriage return without a line feed; end lines with LF or CRLF{more}"
        yield _met(source, returns, message, "\r\n" if "\r\n" in text else "\n")


def _met(source: Source, offsets: list[int], message: str, instead: str) -> Met:
    def mend() -> Fix | None:
        edits = tuple(Edit(offset, offset + 1, instead) for offset in offsets)
        return Fix(edits) if source.root is not None else None

    return Met(source, (offsets[0], offsets[0] + 1), message, mend)


RULE = Rule(__name__, "warning", __doc__, file=check)
