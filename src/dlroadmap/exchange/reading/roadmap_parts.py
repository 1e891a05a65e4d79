"""Which box of a drawing belongs to which: parts to topics, headings and points to items.

What a person sees at once has to be found in lines and places here.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from dlroadmap.exchange.reading.roadmap_drawing import FRAME, ITEMS, TEXTS, Box, Drawing

NEAR = 60
"""A heading is no further above its items than these pixels."""

POINT = 10
"""A label is a point of the item above unless it is nearer to the one below by these pixels."""

LARGE = 20
"""Letters of this size are a heading, never a point of what stands above."""


def find_parents(drawing: Drawing, stacks: Iterable[Sequence[Box]]) -> dict[str, str]:
    """Return what each subtopic is a part of: the topic that it is connected with.

    That is by a line of its own, by the stack that it stands in, or by the frame around it.
    """
    boxes = drawing.boxes
    linked = _by_line(drawing)
    parents = dict(linked)
    items = [box for box in boxes.values() if box.type in ITEMS]
    for stack in stacks:
        topics = [box for box in stack if box.type == "topic"]
        theirs = [linked[box.id] for box in stack if box.id in linked]
        for box in stack:
            if box.type == "topic" or box.id in parents:
                continue
            if topics:
                parents[box.id] = _nearest(box, topics).id
            elif theirs:
                parents[box.id] = theirs[0]
    ends_of = _find_ends(drawing)
    for frame, inside in _frames(drawing, items):
        ends = [other for other in ends_of.get(frame.id, ()) if boxes[other].type in ITEMS]
        ends += [box.id for box in inside if box.type == "topic"]
        for box in inside:
            if ends and box.type != "topic" and ends[0] != box.id:
                parents.setdefault(box.id, ends[0])
    return _without_circles(parents)


def find_headings(drawing: Drawing, stacks: Iterable[Sequence[Box]]) -> dict[str, str]:
    """Return the texts that are headings, by the items under them.

    A heading stands at the top of a frame, is connected with its items, or stands right above.
    """
    boxes = drawing.boxes
    items = [box for box in boxes.values() if box.type in ITEMS]
    headings: dict[str, str] = {}
    texts = _texts(drawing)
    for _, inside in _frames(
        drawing, [box for box in boxes.values() if box.type in (*TEXTS, *ITEMS)]
    ):
        heading = ""
        for box in inside:
            if box.type in ITEMS and heading:
                headings.setdefault(box.id, heading)
            elif box.type in TEXTS and box.label:
                heading = box.id
    for line in drawing.lines:
        source, target = boxes[line.source], boxes[line.target]
        if source.type in ("label", "paragraph") and target.type in ITEMS:
            headings.setdefault(target.id, source.id)
    closest = {text.id: _find_gap_above(text, items) for text in texts}
    for stack in stacks:
        first = stack[0]
        above = [text for text in texts if _is_above(text, first, closest[text.id])]
        if above and not any(box.id in headings for box in stack):
            headings.update((box.id, above[-1].id) for box in stack)
    return headings


def find_stacks(drawing: Drawing) -> list[list[Box]]:
    """Return the items that touch one another, each stack from the top to the bottom."""
    boxes = [box for box in drawing.boxes.values() if box.type in ITEMS]
    group: dict[str, list[Box]] = {}
    for number, box in enumerate(boxes):
        group.setdefault(box.id, [box])
        for other in islice(boxes, number + 1, None):
            if other.top > box.bottom + NEAR:
                break
            if group[box.id] is not group.get(other.id) and box.touches(other):
                joined = group[box.id]
                joined += group.get(other.id, [other])
                group.update((member.id, joined) for member in joined)
    stacks = {id(stack): stack for stack in group.values()}.values()
    return [sorted(stack, key=lambda box: (box.top, box.left)) for stack in stacks]


def sort_by_rows(drawing: Drawing) -> list[str]:
    """Return the boxes as they are read: rows from the top, and in a row from the left.

    Items of which one begins less than half a box below the first are a row, as nobody draws
    them to the pixel.
    """
    first: Box | None = None
    tops: dict[str, float] = {}
    for box in drawing.boxes.values():
        if box.type in ITEMS:
            if first is None or box.top - first.top >= min(box.height, first.height) / 2:
                first = box
            tops[box.id] = first.top
    placed = sorted(drawing.boxes.values(), key=lambda box: (tops.get(box.id, box.top), box.left))
    return [box.id for box in placed]


def find_points(drawing: Drawing, headings: Iterable[str]) -> dict[str, list[str]]:
    """Return the labels that stand right below an item, and below one another: its points."""
    taken = set(headings)
    points: dict[str, list[str]] = {}
    ends = [box for box in drawing.boxes.values() if box.type in ("topic", "subtopic")]
    owner = {box.id: box.id for box in ends}
    for text in _texts(drawing):
        if text.type != "label" or text.id in taken or _size(text) >= LARGE:
            continue
        above = [end for end in ends if end.over(text) and -20 <= text.top - end.bottom <= 30]
        if above:
            nearest = max(above, key=lambda end: end.bottom)
            owner[text.id] = owner[nearest.id]
            points.setdefault(owner[text.id], []).append(text.id)
            ends.append(text)
    return points


def _by_line(drawing: Drawing) -> dict[str, str]:
    """Return what subtopics are connected with: a topic rather than a subtopic."""
    boxes = drawing.boxes
    parents: dict[str, str] = {}
    for line in drawing.lines:
        for one, other in ((line.target, line.source), (line.source, line.target)):
            if boxes[one].type in ("subtopic", "todo") and boxes[other].type == "topic":
                parents.setdefault(one, other)
    for line in drawing.lines:
        if boxes[line.source].type == boxes[line.target].type == "subtopic":
            parents.setdefault(line.target, line.source)
    return parents


def _nearest(box: Box, topics: Iterable[Box]) -> Box:
    return min(topics, key=lambda topic: abs(topic.top - box.top))


def _without_circles(parents: Mapping[str, str]) -> dict[str, str]:
    """Return the parents of what does not lead back to itself."""
    kept: dict[str, str] = {}
    for part, parent in parents.items():
        end: str | None = parent
        while end is not None and end != part:
            end = kept.get(end)
        if end is None:
            kept[part] = parent
    return kept


def _frames(drawing: Drawing, boxes: Sequence[Box]) -> Iterator[tuple[Box, list[Box]]]:
    """Yield the frames with what is in them: of two around one box, the smaller comes first."""
    frames = [box for box in drawing.boxes.values() if box.type == FRAME]
    for frame in sorted(frames, key=lambda box: box.width * box.height):
        yield frame, [box for box in boxes if frame.holds(box)]


def _texts(drawing: Drawing) -> list[Box]:
    return [box for box in drawing.boxes.values() if box.type in TEXTS[1:] and box.label]


def _find_ends(drawing: Drawing) -> dict[str, list[str]]:
    """Return what each box is connected with."""
    ends: dict[str, list[str]] = {}
    for line in drawing.lines:
        ends.setdefault(line.source, []).append(line.target)
        ends.setdefault(line.target, []).append(line.source)
    return ends


def _find_gap_above(text: Box, items: Iterable[Box]) -> float:
    """Return how far a text is below the nearest item above it, as far as that matters."""
    topics = (one for one in items if one.type != "todo" and one.top < text.top)
    return min((text.top - one.bottom for one in topics if one.over(text)), default=NEAR)


def _is_above(text: Box, box: Box, higher: float) -> bool:
    """Return whether a text stands right above a box, and nearer to it than to what is higher."""
    gap = box.top - text.bottom
    if text.top >= box.top or abs(gap) > NEAR or not text.over(box):
        return False
    return _size(text) >= LARGE or gap < higher - POINT


def _size(text: Box) -> float:
    style = text.data.get("style")
    size = style.get("fontSize") if isinstance(style, dict) else None
    return size if isinstance(size, int | float) else 0
