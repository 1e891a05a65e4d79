"""Levels and categories of a list: from its headings, else from what comes before what.

Headings at the outermost depth that divides the list are levels, those below them categories, and
the title of a deeper one follows that of its category: `Trees: Heaps`. What stands directly below
a level's heading, or above all headings, has a category of its own. Without headings that divide,
boxes that all have boxes in them are levels; else prerequisites make bands; else there is one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dlroadmap.authoring.outline import Dropped, Link, Listed, Section
from dlroadmap.authoring.planting.addresses import name_links
from dlroadmap.authoring.planting.wording import fit_title
from dlroadmap.curriculum.graph import components, sort

ALL = "All"
"""The title of a level where nothing divides a list."""

BANDS = 5
"""So many levels are made of prerequisites at most."""


@dataclass
class PlannedCategory:
    """A category: `items` are indexes of what is listed; `section` is the heading it is from."""

    title: str
    section: int | None = None
    description: str = ""
    choose: int | None = None
    weeks: tuple[float, float] | None = None
    links: list[Link] = field(default_factory=list)
    items: list[int] = field(default_factory=list)


@dataclass
class PlannedLevel:
    """A level, in the order of the list."""

    title: str
    description: str = ""
    choose: int | None = None
    weeks: tuple[float, float] | None = None
    categories: list[PlannedCategory] = field(default_factory=list)


class Headings:
    """The headings of a list that have items below them, as a tree."""

    def __init__(self, sections: Sequence[Section], items: Sequence[Listed]) -> None:
        self.sections = sections
        self.first: dict[int | None, int] = {}
        """The first item directly below each heading, and below none."""
        self.begins: dict[int, int] = {}
        """The first item anywhere below each heading."""
        for number, item in enumerate(items):
            self.first.setdefault(item.section, number)
            section = item.section
            while section is not None and section not in self.begins:
                self.begins[section] = number
                section = sections[section].parent
        self.below: dict[int | None, list[int]] = {}
        for section in sorted(self.begins, key=self.begins.__getitem__):
            self.below.setdefault(sections[section].parent, []).append(section)

    def find_top(self) -> int | None:
        """Return the heading below which the list divides; None for the list itself.

        It is the innermost one that holds everything.
        """
        top = None
        while top not in self.first and len(self.below.get(top, ())) == 1:
            top = self.below[top][0]
        return top

    def title(self, section: int) -> str:
        """Return the title of a heading; of one without words, its number."""
        return fit_title(self.sections[section].title).title or f"Section {section + 1}"

    def path(self, section: int | None) -> Iterator[int]:
        """Yield a heading and those above it, from the innermost."""
        while section is not None:
            yield section
            section = self.sections[section].parent


def plan_levels(
    title: str,
    items: Sequence[Listed],
    sections: Sequence[Section],
    needs: Sequence[Sequence[int]],
) -> tuple[list[PlannedLevel], list[Dropped]]:
    """Return the levels of a list, and what of its headings is left out.

    `needs` are by item those that it requires for other reasons than that they are parts of it.
    """
    if not items:
        return [], []
    headings = Headings(sections, items)
    top = headings.find_top()
    told: list[Dropped] = []
    if headings.below.get(top):
        levels = _from_headings(headings, top, title, items)
    else:
        name = headings.title(top) if top is not None else ALL
        levels, told = _from_boxes(name, items, needs)
        for level in levels[:1]:
            level.categories[0].section = top
    for level in levels:
        for category in level.categories:
            category.items = list(_parts_first(category.items, items))
    return levels, [*told, *_furnish(levels, headings, items)]


def _from_headings(
    headings: Headings, top: int | None, title: str, items: Sequence[Listed]
) -> list[PlannedLevel]:
    levels: dict[int | None, PlannedLevel] = {}
    categories: dict[int | None, PlannedCategory] = {}
    roots = {section: section for section in headings.below[top]}
    for number, item in enumerate(items):
        category = categories.get(item.section)
        if category is None:
            path = list(headings.path(item.section))
            root = next((section for section in path if section in roots), None)
            if root is None:
                name = headings.title(top) if top is not None else fit_title(title).title or ALL
            else:
                name = headings.title(root)
            level = levels.setdefault(root, PlannedLevel(name))
            inner = path[: path.index(root)] if root is not None else []
            joined = ": ".join(headings.title(section) for section in reversed(inner))
            category = PlannedCategory(fit_title(joined).title or name, item.section)
            categories[item.section] = category
            level.categories.append(category)
        category.items.append(number)
    for root, level in levels.items():
        if root is not None and root not in headings.first:
            _describe(level, headings.sections[root])
    return list(levels.values())


def _describe(part: PlannedLevel | PlannedCategory, section: Section) -> None:
    part.description, part.weeks, part.choose = section.description, section.weeks, section.choose


def _from_boxes(
    name: str, items: Sequence[Listed], needs: Sequence[Sequence[int]]
) -> tuple[list[PlannedLevel], list[Dropped]]:
    """Return the levels of a list that no headings divide, and whether prerequisites made them."""
    outer = _outermost(items)
    if any(needs):
        depths = _find_depths(outer, needs)
        most = max(depths) + 1
        number = min(BANDS, most)
        bands = [depth * number // most for depth in depths]
        if number > 1:
            levels = _gather({band: f"Step {band + 1}" for band in sorted(set(bands))}, bands)
            names = f"{levels[0].title} to {levels[-1].title}"
            return levels, [Dropped(None, names, "levels made from the prerequisites")]
    whole = set(outer)
    holding = {item.parent for item in items if item.parent is not None}
    if len(whole) > 1 and whole <= holding:
        titles = {each: _name(items[each]) for each in sorted(whole)}
        return _gather(titles, outer), []
    return _gather({0: name}, [0] * len(items)), []


def _name(box: Listed) -> str:
    """Return what to call a level after a box: its title, else what it links to."""
    return fit_title(box.title).title or name_links(box.links) or ALL


def _gather(titles: dict[int, str], places: Sequence[int]) -> list[PlannedLevel]:
    found = {place: PlannedCategory(title) for place, title in titles.items()}
    for number, place in enumerate(places):
        found[place].items.append(number)
    return [PlannedLevel(one.title, categories=[one]) for one in found.values() if one.items]


def _outermost(items: Sequence[Listed]) -> list[int]:
    """Return by item the outermost box that it is a part of, itself if it is a part of none."""
    outer: list[int] = []
    for number, item in enumerate(items):
        outer.append(number if item.parent is None else outer[item.parent])
    return outer


def _find_depths(outer: Sequence[int], needs: Sequence[Sequence[int]]) -> list[int]:
    """Return by item how long the chain is that leads to it; a box and its parts have one depth.

    Boxes whose parts need each other's parts have one depth too.
    """
    group = dict(enumerate(outer))
    edges: dict[str, set[str]] = {str(each): set() for each in outer}
    for number, others in enumerate(needs):
        edges[str(group[number])].update(str(group[other]) for other in others)
    listed = {key: sorted(others - {key}, key=int) for key, others in edges.items()}
    leader = {key: part[0] for part in components(listed) for key in part}
    joined: dict[str, set[str]] = {}
    for key, before in listed.items():
        mine = leader.get(key, key)
        joined.setdefault(mine, set()).update(leader.get(other, other) for other in before)
        joined[mine].discard(mine)
    depth: dict[str, int] = {}
    for key in sort(joined):
        depth[key] = max((depth[other] + 1 for other in joined[key]), default=0)
    names = (str(group[number]) for number in range(len(outer)))
    return [depth[leader.get(name, name)] for name in names]


def _parts_first(numbers: Sequence[int], items: Sequence[Listed]) -> Iterator[int]:
    """Yield items in their order, each box behind the boxes in it."""
    inside = set(numbers)
    parts: dict[int | None, list[int]] = {}
    for number in numbers:
        parent = items[number].parent
        parts.setdefault(parent if parent in inside else None, []).append(number)
    stack = [(number, False) for number in reversed(parts.get(None, []))]
    while stack:
        number, is_done = stack.pop()
        if is_done or number not in parts:
            yield number
        else:
            stack.append((number, True))
            stack += [(part, False) for part in reversed(parts[number])]


def _furnish(
    levels: Sequence[PlannedLevel], headings: Headings, items: Sequence[Listed]
) -> Iterator[Dropped]:
    """Give levels and categories what their headings say; yield what cannot be.

    Links of a heading without items of its own go to what follows it, at the end to what is last.
    """
    homes = [(one.section, one) for level in levels for one in level.categories]
    own = {section: one for section, one in homes if section is not None}
    place = {number: one for _, one in homes for number in one.items}
    firsts = sorted((item.section, n) for n, item in enumerate(items) if item.section is not None)
    follows = dict(reversed(firsts))
    later = len(items) - 1
    end = max(follows, default=-1)
    trailing: list[Link] = []
    for index in range(len(headings.sections) - 1, -1, -1):
        section = headings.sections[index]
        later = follows.get(index, later)
        home = own.get(index)
        if home:
            _describe(home, section)
        elif index > end:
            trailing[:0] = section.links
            continue
        (home or place[later]).links[:0] = section.links
    place[len(items) - 1].links += trailing
    for level in levels:
        yield from _limit(level)


def _limit(level: PlannedLevel) -> Iterator[Dropped]:
    """Take away choices of more than there is; yield them."""
    parts: list[tuple[PlannedLevel | PlannedCategory, int]] = [(level, len(level.categories))]
    parts += [(one, len(one.items)) for one in level.categories]
    for part, number in parts:
        if part.choose is not None and not 1 <= part.choose <= number:
            why = f"there are only {number} to choose from"
            yield Dropped(None, f"{part.title}: {part.choose} are enough", why)
            part.choose = None
        if part.weeks is not None and not 0 <= part.weeks[0] <= part.weeks[1] < 1000:
            yield Dropped(None, f"{part.title}: weeks", "they are not a range from 0 to 999")
            part.weeks = None
