"""Items, as lists and one at a time."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from dlroadmap.curriculum.model import Curriculum, Item, Location
from dlroadmap.guide.readiness import Readiness
from dlroadmap.progress.fold import Progress
from dlroadmap.render.history import kind_in_words
from dlroadmap.render.screen import NARROW, Screen
from dlroadmap.render.tables import labelled, table
from dlroadmap.render.words import STATE_WORDS
from dlroadmap.words import format_hours, format_number, local_day

WIDE = 100
"""From these columns on, lists show titles beside ids."""

STATE_STYLES = {"done": "green", "done (inferred)": "green", "in progress": "bold", "ready": "cyan"}


def state_in_words(key: str, progress: Progress, readiness: Readiness) -> str:
    """Return done, done (inferred), in progress, skipped, ready, or waiting."""
    state = progress.state(key)
    if state == "todo":
        return "waiting" if readiness.blockers(key) else "ready"
    return f"{STATE_WORDS[state]}{' (inferred)' if key in progress.inferred else ''}"


def item_table(
    rows: Iterable[tuple[Item, str]],
    locations: Mapping[str, Location],
    screen: Screen,
) -> RenderableType:
    """Return items with their states: with titles on a wide screen, two lines each on a narrow."""
    if screen.width < NARROW:
        return Group(*(line for item, state in rows for line in _item_lines(item, state)))
    wide = screen.width >= WIDE
    titles = ["Title"] if wide else []
    made = table(
        "State", "Item", "Hours", *titles, "Where", right=["Hours"], whole=["State", "Item"]
    )
    for item, state in rows:
        location = locations.get(item.key)
        made.add_row(
            Text(state, STATE_STYLES.get(state, "")),
            Text(item.id),
            format_number(item.hours) if item.hours else "-",
            *([Text(item.title)] if wide else []),
            Text(location.name if location else item.home),
        )
    return made


def _item_lines(item: Item, state: str) -> list[Text]:
    hours = f", {format_hours(item.hours)}" if item.hours else ""
    return [Text(item.id, "bold"), Text(f"  {state}{hours}")]


def item_page(
    item: Item,
    curriculum: Curriculum,
    progress: Progress,
    state: str,
    required_by: Sequence[str],
    history: Sequence[Mapping[str, Any]],
) -> list[RenderableType]:
    """Return all about one item."""
    location = curriculum.locations.get(item.key)
    where = f"not in {curriculum.title}"
    if location:
        where = f"in {location.level.title}, {location.category.title}"
    effort = f", {format_hours(item.hours)}" if item.hours else ""
    kind = f"{item.priority.capitalize()} {item.kind}{effort}"
    page: list[RenderableType] = [
        Text.assemble((item.title, "bold"), f" ({item.key})"),
        Text(f"{state.capitalize()}. {kind}, {where}."),
    ]
    if item.summary:
        page += ["", Text(item.summary)]

    def title_with_state(key: str) -> str:
        known = curriculum.items.get(key)
        return f"{known.title if known else key} ({STATE_WORDS[progress.state(key)]})"

    page += _section(
        "Comes after",
        [f"{title_with_state(r.key)}{': ' if r.because else ''}{r.because}" for r in item.requires],
    )
    page += _section("Opens", [title_with_state(key) for key in required_by])
    page += _section("Practises", [title_with_state(key) for key in item.covers])
    page += _section("You have it when you can", item.checks)
    page += _section(
        "Learn it from",
        [f"{r.title} ({r.type}, {r.cost}) {r.url}" for r in item.resources],
    )
    page += _section("Also called", item.aliases)
    page += _section("History", [_entry_in_words(entry) for entry in history])
    return page


def beginning(item: Item) -> list[RenderableType]:
    """Return how to know that one has an item, and the first free thing to learn it from."""
    free = next((resource for resource in item.resources if resource.cost == "free"), None)
    return [
        *_section(f"You have {item.title} when you can", item.checks),
        *_section("Begin with", [f"{free.title} ({free.type}, free) {free.url}"] if free else []),
    ]


def _entry_in_words(entry: Mapping[str, Any]) -> str:
    day = entry["on"] or local_day(str(entry["at"]))
    return " ".join(filter(None, [day, kind_in_words(entry), entry["note"], entry["link"]]))


def _section(title: str, lines: Sequence[str]) -> list[RenderableType]:
    grid = labelled()
    for line in lines:
        grid.add_row(" -", Text(line))
    return ["", Text(title, "bold"), grid] if lines else []
