r"""No text contains invisible characters that change the direction of writing.

The characters U+202A to U+202E and U+2066 to U+2069 show letters in a different order than programs
read them, so a reviewer sees one thing and the program another. They are not allowed anywhere, not
even in comments. The marks U+200E, U+200F and U+061C affect only adjacent characters. They are
allowed in a text with Hebrew, Arabic or other right-to-left letters.

## Example

```yaml
title: "Read \u202Etxt.exe"
```

## Instead

Remove them. Right-to-left text is displayed correctly without them.

```yaml
title: Read exe.txt
```
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from unicodedata import bidirectional, name

from dlroadmap.format.nodes import Scalar, scalars
from dlroadmap.format.source import Source
from dlroadmap.lint.edits import span_lines
from dlroadmap.lint.rule import Found, Met, Rule, count_more
from dlroadmap.lint.texts import escapes

_MARKS = "\u061c\u200e\u200f"
_BIDI = re.compile(f"[{_MARKS}\u202a-\u202e\u2066-\u2069]")


def check(source: Source) -> Found:
    """Yield, of each text and of each line outside, the first character that has no index there."""
    found: defaultdict[Scalar | int, list[tuple[tuple[int, int], str]]] = defaultdict(list)
    for owner, where, sign in _signs(source):
        found[owner].append((where, sign))
    for owner, signs in found.items():
        letters = filter(str.isalpha, _words(source, owner, signs[0][0][0]))
        if any(bidirectional(letter) in ("R", "AL") for letter in letters):
            signs = [each for each in signs if each[1] not in _MARKS]
        if signs:
            where, sign = min(signs)
            what = f"{name(sign).lower()} (U+{ord(sign):04X})"
            message = f"invisible {what} can reverse what is shown; remove it{count_more(signs)}"
            yield Met(source, where, message)


def _signs(source: Source) -> Iterator[tuple[Scalar | int, tuple[int, int], str]]:
    """Yield every such character, raw or as an escape, with its scalar or else its line."""
    raw = [] if source.text.isascii() else list(_BIDI.finditer(source.text))
    spans = sorted(scalars(source.root), key=lambda scalar: scalar.start) if raw else []
    for match in raw:
        at = match.start()
        index = bisect_right(spans, at, key=lambda scalar: scalar.start) - 1
        inside = index >= 0 and at < spans[index].end
        owner = spans[index] if inside else source.position(at)[0]
        yield owner, match.span(), match[0]
    yield from (each for each in escapes(source) if _BIDI.match(each[2]))


def _words(source: Source, owner: Scalar | int, at: int) -> str:
    """Return what a reader sees around the character: the text, or its line."""
    text = source.text
    if isinstance(owner, Scalar):
        return owner.value if isinstance(owner.value, str) else text[owner.start : owner.end]
    return text[slice(*span_lines(text, at, at))]


RULE = Rule(__name__, "error", __doc__, file=check)
