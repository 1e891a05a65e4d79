"""A text is not a placeholder.

`TODO` in a summary is a note to yourself, but learners read it too. The rule also reports `TBD`,
`FIXME` and `XXX` in capital letters, `lorem ipsum`, a text that is only the word `placeholder`, and
a text of only dots, dashes or question marks. It checks titles, summaries, descriptions, checks and
the reasons of prerequisites.

## Example

```yaml
- id: attention
  title: Attention
  summary: "TODO: say what it is"
  kind: concept
```

## Instead

Write the text, or leave the key out until you do. Put notes to yourself in a comment:

```yaml
- id: attention
  title: Attention
  kind: concept  # TODO: a summary
```
"""

import re

from dlroadmap.format.source import Source
from dlroadmap.lint.rule import Found, Met, Rule
from dlroadmap.lint.texts import texts
from dlroadmap.text import clean

_LEFT_OUT = {"aliases", "tags", "license"}
"""Texts that are words to find a thing by, or a name."""

_WORD = re.compile(r"(?<![\w`'\"‘“/$])(?<!\w[-.])(?:TODO|TBD|FIXME|XXX)(?![\w`'\"’”]|[-./]\w)")
_SIGNS = re.compile(r"[\s.…‥?？؟\-‐-―−]+")
_LOREM = re.compile(r"\blorem ipsum\b", re.IGNORECASE)

# Where the word is what the text is about, it stands for nothing else.
_ARTICLES = ("a", "the", "no", "any", "every", "each", "your", "this", "all")
_NOUN = re.compile(
    r"\s+(?:apps?|applications?|lists?|items?|notes?|comments?|tags?|markers?|boards?|managers?"
    r"|trackers?|files?|cli|api)\b",
    re.IGNORECASE,
)
_NUMBERED = """
    act appendix book bowl canto chapter chapitre kapitel lecture lesson louis olympiad part psalm
    section sonnet unit vol. volume
"""
"""Words behind which `XXX` is the number 30."""


def check(source: Source) -> Found:
    """Yield every text for people that is a placeholder, or holds one."""
    for key, scalar, text in texts(source.root):
        if key not in _LEFT_OUT and (found := placeholder_in(clean(text))):
            message = f"`{found}` is a placeholder; write the text, or leave it out"
            yield Met(source, scalar, message)


def placeholder_in(text: str) -> str:
    """Return the placeholder that a text holds, or is; empty if it is a text."""
    if _SIGNS.fullmatch(text) or text.strip(" .…<>[](){}*_'\"").casefold() == "placeholder":
        return text
    if match := _LOREM.search(text):
        return match[0]
    return next((match[0] for match in _WORD.finditer(text) if not _is_subject(text, match)), "")


def _is_subject(text: str, match: re.Match[str]) -> bool:
    """Return whether the word means something by itself: in doubt it does."""
    word, before = match[0], text[: match.start()].rstrip().rpartition(" ")[2].casefold()
    if word == "XXX":
        return before in _NUMBERED.split()
    if word == "TBD":
        return False
    if before in _ARTICLES or _NOUN.match(text, match.end()):
        return True
    # `TODO` is Spanish for “all”, and as good as any word where all are in capitals.
    after = text[match.end() :].lstrip()
    return word == "TODO" and (text[: match.start()] + after).isupper() and after[:1] != ":"


RULE = Rule(__name__, "warning", __doc__, file=check)
