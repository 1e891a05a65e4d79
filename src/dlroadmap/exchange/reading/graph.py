"""Concept graphs: nodes, edges and reasons.

The shape is described in docs/reference/concept-graphs.md.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from dlroadmap.authoring.outline import Dropped, Link, Listed, Need, Outline, Section
from dlroadmap.curriculum.graph import sort
from dlroadmap.curriculum.model import KINDS
from dlroadmap.exchange.reading.cells import read_hours
from dlroadmap.exchange.reading.edges import Edge, drop_circles, drop_redundant, find_depths
from dlroadmap.exchange.reading.failure import UnreadableError
from dlroadmap.exchange.reading.steps import name_step, split_into_steps
from dlroadmap.exchange.reading.values import excerpt, read_text, read_texts
from dlroadmap.words import agree, pluralize

NOT_CONNECTED = "Not connected"
"""The level of what nothing comes before or after."""

_ADVICE = "For the format, see “Concept graphs” in the documentation."


class _Node(NamedTuple):
    """A node, and where it is to stand."""

    item: Listed
    level: float | str
    section: str


def recognizes(document: object) -> bool:
    """Return whether a JSON document has this form."""
    if not isinstance(document, dict) or not isinstance(document.get("edges", []), list):
        return False
    nodes = document.get("nodes")
    first = nodes[0] if isinstance(nodes, list) and nodes else None
    return isinstance(first, dict) and not first.keys().isdisjoint(("id", "title"))


def read(document: object, name: str) -> Outline:
    """Return the outline of a document; `name` is its title where it has none of its own.

    Raises UnreadableError.
    """
    if not isinstance(document, dict) or not isinstance(document.get("nodes"), list):
        raise UnreadableError("This graph has no list of nodes.", _ADVICE)
    listed = document.get("edges", [])
    if not isinstance(listed, list):
        raise UnreadableError("The edges of this graph are not a list.", _ADVICE)
    dropped: list[Dropped] = []
    nodes = _read_nodes(document["nodes"], dropped)
    if not nodes:
        raise UnreadableError("This graph has no nodes with an id or a title.", _ADVICE)
    edges = _read_edges(listed, nodes, dropped)
    before: dict[str, list[str]] = {id: [] for id in nodes}
    for edge in edges:
        before[edge.after].append(edge.before)
    order = sort(before)
    needs: dict[str, list[Need]] = {id: [] for id in nodes}
    direct = drop_redundant(order, edges)
    for edge in direct:
        needs[edge.after].append(Need(edge.before, edge.because))
    if implied := len(edges) - len(direct):
        why = f"other edges imply {agree(implied, 'it', 'them')}, and no reason is lost"
        dropped.append(Dropped(None, pluralize(implied, "edge"), why))
    title = read_text(document.get("title")) or name
    ranks, titles = _find_levels(nodes, order, before, title, dropped)
    index = {id: number for number, id in enumerate(nodes)}
    order = sort(before, lambda node: (ranks[node], index[node]))
    sections, places = _place(nodes, ranks, titles)
    at = {id: number for number, id in enumerate(order)}
    order.sort(key=lambda node: (places[node], at[node]))
    return Outline(
        title=title,
        description=read_text(document.get("description")),
        items=tuple(
            nodes[id].item._replace(section=places[id], requires=tuple(needs[id])) for id in order
        ),
        sections=tuple(sections),
        dropped=tuple(dropped),
    )


def _read_nodes(listed: Sequence[object], dropped: list[Dropped]) -> dict[str, _Node]:
    """Return the nodes by id; the first has an id that several have, the others get their own."""
    nodes: dict[str, _Node] = {}
    kinds: Counter[str] = Counter()
    for entry in listed:
        node = entry if isinstance(entry, dict) else {}
        id = read_text(node.get("id")) or read_text(node.get("title"))
        if not id:
            dropped.append(Dropped(None, excerpt(entry), "a node needs an id or a title"))
            continue
        item = _read_item(id, node, dropped)
        if id in nodes:
            if nodes[id].item == item:
                dropped.append(Dropped(None, id, "the node is in the list twice"))
                continue
            why = f"two nodes have the id {id}; edges lead to the first, {nodes[id].item.title}"
            dropped.append(Dropped(None, item.title, f"{why}, and the item is kept"))
            id = next(fresh for n in range(2, 2**31) if (fresh := f"{id} ({n})") not in nodes)
            item = item._replace(source=id)
        if (kind := read_text(node.get("kind"))) and kind not in KINDS:
            kinds[kind] += 1
        nodes[id] = _Node(item, _read_level(node.get("level")), read_text(node.get("section")))
    for kind, number in kinds.items():
        why = f"{pluralize(number, 'node')} of this kind; dlr knows {', '.join(KINDS)}"
        dropped.append(Dropped(None, f"kind: {excerpt(kind)}", why))
    return nodes


def _read_item(id: str, node: dict[str, Any], dropped: list[Dropped]) -> Listed:
    title = read_text(node.get("title")) or id
    hours = read_hours(node.get("hours"))
    if hours is None and node.get("hours") is not None:
        text = f"{title}: {excerpt(node['hours'])} hours"
        dropped.append(Dropped(None, text, "hours are a number above 0"))
    kind = read_text(node.get("kind"))
    return Listed(
        title=title,
        source=id,
        summary=read_text(node.get("summary")),
        kind=kind if kind in KINDS else "",
        hours=hours,
        tags=tuple(dict.fromkeys(read_texts(node.get("tags")))),
        links=_read_links(node, title, dropped),
    )


def _read_links(node: dict[str, Any], title: str, dropped: list[Dropped]) -> tuple[Link, ...]:
    """Return the address of a node, and its resources: addresses, or objects with more of each."""
    links = [Link("", url)] if (url := read_text(node.get("url"))) else []
    listed = node.get("resources") or []
    for entry in listed if isinstance(listed, list) else [listed]:
        said = (
            {"url": entry} if isinstance(entry, str) else entry if isinstance(entry, dict) else {}
        )
        link = Link(*(read_text(said.get(field)) for field in Link._fields))
        if link.url:
            links.append(link)
        else:
            text = f"{title}: {excerpt(entry)}"
            dropped.append(Dropped(None, text, "a resource needs a url"))
    return tuple(dict.fromkeys(links))


def _read_level(value: object) -> float | str:
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 10**9:
        return value
    return read_text(value)


def _read_edges(
    listed: Sequence[object], nodes: dict[str, _Node], dropped: list[Dropped]
) -> list[Edge]:
    """Return the edges between nodes, each once with all its reasons, without circles."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    unknown: Counter[str] = Counter()
    for entry in listed:
        edge = entry if isinstance(entry, dict) else {}
        before, after = read_text(edge.get("from")), read_text(edge.get("to"))
        because = read_text(edge.get("because"))
        if not before or not after:
            dropped.append(Dropped(None, excerpt(entry), "an edge needs from and to"))
        elif absent := [id for id in (before, after) if id not in nodes]:
            unknown.update(dict.fromkeys(absent, 1))
        elif before == after:
            dropped.append(
                Dropped(None, _describe(Edge(before, after, because)), "it leads to itself")
            )
        else:
            reasons = found.setdefault((before, after), {})
            if because:
                reasons[because] = None
    for id, number in unknown.items():
        uses = f"{pluralize(number, 'edge')} {agree(number, 'uses', 'use')}"
        why = f"{uses} this id, and no node has it"
        dropped.append(Dropped(None, excerpt(id), why))
    edges = [Edge(*ends, "; ".join(reasons)) for ends, reasons in found.items()]
    edges, closing = drop_circles(nodes, edges)
    dropped += [Dropped(None, _describe(edge), "it closes a circle") for edge in closing]
    return edges


