"""Elements of HTML in a page, found in one pass, however many are never closed."""

import re
from collections.abc import Iterator

_END = re.compile(r"</(summary|h[1-6])>", re.IGNORECASE)


def find_elements(text: str, opening: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """Yield what opens an element, and what stands in it; of what has no end, nothing.

    The group of `opening` is the name of an element, empty for a tag that is taken alone.
    """
    last = {found[1].lower(): found.start() for found in _END.finditer(text)}
    place = 0
    while found := opening.search(text, place):
        place = found.end()
        if not (name := found[1]):
            yield found[0], ""
        elif place <= (end := last.get(name.lower(), -1)):
            start = text.find(">", place) + 1
            if start <= end and (close := _close(name).search(text, start)):
                place = close.end()
                yield found[0], text[start : close.start()]


def _close(name: str) -> re.Pattern[str]:
    return re.compile(f"</{name}>", re.IGNORECASE)


def strip_tags(text: str) -> str:
    """Return the text of a piece of HTML."""
    end = text.rfind(">") + 1
    return " ".join((re.sub(r"<[^>]*>", " ", text[:end]) + text[end:]).split())
