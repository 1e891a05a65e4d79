"""What the tests of readers ask of an outline."""

from textwrap import dedent

from dlroadmap.authoring.outline import Listed, Outline
from dlroadmap.exchange.reading.markdown import read


def outline(text: str, base: str = "") -> Outline:
    """Read a page."""
    return read(dedent(text).removeprefix("\n"), "Name", base)


def titles(found: Outline) -> list[str]:
    """Return the titles of the items."""
    return [item.title for item in found.items]


def only(text: str, base: str = "") -> Listed:
    """Return the only item of a page."""
    (item,) = outline(text, base).items
    return item


def places(found: Outline) -> list[tuple[str, str]]:
    """Return each item with the titles of the sections that it stands in."""
    return [(item.title, _path(found, item.section)) for item in found.items]


def _path(found: Outline, place: int | None) -> str:
    if place is None:
        return ""
    section = found.sections[place]
    above = _path(found, section.parent)
    return f"{above} > {section.title}" if above else section.title


def dropped(found: Outline) -> list[tuple[int | None, str, str]]:
    """Return what is left out, as plain tuples."""
    return [(one.line, one.text, one.why) for one in found.dropped]
