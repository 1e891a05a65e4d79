"""From an outline to the text of a curriculum, which lint finds no error in."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dlroadmap.authoring.outline import UNTITLED, Dropped, Listed, Outline
from dlroadmap.authoring.planting.addresses import identify as identify_address
from dlroadmap.authoring.planting.addresses import make_resources, mend_address, name_links
from dlroadmap.authoring.planting.drafting import draft_items, tell_links
from dlroadmap.authoring.planting.graph import Edges, break_circles, drop_repetitions
from dlroadmap.authoring.planting.identity import Identified, Renamed, identify
from dlroadmap.authoring.planting.ids import name_parts, suggest_id
from dlroadmap.authoring.planting.kept import Kept, KeptItem, digest
from dlroadmap.authoring.planting.layout import Headings, PlannedLevel, plan_levels
from dlroadmap.authoring.planting.needs import find_needs, tell_cuts
from dlroadmap.authoring.planting.rendering import describe_part, render
from dlroadmap.authoring.planting.wording import Cut, fit_title
from dlroadmap.authoring.values import Verbatim
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.text import clean


class Part(NamedTuple):
    """A category as it was made: its level, and by item its index in what is listed, and hours."""

    level: str
    title: str
    items: tuple[tuple[int, float | None], ...]


class Planted(NamedTuple):
    """A curriculum that was made of a list.

    `ids` are by index of what is listed, `renames` lead from former keys to those of today.
    `kept` is for the next import. `was` are by index of what is listed the states of their boxes
    in the import before. `matched` were listed before, `new` and `retired` are ids.
    """

    text: str
    title: str
    ids: dict[int, str]
    renames: dict[str, str | None]
    levels: int
    kept: Kept
    was: dict[int, str]
    parts: tuple[Part, ...]
    dropped: tuple[Dropped, ...]
    matched: int
    new: tuple[str, ...]
    renamed: tuple[Renamed, ...]
    retired: tuple[str, ...]

    @property
    def titles(self) -> dict[str, str]:
        """The titles of items by their ids, of what is gone too."""
        return {item.id: item.title for item in self.kept.items}

    @property
    def kept_before_ticks(self) -> Kept:
        """What is to be kept until the states of this import are recorded."""
        was = {self.ids[number]: state for number, state in self.was.items()}
        items = (one._replace(state=was.get(one.id, one.state)) for one in self.kept.items)
        return self.kept._replace(items=tuple(items))


def plant(outline: Outline, id: str, source: str, kept: Kept | None = None) -> Planted:
    """Return the curriculum that a list comes to; what was `kept` of it gives its items their ids.

    A list in which nothing has a title comes to a curriculum without items: see `Planted.ids`.
    """
    dropped = list(outline.dropped)
    items, numbers, titles = _select(outline, dropped)
    edges, told = find_needs(items, [cut.title for cut in titles])
    dropped += told
    names = [cut.title for cut in titles]
    edges = _join(items, edges, names, dropped)
    needs = [[o for o in others if items[o].parent != n] for n, others in enumerate(edges)]
    title = fit_title(outline.title).title or UNTITLED
    levels, told = plan_levels(title, items, outline.sections, needs)
    dropped += told
    dropped += _cut_inversions(levels, edges, items, names)
    drop_repetitions(edges, [item.parent for item in items])
    found = _identify(items, names, outline, levels, kept)
    drafts = draft_items(items, titles, edges, found, dropped)
    text = _render(outline, id, title, levels, found, drafts, dropped)
    dropped.sort(key=lambda each: each.line or 0)
    gone_before = {item.id for item in kept.items if item.gone} if kept else set()
    return Planted(
        text,
        title,
        {number: item.id for number, item in zip(numbers, found.items, strict=True)},
        _find_renames(id, found),
        len(levels),
        Kept(source, digest(text), (*found.items, *found.gone)),
        dict(zip(numbers, found.was, strict=True)),
        tuple(_tell_parts(levels, numbers, drafts)),
        tuple(dropped),
        found.matched,
        tuple(found.new),
        tuple(found.renamed),
        tuple(item.id for item in found.gone if item.id not in gone_before),
    )


def _tell_parts(
    levels: Sequence[PlannedLevel], numbers: Sequence[int], drafts: Sequence[dict[str, object]]
) -> Iterator[Part]:
    for level in levels:
        for category in level.categories:
            hours = (drafts[number].get("hours") for number in category.items)
            known = (one.value if isinstance(one, Verbatim) else None for one in hours)
            listed = (numbers[number] for number in category.items)
            yield Part(level.title, category.title, tuple(zip(listed, known, strict=True)))


def _find_renames(home: str, found: Identified) -> dict[str, str | None]:
    gone = {f"{home}/{old}": None for one in found.gone for old in (one.id, *one.formerly)}
    former = {f"{home}/{old}": f"{home}/{item.id}" for item in found.items for old in item.formerly}
    return {**gone, **former}


def _select(outline: Outline, dropped: list[Dropped]) -> tuple[list[Listed], list[int], list[Cut]]:
    """Return what has a title, its indexes in the outline, and the titles.

    What has none is named after its first address, or left out; its parts move up.
    """
    items: list[Listed] = []
    numbers: list[int] = []
    titles: list[Cut] = []
    place: dict[int, int | None] = {}
    for number, item in enumerate(outline.items):
        cut = fit_title(item.title)
        if not cut.title:
            cut = Cut(name_links(item.links))
        parent = None if item.parent is None else place.get(item.parent)
        if not cut.title:
            place[number] = parent
            dropped.append(Dropped(item.line, item.title, "it has no title"))
            continue
        place[number] = len(items)
        if cut.rest:
            why = "the title is too long; the rest is in the summary"
            dropped.append(Dropped(item.line, cut.rest, why))
        items.append(item._replace(parent=parent))
        numbers.append(number)
        titles.append(cut)
    return items, numbers, titles


def _join(
    items: Sequence[Listed],
    edges: Edges,
    names: Sequence[str],
    dropped: list[Dropped],
) -> Edges:
    """Return what each item requires: its parts, in their order, and what the list says."""
    joined: Edges = [{} for _ in items]
    for number, item in enumerate(items):
        if item.parent is not None:
            joined[item.parent][number] = edges[item.parent].get(number, "")
    for number, others in enumerate(edges):
        for other, because in others.items():
            joined[number].setdefault(other, because)
    cuts = break_circles(joined, [item.parent for item in items])
    dropped += tell_cuts(cuts, items, names, "it would close a cycle")
    return joined


def _cut_inversions(
    levels: Sequence[PlannedLevel],
    edges: Edges,
    items: Sequence[Listed],
    names: Sequence[str],
) -> Iterator[Dropped]:
    """Take away what is required of a later level, and yield it."""
    level = {
        number: place
        for place, one in enumerate(levels)
        for category in one.categories
        for number in category.items
    }
    cuts = [
        (number, other)
        for number, others in enumerate(edges)
        for other in others
        if level[number] < level[other]
    ]
    for number, other in cuts:
        del edges[number][other]
    return tell_cuts(cuts, items, names, "it is on a later level")


def _identify(
    items: Sequence[Listed],
    names: Sequence[str],
    outline: Outline,
    levels: Sequence[PlannedLevel],
    kept: Kept | None,
) -> Identified:
    headings = Headings(outline.sections, items)
    paths: dict[int | None, tuple[str, ...]] = {None: ()}
    for index in {item.section for item in items} - {None}:
        paths[index] = tuple(headings.title(one) for one in headings.path(index))[::-1]
    places = {
        number: (level.title, category.title)
        for level in levels
        for category in level.categories
        for number in category.items
    }
    boxes: list[tuple[str, ...]] = []
    listed: list[KeptItem] = []
    for number, (item, name) in enumerate(zip(items, names, strict=True)):
        outer = () if item.parent is None else (*boxes[item.parent], names[item.parent])
        boxes.append(outer)
        urls = dict.fromkeys(identify_address(mend_address(link.url)) for link in item.links)
        by_place = kept is not None and kept.by_place
        listed.append(
            KeptItem(
                id="",
                title=name,
                source=item.source,
                urls=tuple(filter(None, urls)),
                path=places[number] if by_place else paths[item.section],
                boxes=() if by_place else outer,
                state=item.state,
            )
        )
    around = [
        (*paths[item.section][::-1], *box[::-1]) for item, box in zip(items, boxes, strict=True)
    ]
    found = identify(listed, kept, around)
    if kept is not None and kept.by_place:
        again = zip(found.items, items, boxes, strict=True)
        whole = [one._replace(path=paths[item.section], boxes=box) for one, item, box in again]
        return found._replace(items=whole)
    return found


def _render(
    outline: Outline,
    id: str,
    title: str,
    levels: Sequence[PlannedLevel],
    found: Identified,
    drafts: Sequence[dict[str, object]],
    dropped: list[Dropped],
) -> str:
    ids = name_parts([level.title for level in levels], "level")
    heads = [
        (one, describe_part(name, one.title, one.description, one.weeks, one.choose))
        for one, name in zip(levels, ids, strict=True)
    ]
    parts = []
    for level in levels:
        rows = []
        names = name_parts([one.title for one in level.categories], "part")
        for category, name in zip(level.categories, names, strict=True):
            resources, refused = make_resources(category.links)
            dropped += tell_links(None, refused)
            about = category.description, category.weeks, category.choose
            rows.append((category, describe_part(name, category.title, *about, resources)))
        parts.append(rows)
    head: dict[str, object] = {"format": 1, "id": id, "title": title}
    if about_all := clean(outline.description):
        head["description"] = about_all
    retired = list(dict.fromkeys(old for gone in found.gone for old in (gone.id, *gone.formerly)))
    return render(head, retired, heads, parts, drafts)


def as_holder(id: str, planted: Planted) -> Curriculum:
    """Return a curriculum that knows nothing but its renames, for who records progress."""
    return Curriculum(id, planted.title, "", None, (), {}, {}, {}, {}, planted.renames, {})


def propose_id(outline: Outline, name: str) -> str:
    """Return the id for a new curriculum: from its title, else from the name of the list."""
    return suggest_id(fit_title(outline.title).title) or suggest_id(name) or "imported-list"
