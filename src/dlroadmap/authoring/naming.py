"""From a title to an id."""

import re
from unicodedata import normalize

from dlroadmap.errors import DlrError
from dlroadmap.text import MAX_ID, clean, is_id

_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "œ": "oe", "ł": "l", "đ": "d", "þ": "th", "ð": "d"})
_APOSTROPHES = re.compile("['’ʼ]")

ID_RULE = f"Use lowercase words (a to z, 0 to 9) joined by hyphens, at most {MAX_ID} characters."


def make_id(title: str) -> str:
    """Return the id that a title suggests; raises DlrError where it suggests none.

    Accents go, and words with letters that ASCII cannot spell are left out whole.
    """
    plain = normalize("NFKD", title.casefold().translate(_LETTERS))
    plain = "".join(c for c in _APOSTROPHES.sub("", plain) if normalize("NFC", c).isprintable())
    plain = re.sub(r"[\u0300-\u036f]", "", plain)
    words = [word for word in re.split(r"[\W_]+", plain) if word and word.isascii()]
    while words and len("-".join(words)) > MAX_ID:
        words.pop()
    if not words:
        message = f"The title “{clean(title)}” cannot be turned into an id."
        raise DlrError("bad-id", message, f"{ID_RULE} For example: --id matrix-calculus")
    return "-".join(words)


def check_id(id: str) -> str:
    """Return an id; refuse what is none."""
    if not is_id(id):
        message = f"“{clean(id)}” is not a valid id."
        raise DlrError("bad-id", message, f"{ID_RULE} Example: matrix-calculus")
    return id


def check_title(title: str, noun: str = "title") -> str:
    """Return a title on one line; refuse one with characters that cannot be shown."""
    words = " ".join(title.split())
    if not words or clean(words) != words:
        message = f"“{clean(title)}” is not a valid {noun}; it is empty or has control characters."
        raise DlrError("usage", message, f"Specify a {noun} in plain text.")
    return words
