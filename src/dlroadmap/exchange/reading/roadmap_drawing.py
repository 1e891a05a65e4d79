"""What a drawing of roadmap.sh is made of: boxes with a place, and lines between them."""

from collections.abc import Container, Iterator, Mapping, Sequence
from math import isfinite
from typing import Any, NamedTuple

from dlroadmap.authoring.outline import Dropped
from dlroadmap.exchange.reading.failure import UnreadableError
from dlroadmap.exchange.reading.values import excerpt, read_text
from dlroadmap.words import agree, pluralize

MOST = 2_000
"""More boxes than these are no drawing; the largest have some 500."""

TOUCHING = 16
"""Boxes that are no further apart than these pixels stand in one stack."""

ITEMS = ("topic", "subtopic", "todo")
CHECKLIST = "checklist"
TEXTS = ("title", "label", "paragraph")
LINKS = ("button", "resourceButton", "linksgroup")
LINES = ("horizontal", "vertical", "legend")
FRAME = "section"

SIZES = {"label": (120, 38)}
"""How large a box is that says nothing about it."""


class Box(NamedTuple):
    """A node of the drawing. `id` is its own, even where the file uses one twice."""

    id: str
    type: str
    label: str
    left: float
    top: float
    width: float
    height: float
    data: Mapping[str, Any]

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height

    @property
    def right(self) -> float:
        """The edge on the right."""
        return self.left + self.width

    def over(self, other: "Box") -> bool:
        """Return whether a part of one is above or below the other."""
        return self.left < other.right and other.left < self.right

    def touches(self, other: "Box") -> bool:
        """Return whether both stand in one stack or row."""
        aside = max(other.left - self.left - self.width, self.left - other.left - other.width)
        if aside > TOUCHING:
            return False
        below = max(other.top - self.top - self.height, self.top - other.top - other.height)
        return below <= TOUCHING and (aside < 0 or below < 0)

    def is_at(self, x: float, y: float) -> bool:
        """Return whether a point is inside, or not far from an edge."""
        across = self.left - TOUCHING <= x <= self.right + TOUCHING
        return across and self.top - TOUCHING <= y <= self.bottom + TOUCHING

    def holds(self, other: "Box") -> bool:
        """Return whether the middle of the other is inside."""
        x, y = other.left + other.width / 2, other.top + other.height / 2
        return self.left <= x <= self.right and self.top <= y <= self.bottom


class Line(NamedTuple):
    """A connection of two boxes; a solid one is an order, a dashed one belongs together."""

    source: str
    target: str
    solid: bool


class Drawing(NamedTuple):
    """The boxes by id, from the top to the bottom, and the lines between them."""

    boxes: Mapping[str, Box]
    lines: tuple[Line, ...]


def read_drawing(document: Mapping[str, Any], dropped: list[Dropped]) -> Drawing:
    """Return what a document draws; raises UnreadableError where that is too much."""
    nodes = document["nodes"]
    boxes: dict[str, Box] = {}
    lists: dict[str, str] = {}
    for entry in nodes:
        node = _object(entry)
        type, id = read_text(node.get("type")), read_text(node.get("id"))
        if type not in (*ITEMS, CHECKLIST, *TEXTS, *LINKS, *LINES, FRAME):
            dropped.append(Dropped(None, excerpt(_label(node) or entry), "an unknown type of node"))
            continue
        box = _read_box(id, type, node)
        entries = list(_split(box)) if type == CHECKLIST else [box]
        lists.setdefault(id, entries[0].id if entries else id)
        if len(boxes) + len(entries) > MOST:
            raise UnreadableError(f"This roadmap has more than {MOST:,} nodes.")
        for one in entries:
            if one.type in ITEMS and not one.label:
                dropped.append(Dropped(None, one.id, f"this {one.type} has no label"))
            else:
                fresh = _find_free(one.id, boxes)
                boxes[fresh] = one._replace(id=fresh)
    placed = sorted(boxes.values(), key=lambda box: (box.top, box.left))
    lines = (*_read_lines(document, boxes, lists, dropped), *_find_drawn(placed))
    return Drawing({box.id: box for box in placed}, lines)


