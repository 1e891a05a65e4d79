"""A word does not mix letters that look alike.

Some Cyrillic and Greek letters look like Latin ones; U+0430, for example, looks like `a`. If a word
mixes them, nobody can find it by typing it. A word here is a sequence of letters, so `µP`, `β-VAE`,
and a Latin and a Cyrillic word joined by a hyphen are fine. A Cyrillic ending on a Latin name in a
Cyrillic text is fine too.

The rule also reports two ids of a curriculum that differ only in `l` and `1`, `o` and `0`, or `rn`
and `m`, because they are easily confused.

## Example

```yaml
- {id: level-1, title: Level one, kind: concept}
- {id: level-l, title: Level L, kind: concept}
```

## Instead

Type the word again with one keyboard layout. Choose an id that differs in more than such a letter.
If the old id is published, list it in `formerly`.
"""

import re

from dlroadmap.format.source import Source
from dlroadmap.lint.checked import Checked
from dlroadmap.lint.rule import Found, Met, Rule
from dlroadmap.lint.texts import find_words, texts

_WORD = re.compile(r"[^\W\d_]+")
_LATIN = "[A-Za-z]"
_CYRILLIC = "[\u0400-\u052f]"
# Of the small Greek letters only the omicron: the others are symbols, as in nu-SVM.
_GREEK = "[ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοϲϳ]"
_FOREIGN = re.compile(f"{_CYRILLIC}|{_GREEK}")
_MIXED = re.compile(f"(?=.*{_LATIN}).*(?:{_FOREIGN.pattern})")
_ENDING = re.compile(f"{_LATIN}{{2,}}{_CYRILLIC}+")
_ALL_CYRILLIC = re.compile(f"{_CYRILLIC}+")


def check(source: Source) -> Found:
    """Yield every title, alias and tag with a word of mixed letters, at the first such word."""
    if source.text.isascii() and "\\" not in source.text:
        return
    for key, scalar, text in texts(source.root):
        if key in ("title", "aliases", "tags") and (found := _mixed(text)):
            foreign = _FOREIGN.findall(found)[0]
            script = "Cyrillic" if re.match(_CYRILLIC, foreign) else "Greek"
            sign = f"the {script} `{foreign}` (U+{ord(foreign):04X})"
            message = f"`{found}` mixes Latin letters with {sign}; type it again in one script"
            yield Met(source, find_words(source, scalar, found), message)


def check_ids(checked: Checked) -> Found:
    """Yield every item whose id looks like that of an earlier one."""
    seen: dict[str, str] = {}
    for definition in checked.own.values():
        id = definition.item.id
        look = id.replace("rn", "m").replace("1", "l").replace("0", "o")
        first = seen.setdefault(look, id)
        node = definition.node.get("id")
        if first != id and node:
            message = f"`{id}` looks like `{first}`; choose an id that is easier to tell apart"
            yield Met(definition.source, node, message)


def _mixed(text: str) -> str:
    """Return the first word of a text in which Latin letters and their doubles meet, or nothing."""
    if text.isascii():
        return ""
    words = _WORD.findall(text)
    is_cyrillic = any(map(_ALL_CYRILLIC.fullmatch, words))
    mixed = (word for word in words if _MIXED.match(word))
    return next((word for word in mixed if not (is_cyrillic and _ENDING.fullmatch(word))), "")


RULE = Rule(__name__, "warning", __doc__, file=check, curriculum=check_ids)
