r"""No character turns the direction of writing around.

Invisible characters (U+202A to U+202E, U+2066 to U+2069) make letters appear in another order than
they are read in, so that a reviewer sees one thing and the program another. They are refused
everywhere, in comments too. The marks U+200E, U+200F and U+061C only nudge a neighbour; they are
fine in a text with Hebrew, Arabic or other letters that run from right to left.

## Example

```yaml
title: "Read \u202Etxt.exe"
```

## Instead

Remove them; letters find their direction by themselves.

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
from dlroadmap.lint.rule import Met, Rule
from dlroadmap.lint.texts import count_more, escapes

_MARKS = "\u061c\u200e\u200f"
_BIDI = re.compile(f"[{_MARKS}\u202a-\u202e\u2066-\u2069]")


def check(source: Source) -> Iterator[Met]:
    """Yield, of each text and of each line outside, the first character that has no index there."""
    found: defaultdict[Scalar | int, list[tuple[tuple[int, int], str]]] = defaultdict(list)
    for owner, where, sign in _signs(source):
        found[owner].append((where, sign))
    for owner, signs in found.items():
        if _runs_leftwards(_words(source, owner, signs[0][0][0])):
            signs = [each for each in signs if each[1] not in _MARKS]
        if signs:
            where, sign = min(signs)
            what = f"{name(sign).lower()} (U+{ord(sign):04X})"
            message = f"an invisible {what} can reverse what is shown; remove it{count_more(signs)}"
            yield Met(source, where, message)


def _signs(source: Source) -> Iterator[tuple[Scalar | int, tuple[int, int], str]]:
    """Yield every such character, raw or as an escape, with its scalar or else its line."""
    raw = () if source.text.isascii() else _BIDI.finditer(source.text)
    spans: list[Scalar] | None = None
    for match in raw:
        if spans is None:
            spans = sorted(scalars(source.root), key=lambda scalar: scalar.start)
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
        value = owner.value
        return value if isinstance(value, str) else text[owner.start : owner.end]
    end = text.find("\n", at)
    return text[text.rfind("\n", 0, at) + 1 : end if end >= 0 else len(text)]


def _runs_leftwards(words: str) -> bool:
    return any(sign.isalpha() and bidirectional(sign) in ("R", "AL") for sign in words)


RULE = Rule(__name__, "error", __doc__, file=check)