def _describe(edge: Edge) -> str:
    because = f": {edge.because}" if edge.because else ""
    return excerpt(f"{edge.before} -> {edge.after}{because}")


def _find_levels(
    nodes: dict[str, _Node],
    order: Sequence[str],
    before: dict[str, list[str]],
    title: str,
    dropped: list[Dropped],
) -> tuple[dict[str, int], dict[int, str]]:
    """Return the level of each node, and the titles of levels.

    They are those of the nodes, numbers in their order, or else steps by depth, and a last level of
    what no edge connects.
    """
    levels = {id: node.level for id, node in nodes.items()}
    if any(level != "" for level in levels.values()):
        number = {level: index for index, level in enumerate(_sort_levels(levels.values()))}
        titles = {index: _name_level(level) for level, index in number.items()}
        return {id: number[level] for id, level in levels.items()}, titles
    linked = {id for after, others in before.items() if others for id in (after, *others)}
    loose = [id for id in nodes if id not in linked] if linked else []
    depths = find_depths(order, before)
    index = {id: number for number, id in enumerate(nodes)}
    along = sorted(set(order).difference(loose), key=lambda node: (depths[node], index[node]))
    # Cut anywhere, as nothing requires what is as deep or deeper.
    ranks = dict(zip(along, split_into_steps(range(len(along))), strict=True))
    steps = ranks[along[-1]] + 1
    titles = {step: name_step(step, steps, title) for step in range(steps)}
    if loose:
        ranks |= dict.fromkeys(loose, steps)
        titles[steps] = NOT_CONNECTED
        they = agree(len(loose), "it is", "they are")
        why = f"no edge to or from any other node; {they} last, in {NOT_CONNECTED}"
        dropped.append(Dropped(None, pluralize(len(loose), "node"), why))
    return ranks, titles


def _place(
    nodes: dict[str, _Node], ranks: dict[str, int], titles: dict[int, str]
) -> tuple[list[Section], dict[str, int]]:
    """Return the sections, nodes' own in those of levels, and the one that each node stands in."""
    held: dict[int, list[str]] = {level: [] for level in sorted(titles)}
    for id in nodes:
        held[ranks[id]].append(id)
    sections: list[Section] = []
    places: dict[str, int] = {}
    for level, ids in held.items():
        top = len(sections)
        sections.append(Section(titles[level]))
        inside: dict[str, int] = {"": top}
        for id in ids:
            heading = nodes[id].section
            if heading not in inside:
                inside[heading] = len(sections)
                sections.append(Section(heading, parent=top))
            places[id] = inside[heading]
    return sections, places


def _sort_levels(levels: Iterable[float | str]) -> list[float | str]:
    """Return each level once: numbers in their order, then words as they come, then none."""
    distinct = list(dict.fromkeys(levels))
    words = [level for level in distinct if isinstance(level, str)]
    numbers = sorted(level for level in distinct if not isinstance(level, str))
    return [*numbers, *filter(None, words), *([""] if "" in words else [])]


def _name_level(level: float | str) -> str:
    if isinstance(level, str):
        return level or "Other"
    return f"Level {level:g}"
