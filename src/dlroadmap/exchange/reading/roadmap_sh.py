"""Roadmaps of roadmap.sh: nodes and edges with positions.

A topic and a subtopic are items. A subtopic is a part of its topic, which is complete with its
parts. A solid line between two topics is an order, so the second requires the first; a dashed one
only shows that they belong together. Sections follow the headings, in steps along the order.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Any

from dlroadmap.authoring.outline import Dropped, Listed, Need, Outline, Section
from dlroadmap.curriculum.graph import sort
from dlroadmap.exchange.reading import roadmap_mockup
from dlroadmap.exchange.reading.edges import Edge, drop_circles, drop_redundant
from dlroadmap.exchange.reading.failure import UnreadableError
from dlroadmap.exchange.reading.roadmap_drawing import (
    ITEMS,
    LINKS,
    TEXTS,
    Box,
    Drawing,
    read_drawing,
)
from dlroadmap.exchange.reading.roadmap_parts import (
    find_headings,
    find_parents,
    find_points,
    find_stacks,
    sort_by_rows,
)
from dlroadmap.exchange.reading.steps import name_step, split_into_steps
from dlroadmap.exchange.reading.values import excerpt, read_text


def recognizes(document: object) -> bool:
    """Return whether a JSON document has this form."""
    if roadmap_mockup.recognizes(document):
        return True
    nodes = document.get("nodes") if isinstance(document, dict) else None
    if not isinstance(nodes, list) or not nodes:
        return False
    return all(isinstance(node, dict) and "position" in node and "type" in node for node in nodes)


def read(document: object, name: str) -> Outline:
    """Return the outline of a document; `name` is its title where it has none of its own.

    Raises UnreadableError.
    """
    if roadmap_mockup.recognizes(document):
        return roadmap_mockup.read(document, name)
    if not isinstance(document, dict) or not isinstance(document.get("nodes"), list):
        raise UnreadableError("This is not a roadmap of roadmap.sh: it has no list of nodes.")
    dropped: list[Dropped] = []
    drawing = read_drawing(document, dropped)
    stacks = find_stacks(drawing)
    parents, headings = find_parents(drawing, stacks), find_headings(drawing, stacks)
    points = find_points(drawing, headings.values())
    lines = _find_order(drawing, dropped)
    order = _sort(drawing, lines, parents, stacks)
    if not order:
        raise UnreadableError("This roadmap has no topics.")
    title = _read_title(document, drawing) or name
    shown = {*headings.values(), *(id for held in points.values() for id in held)}
    dropped += _tell_rest(drawing, shown, title)
    sections, places = _place(drawing, order, parents, headings, title)
    needs = _find_needs(drawing, lines)
    number = {id: index for index, id in enumerate(order)}
    items = (
        Listed(
            drawing.boxes[id].label,
            source=id,
            section=places[id],
            parent=number[parents[id]] if id in parents else None,
            requires=tuple(map(Need, needs.get(id, ()))),
            checks=tuple(drawing.boxes[point].label for point in points.get(id, ())),
        )
        for id in order
    )
    return Outline(title, tuple(items), tuple(sections), tuple(dropped))


def _find_order(drawing: Drawing, dropped: list[Dropped]) -> list[Edge]:
    """Return the solid lines, without those that close a circle."""
    solid = [Edge(line.source, line.target) for line in drawing.lines if line.solid]
    kept, closing = drop_circles(drawing.boxes, solid)
    for edge in closing:
        ends = (drawing.boxes[id].label or id for id in (edge.before, edge.after))
        dropped.append(Dropped(None, excerpt(" -> ".join(ends)), "it closes a circle"))
    return kept


def _sort(
    drawing: Drawing,
    lines: list[Edge],
    parents: Mapping[str, str],
    stacks: Iterable[Sequence[Box]],
) -> list[str]:
    """Return the items along the lines, else by their place, parts after topics."""
    before: dict[str, list[str]] = {id: [] for id in drawing.boxes}
    for edge in lines:
        before[edge.after].append(edge.before)
    rank = {id: number for number, id in enumerate(sort_by_rows(drawing))}
    first = rank | {box.id: rank[stack[0].id] for stack in stacks for box in stack}
    along = sort(before, lambda node: (first[node], rank[node]))
    parts: dict[str, list[str]] = {}
    for part in sorted(parents, key=rank.__getitem__, reverse=True):
        parts.setdefault(parents[part], []).append(part)
    tops = (id for id in along if drawing.boxes[id].type in ITEMS and id not in parents)
    order: list[str] = []
    for top in tops:
        stack = [top]
        while stack:
            order.append(stack.pop())
            stack += parts.get(order[-1], ())
    return order


def _find_needs(drawing: Drawing, lines: list[Edge]) -> dict[str, list[str]]:
    """Return the topics that come before each topic, without those that follow from others."""
    topics = [id for id, box in drawing.boxes.items() if box.type == "topic"]
    held = set(topics)
    edges = [edge for edge in lines if edge.before in held and edge.after in held]
    before: dict[str, list[str]] = {id: [] for id in topics}
    for edge in edges:
        before[edge.after].append(edge.before)
    needs: dict[str, list[str]] = {}
    for edge in drop_redundant(sort(before), edges):
        needs.setdefault(edge.after, []).append(edge.before)
    return needs


def _place(
    drawing: Drawing,
    order: list[str],
    parents: Mapping[str, str],
    headings: Mapping[str, str],
    title: str,
) -> tuple[list[Section], dict[str, int]]:
    """Return the sections, and the one that each item stands in.

    A topic with its parts is in the section of its heading, or in one of its own. Sections that
    follow one another make a step.
    """
    names = _name_sections(drawing, order, parents, headings)
    depths: list[int] = []
    last = ""
    for id in order:
        starts = id not in parents and not (names[id] and names[id] == last)
        depths.append(depths[-1] + starts if depths else 0)
        last = last if id in parents else names[id]
    steps = split_into_steps(depths)
    sections: list[Section] = []
    places: dict[str, int] = {}
    inside: dict[tuple[int, str], int] = {}
    for id, step in zip(order, steps, strict=True):
        for name in ("", names[id]):
            if (step, name) not in inside:
                inside[step, name] = len(sections)
                step_title = name_step(step, steps[-1] + 1, title)
                parent = inside[step, ""] if name else None
                sections.append(Section(name or step_title, parent=parent))
        places[id] = inside[step, names[id]]
    return sections, places


def _name_sections(
    drawing: Drawing, order: list[str], parents: Mapping[str, str], headings: Mapping[str, str]
) -> dict[str, str]:
    """Return the title of the section of each item, empty for a topic that stands alone.

    A topic without a heading gives its parts a section, unless all of these have their own.
    """
    label = {id: box.label for id, box in drawing.boxes.items()}
    own = {id: label[headings[id]] for id in order if id in headings}
    names: dict[str, str] = {}
    first = {parents[id]: own.get(id, "") for id in reversed(order) if id in parents}
    bare = {parents[id] for id in order if id in parents and id not in own}
    for id in order:
        above = names[parents[id]] if id in parents else ""
        named = label[id] if id in bare else first.get(id, "")
        names[id] = own.get(id) or above or named
    return names


def _read_title(document: Mapping[str, Any], drawing: Drawing) -> str:
    said = document.get("title")
    if isinstance(said, dict):
        said = said.get("page") or said.get("card")
    drawn = (box.label for box in drawing.boxes.values() if box.type == TEXTS[0])
    return read_text(said) or next(filter(None, drawn), "")


def _tell_rest(drawing: Drawing, shown: Container[str], title: str) -> Iterator[Dropped]:
    """Yield the links and the texts that belong to no item."""
    for box in drawing.boxes.values():
        if box.type in LINKS:
            listed = box.data.get("links")
            links = (
                listed if isinstance(listed, list) else [{**box.data, "url": box.data.get("href")}]
            )
            for link in links:
                said = link if isinstance(link, dict) else {}
                words = (" ".join(read_text(said.get(key)).split()) for key in ("label", "url"))
                yield Dropped(None, excerpt(" ".join(filter(None, words)) or box.id), _ELSEWHERE)
        elif box.type in TEXTS and box.label not in ("", title) and box.id not in shown:
            yield Dropped(None, excerpt(box.label), "a text that belongs to no topic")


_ELSEWHERE = "a link to another page"
