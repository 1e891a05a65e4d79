"""One list of items for all contenders, and the forms in which each of them reads it."""

import json
from collections.abc import Iterator
from typing import NamedTuple
from uuid import UUID

LEVELS, CATEGORIES = 4, 6
BACK = (7, 11)
"""How far before an item its two prerequisites stand."""

SUMMARY = "A summary of some length, as a real item would have it."


class Item(NamedTuple):
    """An item of the list."""

    number: int
    level: int
    category: int
    requires: tuple[int, ...]

    @property
    def title(self) -> str:
        """The title that every contender shows."""
        return f"Item number {self.number}"


def items(many: int) -> Iterator[Item]:
    """Yield the items of a list, evenly spread over levels and categories."""
    size = -(-many // (LEVELS * CATEGORIES))
    for number in range(many):
        level, category = divmod(number // size, CATEGORIES)
        yield Item(number, level, category, tuple(number - n for n in BACK if number >= n))


def curriculum(many: int) -> str:
    """Return the list as a curriculum with the id `bench`."""
    lines = ["format: 1", "id: bench", "title: Bench", "levels:"]
    place = (-1, -1)
    for item in items(many):
        if item.level != place[0]:
            lines += [f"  - id: level-{item.level}", f"    title: Level {item.level}"]
            lines += ["    categories:"]
        if place != (place := (item.level, item.category)):
            lines += [f"      - id: part-{item.category}", f"        title: Part {item.category}"]
            lines += ["        items:"]
        lines += [
            f"          - id: item-{item.number}",
            f"            title: {item.title}",
            f"            summary: {SUMMARY}",
            "            kind: concept",
            f"            hours: {item.number % 7 + 1}",
        ]
        if item.requires:
            lines += ["            requires:"]
            lines += [f"              - item-{n}: it comes first" for n in item.requires]
    return "\n".join(lines) + "\n"


def checklist(many: int) -> str:
    """Return the list in Markdown, with a heading for each category and a link in each box."""
    lines, place = ["# Bench"], (-1, -1)
    for item in items(many):
        if item.level != place[0]:
            lines += ["", f"## Level {item.level}"]
        if place != (place := (item.level, item.category)):
            lines += ["", f"### Part {item.category}", ""]
        mark = "x" if item.number % 50 == 0 else " "
        lines.append(f"- [{mark}] {item.title}: [a page](https://example.org/{item.number})")
    return "\n".join(lines) + "\n"


def tasks(many: int, done: int) -> str:
    """Return the list as Taskwarrior imports it, the first `done` of it completed."""
    return json.dumps([_task(item, item.number < done) for item in items(many)])


def _task(item: Item, done: bool) -> dict[str, object]:
    state = {"status": "completed", "end": "20260101T000000Z"} if done else {"status": "pending"}
    return {
        "uuid": _uuid(item.number),
        "description": item.title,
        "entry": "20260101T000000Z",
        "project": f"level-{item.level}.part-{item.category}",
        "depends": [_uuid(number) for number in item.requires],
        **state,
    }


def _uuid(number: int) -> str:
    return str(UUID(int=number + 1, version=4))


def todo_txt(many: int, done: int) -> str:
    """Return the list as topydo reads it, without the first `done` of it, which are archived.

    There an item names what requires it, not what it requires.
    """
    follow: dict[int, list[int]] = {}
    for item in items(many):
        for number in item.requires:
            follow.setdefault(number, []).append(item.number)
    return "".join(
        f"2026-01-01 {item.title} +level-{item.level} @part-{item.category} id:{item.number}"
        f"{''.join(f' p:{number}' for number in follow.get(item.number, ()))}\n"
        for item in items(many)
        if item.number >= done
    )
