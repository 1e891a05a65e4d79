"""Foreign text made harmless, once, where it comes in."""

import re

# Patterns stay texts here: re keeps what it compiled, and most commands need none of it.
_UNSAFE = (
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"  # control characters, escape among them
    "\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff"  # direction and invisible ones
    "\ud800-\udfff\ufff9-\ufffb\U000e0000-\U000e007f"
    "\ufdd0-\ufdef"  # and what Unicode promises never to make a character
    + "".join(chr(plane + n) for plane in range(0, 0x110000, 0x10000) for n in (0xFFFE, 0xFFFF))
    + "]"
)

MAX_MARKS = 4
"""Combining marks on one character that are kept; no script needs more."""

MAX_ID = 64
"""Characters of an id."""


def clean(text: str) -> str:
    """Return the text as one line that cannot steer a terminal: no control or bidi characters.

    White space is folded, and of piled-up combining marks four are kept.
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip(" ")
    return " ".join(_limit_marks(re.sub(_UNSAFE, "", text)).split())


def _limit_marks(text: str) -> str:
    from unicodedata import category

    if not any(category(character) in ("Mn", "Me") for character in set(text)):
        return text
    kept: list[str] = []
    marks = 0
    for character in text:
        marks = marks + 1 if category(character) in ("Mn", "Me") else 0
        if marks <= MAX_MARKS:
            kept.append(character)
    return "".join(kept)


def strip_unsafe(text: str) -> str:
    """Return the text without what could steer a terminal, its spaces as they are."""
    return text if text.isascii() and text.isprintable() else re.sub(_UNSAFE, "", text)


def is_id(text: str) -> bool:
    """Return whether a text has the form of an id: ASCII in kebab case, at most 64 characters."""
    kebab = text.isascii() and text == text.lower() and all(map(str.isalnum, text.split("-")))
    return kebab and len(text) <= MAX_ID


def spell_id(text: str) -> str:
    """Return the id that a text suggests; empty where it suggests none.

    Accents go, and words with letters that ASCII cannot spell are left out whole.
    """
    from unicodedata import normalize

    letters = str.maketrans(
        {"æ": "ae", "ø": "o", "œ": "oe", "ł": "l", "đ": "d", "þ": "th", "ð": "d"}
    )
    plain = normalize("NFKD", text.casefold().translate(letters))
    plain = re.sub("['’ʼ]", "", plain)
    plain = "".join(c for c in plain if normalize("NFC", c).isprintable())
    plain = re.sub(r"[\u0300-\u036f]", "", plain)
    words = [word for word in re.split(r"[\W_]+", plain) if word and word.isascii()]
    while words and len("-".join(words)) > MAX_ID:
        words.pop()
    return "-".join(words)


def is_web_address(text: str) -> bool:
    """Return whether a text is an http or https address that names a host and no user."""
    from urllib.parse import urlsplit

    if not text.isprintable() or " " in text or "\\" in text:
        return False
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(host) and "@" not in parts.netloc


def has_password(text: str) -> bool:
    """Return whether a text contains an address with a password: scheme://user:password@host."""
    return bool(re.search(r"://[^/?#@\s]*:[^/?#\s]*@", text))


def hide_passwords(text: str) -> str:
    """Return the text with a `…` for every password in an address: scheme://user:…@host."""
    return re.sub(r"(://[^/?#@\s:]*):\S*@", r"\1:…@", text) if "://" in text else text
