"""A planted list as the text of a curriculum file."""

from collections.abc import Iterator, Mapping, Sequence

from dlroadmap.authoring.planting.layout import PlannedCategory, PlannedLevel
from dlroadmap.authoring.values import to_lines
from dlroadmap.text import clean
from dlroadmap.words import format_exactly

HEAD = "# Imported by dlr from a list. Importing the list again replaces this file."
"""The first line of every file that an import made; it tells them from all others."""

ADVICE = "# To change the curriculum yourself, create an overlay that extends {}."


def render(
    head: Mapping[str, object],
    retired: Sequence[str],
    levels: Sequence[tuple[PlannedLevel, Mapping[str, object]]],
    categories: Sequence[Sequence[tuple[PlannedCategory, Mapping[str, object]]]],
    items: Sequence[Mapping[str, object]],
) -> str:
    """Return the text of a file: levels and categories with their keys, items by their index."""
    return "\n".join([*_lines(head, retired, levels, categories, items), ""])


def _lines(
    head: Mapping[str, object],
    retired: Sequence[str],
    levels: Sequence[tuple[PlannedLevel, Mapping[str, object]]],
    categories: Sequence[Sequence[tuple[PlannedCategory, Mapping[str, object]]]],
    items: Sequence[Mapping[str, object]],
) -> Iterator[str]:
    yield HEAD
    yield ADVICE.format(head["id"])
    yield from to_lines(head)
    if retired:
        yield "retired:"
        yield from (f"  {to_lines({id: ''})[0][:-2]}null" for id in retired)
    yield "levels:"
    for (_, level), parts in zip(levels, categories, strict=True):
        yield from _indent(to_lines(level), "  ")
        yield "    categories:"
        for planned, category in parts:
            yield from _indent(to_lines(category), "      ")
            yield "        items:"
            for number in planned.items:
                yield from _indent(to_lines(items[number]), "          ")


def _indent(lines: Sequence[str], blanks: str) -> Iterator[str]:
    yield f"{blanks}- {lines[0]}"
    for line in lines[1:]:
        yield f"{blanks}  {line}"


def describe_part(
    id: str,
    title: str,
    description: str,
    weeks: tuple[float, float] | None,
    choose: int | None,
    resources: Sequence[Mapping[str, str]] = (),
) -> dict[str, object]:
    """Return the keys of a level or a category, without what is empty."""
    return filled({
        "id": id,
        "title": title,
        "description": clean(description),
        "weeks": _format_weeks(weeks),
        "choose": choose,
        "resources": resources,
    })  # fmt: skip


def _format_weeks(weeks: tuple[float, float] | None) -> object:
    if weeks is None:
        return None
    low, high = (format_exactly(round(end, 1)) for end in weeks)
    return f"{low}-{high}"


def filled(values: Mapping[str, object]) -> dict[str, object]:
    """Return what is not empty."""
    return {name: value for name, value in values.items() if value}
