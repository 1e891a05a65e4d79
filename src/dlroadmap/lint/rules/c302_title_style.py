"""A title has no final punctuation and no extra spaces.

dlr shows titles in lists, tables and messages, where a final period, comma, semicolon or colon
looks like a mistake. Spaces at either end, and double spaces, are invisible and are dropped when
the file is read. Abbreviations such as `et al.` and `U.S.`, ellipses, question marks and
exclamation marks are fine, and capitalization is up to you. The rule checks the titles of
curricula, levels, categories, items and resources.

## Example

```yaml
- id: attention
  title: "Attention and  transformers."
```

## Instead

```yaml
- id: attention
  title: "Attention and transformers"
```

`dlr lint --fix` does this for titles on a single line.
"""

import re
from collections.abc import Iterator
from functools import partial
from unicodedata import category, normalize

from dlroadmap.diagnostics import Edit, Fix
from dlroadmap.format.fields import records
from dlroadmap.format.nodes import Scalar, text_of
from dlroadmap.format.schema import SourceModel
from dlroadmap.format.source import Source
from dlroadmap.lint.rule import Found, Met, Rule
from dlroadmap.text import clean

_MARKS = {".": "period", ",": "comma", ";": "semicolon", ":": "colon"}
_END = re.compile(r"(?<=[^\s.,;:…])[.,;:]$")
"""One mark right behind a word; `...` and a title about a mark, such as `Slices with :`, stay."""

_BLANKS = re.compile(r"[ \t]{2,}")
_NOT_TEXT = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}

_WORDS = """
    al bros co corp dr esq inc jr llc ltd mr mrs ms mt prof sr st
    anon appx ch chap cf diss ed eds eq eqs et etc ex exs excl fig figs ff ibid incl intl lit
    no nos op orig para pp prop pt refs resp rev sec sect ser suppl thm univ vol vols vs viz
    abbr adv alg approx arg args avg calc comp conf dept elem eng esp est gen intro lang lin max
    mech min misc opt phil phys prob proc psych repr sci spec stat stats std
    apr aug dec feb fri jan jul jun mar mon nov oct sat sep sept thu thur thurs tue tues wed
    allg aufl begr bspw bzgl ca ecc éd enz ev evtl ggf inkl itd itp kap mio osv pag pág sog
    usw
    гл изд им напр пер рис руб ред табл тыс
    αι αρ βλ εκδ κεφ λπ σελ τομ χιλ الخ إلخ
"""
_ABBREVIATIONS = frozenset(_WORDS.split())
_VOWEL = re.compile("[aeiouyæøœıаеиоуыэюяієαεηιουω]")


def check(source: Source) -> Found:
    """Yield every title that ends with a mark, or holds blanks that are dropped."""
    for model, record in records(source.root):
        title = record.get("title")
        if model is SourceModel or not isinstance(title, Scalar) or not text_of(title):
            continue
        faults = list(_faults(source, title, text_of(title)))
        if faults:
            message = f"the title {' and '.join(faults)}; remove it"
            yield Met(source, title, message, partial(_mend, source, title, text_of(title)))


def _faults(source: Source, title: Scalar, value: str) -> Iterator[str]:
    mark = final_mark(clean(value))
    if mark:
        yield f"ends with a {_MARKS[mark]}"
    inner = _inner(source, title)
    if inner is not None and source.text[title.start] in "'\"":
        if inner != inner.strip(" \t"):
            yield "begins or ends with a space"
        if _BLANKS.search(inner.strip(" \t")):
            yield "has two spaces in a row"


def final_mark(title: str) -> str:
    """Return the mark at the end of a title that should not be there, empty if there is none."""
    if not _END.search(title):
        return ""
    *before, last = title.split()
    if last[-1] == ".":
        word = re.sub(r"^\W+", "", last[:-1])
        closed = category(last[-2])[0] == "P"
        # The word before is cut short too in `Proc. Natl. Acad. Sci.`.
        follows = bool(before) and before[-1].endswith(".") and len(before[-1]) <= 6
        stays = not closed and (follows or _is_abbreviation(word))
        return "" if stays else "."
    # The Greek question mark looks like a semicolon, and is mostly written as one.
    if last[-1] == ";" and re.search(r"[\u0370-\u03ff\u1f00-\u1fff]", title):
        return ""
    return str(last[-1])


def _is_abbreviation(word: str) -> bool:
    """Return whether a full stop belongs to a word: in doubt it does.

    So it is with single letters, numbers (`2.` is `2nd` in many languages), words with another
    full stop, known abbreviations, short words without a vowel, and short ones of scripts that
    know no small letters.
    """
    bare = "".join(c for c in normalize("NFD", word.casefold()) if c.isalnum())
    return (
        len(bare) < 2
        or "." in word
        or word.isdigit()
        or re.fullmatch(r"[IVXLCDM]+", word) is not None
        or word.casefold().rpartition("-")[2] in _ABBREVIATIONS
        or (len(bare) <= 4 and word[1:].islower() and not _VOWEL.search(bare))
        or (len(bare) <= 3 and word.upper() == word.lower())
    )


def _inner(source: Source, title: Scalar) -> str | None:
    """Return what stands between the quotes, or all of a plain scalar; None if it is not simple.

    Simple is what stands on one line and is written as it is read.
    """
    written = source.text[title.start : title.end]
    inner = written[1:-1] if written[:1] in ("'", '"') else written
    return inner if inner == title.value else None


def _mend(source: Source, title: Scalar, value: str) -> Fix | None:
    inner = _inner(source, title)
    if inner is None:
        return None
    quoted = source.text[title.start] in "'\""
    new = _BLANKS.sub(" ", inner).strip(" \t") if quoted else inner
    if final_mark(clean(value)):
        new = new[:-1]
    # Without its mark, `2.` or `no.` would be no text any more where no quotes are.
    if not quoted and (not new[0].isalpha() or new.casefold() in _NOT_TEXT):
        return None
    return Fix((Edit(title.start + quoted, title.end - quoted, new),))


RULE = Rule(__name__, "warning", __doc__, file=check)