def _find_free(id: str, boxes: Container[str]) -> str:
    """Return an id that no box has, as files use one twice."""
    if id not in boxes:
        return id
    return next(other for n in range(2, 2**31) if (other := f"{id} ({n})") not in boxes)


def _split(box: Box) -> Iterator[Box]:
    """Yield the entries of a checklist as boxes one below the other."""
    listed = box.data.get("checklists")
    entries = [_object(entry) for entry in listed] if isinstance(listed, list) else []
    height = box.height / max(1, len(entries))
    for number, entry in enumerate(entries):
        label = " ".join(read_text(entry.get("label")).split())
        id, top = f"{box.id}/{read_text(entry.get('id'))}", box.top + height * number
        yield box._replace(id=id, type="todo", label=label, top=top, height=height)


def _read_box(id: str, type: str, node: Mapping[str, Any]) -> Box:
    place, data = _object(node.get("position")), _object(node.get("data"))
    sizes = [node, _object(node.get("measured")), _object(node.get("style"))]
    width, height = SIZES.get(type, (200, 49))
    return Box(
        id, type, _label(node),
        _number(place.get("x")) or 0, _number(place.get("y")) or 0,
        next(filter(None, (_number(size.get("width")) for size in sizes)), width),
        next(filter(None, (_number(size.get("height")) for size in sizes)), height),
        data,
    )  # fmt: skip


def _read_lines(
    document: Mapping[str, Any],
    boxes: Container[str],
    lists: Mapping[str, str],
    dropped: list[Dropped],
) -> tuple[Line, ...]:
    """Return the lines between boxes; those that end nowhere are counted."""
    lines: dict[Line, None] = {}
    loose = 0
    edges = document.get("edges")
    for entry in edges if isinstance(edges, list) else []:
        edge = _object(entry)
        ends = (read_text(edge.get("source")), read_text(edge.get("target")))
        source, target = (lists.get(end, end) for end in ends)
        if source in boxes and target in boxes and source != target:
            lines[Line(source, target, _is_solid(edge))] = None
        else:
            loose += 1
    if loose:
        why = f"{agree(loose, 'it does', 'they do')} not connect two nodes of this roadmap"
        dropped.append(Dropped(None, pluralize(loose, "line"), why))
    return tuple(lines)


def _find_drawn(boxes: Sequence[Box]) -> Iterator[Line]:
    """Yield the connections that are drawn as boxes, thin ones from one box to another.

    Only an upright one can be an order, as a level one may lead either way.
    """
    ends = [box for box in boxes if box.type in (*ITEMS, "paragraph", "label", FRAME)]
    for line in boxes:
        x, y = line.left + line.width / 2, line.top + line.height / 2
        if line.type == "horizontal":
            points = ((line.left, y), (line.right, y))
        elif line.type == "vertical":
            points = ((x, line.top), (x, line.bottom))
        else:
            continue
        first, second = (next((end for end in ends if end.is_at(*at)), None) for at in points)
        if first and second and first.id != second.id:
            solid = line.type == "vertical" and _is_solid(line.data)
            yield Line(first.id, second.id, solid)


def _is_solid(edge: Mapping[str, Any]) -> bool:
    if style := read_text(_object(edge.get("data")).get("edgeStyle")):
        return style == "solid"
    return read_text(_object(edge.get("style")).get("strokeDasharray")) in ("", "0")


def _label(node: Mapping[str, Any]) -> str:
    return " ".join(read_text(_object(node.get("data")).get("label")).split())


def _object(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _number(value: object) -> float | None:
    """Return a number that a place on a page can be."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        return None
    return float(value) if abs(value) < 10**9 and isfinite(value) else None
