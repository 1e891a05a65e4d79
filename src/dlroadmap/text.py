"""Foreign text made harmless, once, where it comes in."""

import re

# Patterns stay texts here: re keeps what it compiled, and most commands need none of it.
_UNSAFE = (
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"  # control characters, escape among them
    "\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff"  # direction and invisible ones
    "\ud800-\udfff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_MARK = "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]"
_STACKED = f"({_MARK}{{4}}){_MARK}+"


def clean(text: str) -> str:
    """Return the text as one line that cannot steer a terminal: no control or bidi characters.

    White space is folded, and of piled-up combining marks four are kept.
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip(" ")
    return " ".join(re.sub(_STACKED, r"\1", re.sub(_UNSAFE, "", text)).split())


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


def plural(number: int, noun: str, many: str = "") -> str:
    """Return `1 item` or `3 items`."""
    return f"{number:,} {noun if number == 1 else many or noun + 's'}"


def listed(words: list[str], most: int = 5) -> str:
    """Return `a, b and c`, or `a, b and 7 more` when there are more than `most`."""
    if len(words) > most:
        words = [*words[: most - 1], f"{len(words) - most + 1} more"]
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def number(value: float) -> str:
    """Return `1,207` or `2.5`."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"
