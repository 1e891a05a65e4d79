"""Items, as lists and one at a time, and what to learn them from."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from dlroadmap.curriculum.model import Changed, Curriculum, Item, Location, Resource
from dlroadmap.guide.readiness import Readiness
from dlroadmap.progress.fold import Progress
from dlroadmap.render.goal_words import tell_whose
from dlroadmap.render.history import entry_in_words
from dlroadmap.render.links import address
from dlroadmap.render.screen import Screen
from dlroadmap.render.tables import bullets
from dlroadmap.render.words import STATE_WORDS, tell_absence
from dlroadmap.words import format_hours, join_words, local_day, pluralize

if TYPE_CHECKING:
    from dlroadmap.guide.listing import Serving

WIDE = 100
"""From these columns on, tables of items show titles beside ids."""

MOST = 3
"""So many items are named behind each resource."""

STATE_STYLES = {"done": "green", "done (inferred)": "green", "in progress": "bold", "ready": "cyan"}


def state_in_words(key: str, progress: Progress, readiness: Readiness) -> str:
    """Return done, done (inferred), in progress, skipped, assumed, ready, or blocked."""
    state = progress.state(key)
    if state == "todo" and key in readiness.assumed:
        return "assumed"
    if state == "todo":
        return "blocked" if readiness.blockers(key) else "ready"
    return f"{STATE_WORDS[state]}{' (inferred)' if key in progress.inferred else ''}"


def _hours(item: Item) -> str:
    return f", {format_hours(item.hours)}" if item.hours else ""


def item_page(
    item: Item,
    curriculum: Curriculum,
    used: Curriculum,
    progress: Progress,
    state: str,
    required_by: Sequence[str],
    history: Sequence[Mapping[str, Any]],
) -> Iterator[RenderableType]:
    """Yield all about one item of a curriculum, for whoever uses that or another one."""
    where = tell_absence(item.key, used)
    if location := curriculum.locations.get(item.key):
        titles = dict.fromkeys((location.level.title, location.category.title))
        place = f"in {', '.join(titles)}"
        where = place if curriculum.id == used.id else f"{where}; {place} of {curriculum.title}"
    yield Text.assemble((item.title, "bold"), f" ({item.key})")
    kind = f"{item.priority.capitalize()} {item.kind}{_hours(item)}"
    yield f"{state.capitalize()}. {kind}, {where}."
    if item.summary:
        yield from ("", item.summary)

    def title_with_state(key: str) -> str:
        known = curriculum.items.get(key)
        recorded = progress.state(key)
        state = STATE_WORDS[recorded]
        if recorded == "todo" and key in curriculum.assumed:
            state = "assumed"
        elif recorded == "todo" and key in curriculum.hidden:
            state = "hidden"
        return f"{known.title if known else key} ({state})"

    before = [
        f"{title_with_state(r.key)}{': ' if r.because else ''}{r.because}" for r in item.requires
    ]
    changes = [each for each in curriculum.changed if each.key == item.key]
    for by in dict.fromkeys(each.by for each in changes):
        lines = [_change_in_words(each, curriculum) for each in changes if each.by == by]
        yield from _section(f"Changed in {by}", lines)
    yield from _section("Prerequisites", before)
    yield from _section("Required by", [title_with_state(key) for key in required_by])
    yield from _section("Covers", [title_with_state(key) for key in item.covers])
    yield from _section("Done when you can", item.checks)
    yield from _section("Resources", list(map(_describe_resource, item.resources)))
    yield from _section("Aliases", item.aliases)
    yield from _section("History", [_entry_in_words(entry) for entry in history])


_ADDED = {
    "requires": "also requires",
    "checks": "also check:",
    "aliases": "alias:",
    "tags": "tag:",
    "resources": "resource:",
}
"""What a person reads of a list that an overlay has added to."""


def _change_in_words(change: Changed, curriculum: Curriculum) -> str:
    """Return `hours 6, was 2`, or `also requires The command line`."""
    if change.what in _ADDED:
        known = curriculum.items
        names = [known[name].title if name in known else name for name in change.added]
        return f"{_ADDED[change.what]} {join_words(names)}"
    was = "unknown" if change.was is None else change.was
    return f"{change.what} {change.now}, was {was}"


def beginning(item: Item) -> Iterator[RenderableType]:
    """Yield how to know that an item is done, and the first free thing to learn it from."""
    free = [_describe_resource(r) for r in item.resources if r.cost == "free"]
    yield from _section(f"{item.title}: done when you can", item.checks)
    yield from _section("Start with", free[:1])


def _describe_resource(resource: Resource) -> Text:
    kind = f" ({resource.type}, {resource.cost}) "
    return Text.assemble(resource.title, _part_of(resource), kind, address(resource.url))


def _part_of(resource: Resource) -> str:
    return f", {resource.part}" if resource.part else ""


def _entry_in_words(entry: Mapping[str, Any]) -> Text:
    day = entry["on"] or local_day(str(entry["at"]))
    link = entry["link"] and address(entry["link"])
    by = entry["by"] and f"by {entry['by']}"
    whose = tell_whose(entry["group"] or "", entry["asked_by"] or "").removeprefix(", ")
    said = filter(None, [day, entry_in_words(entry), by, whose, entry["note"], link])
    return Text(" ").join(part if isinstance(part, Text) else Text(part) for part in said)


def _section(title: str, lines: Sequence[RenderableType]) -> Iterator[RenderableType]:
    if lines:
        yield from ("", Text(title, "bold"), bullets(lines))


def print_resources(
    servings: "Sequence[Serving]", curriculum: Curriculum, location: Location | None, screen: Screen
) -> None:
    """Print each resource with its type and cost, its address in one piece, and what it serves.

    `location` is that of the item whose resources they are, where the curriculum in use holds it.
    """
    for serving in servings:
        resource = serving.resource
        kind = f" ({resource.type}, {resource.cost})"
        screen.print(Text.assemble((resource.title, "bold"), _part_of(resource), kind))
        screen.lines(Text.assemble("  ", address(resource.url)))
        served = join_words(_served_titles(serving, curriculum), MOST)
        screen.print(Padding(Text(f"for {served}", overflow="fold"), (0, 0, 0, 2)))
    if servings:
        free = sum(serving.resource.cost == "free" for serving in servings)
        screen.print("", f"{pluralize(len(servings), 'resource')}, {free:,} free")
    else:
        screen.print("No matching resources.")
    if location:
        screen.print(f"To see its whole category: dlr resources {location.name}")


def _served_titles(serving: "Serving", curriculum: Curriculum) -> list[str]:
    titles = {
        location.name: f"all of {location.category.title}"
        + (f" ({level})" if (level := location.level.title) != location.category.title else "")
        for location in curriculum.categories
    }
    categories = [titles[name] for name in serving.categories]
    return categories + [curriculum.items[key].title for key in serving.items]
