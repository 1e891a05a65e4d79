"""Older roadmaps of roadmap.sh: mockups, in which a named group of shapes is a topic.

A name such as `100-internet` is a topic, in the order of its number; `internet:http` a part of it.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from dlroadmap.authoring.outline import Dropped, Listed, Outline, Section
from dlroadmap.exchange.reading.failure import UnreadableError
from dlroadmap.exchange.reading.steps import name_step, split_into_steps
from dlroadmap.exchange.reading.values import excerpt, read_text

_NAME = re.compile(r"(?:(\d+)-)?([\w.@-]+(?::[\w.@-]+)*)")
_ELSEWHERE = "ext_link:"


def recognizes(document: object) -> bool:
    """Return whether a JSON document has this form."""
    return isinstance(document, dict) and bool(_controls(document.get("mockup")))


def read(document: object, name: str) -> Outline:
    """Return the outline of a mockup; `name` is its title, as it has none of its own."""
    mockup = document.get("mockup") if isinstance(document, dict) else None
    dropped: list[Dropped] = []
    found: dict[str, tuple[tuple[float, float, float], str]] = {}
    for control in _controls(mockup):
        _read_group(control, found, dropped)
    if not found:
        raise UnreadableError("This roadmap has no topics.")
    order = _sort(found)
    number = {path: index for index, path in enumerate(order)}
    tops = [path for path in order if ":" not in path or _parent(path, number) is None]
    depth = {path: index for index, path in enumerate(tops)}
    roots = [_root(path, depth) for path in order]
    steps = split_into_steps([depth[root] for root in roots])
    sections: list[Section] = []
    places: list[int] = []
    inside: dict[tuple[int, str], int] = {}
    with_parts = {root for path, root in zip(order, roots, strict=True) if path != root}
    for root, step in zip(roots, steps, strict=True):
        for part in ("", root if root in with_parts else ""):
            if (step, part) not in inside:
                inside[step, part] = len(sections)
                title = found[part][1] if part else name_step(step, steps[-1] + 1, name)
                sections.append(Section(title, parent=inside[step, ""] if part else None))
        places.append(inside[step, root if root in with_parts else ""])
    items = (
        Listed(found[path][1], source=path, section=place, parent=_parent(path, number))
        for path, place in zip(order, places, strict=True)
    )
    return Outline(name, tuple(items), tuple(sections), tuple(dropped))


def _controls(value: object) -> list[Mapping[str, Any]]:
    """Return what a mockup, or a group in it, is made of."""
    for key in ("controls", "control"):
        value = value.get(key) if isinstance(value, dict) else None
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _read_group(
    control: Mapping[str, Any],
    found: dict[str, tuple[tuple[float, float, float], str]],
    dropped: list[Dropped],
) -> None:
    """Note the topic that a control is, with its rank and its title, or what is told of it."""
    properties = control.get("properties")
    name = read_text(properties.get("controlName")) if isinstance(properties, dict) else ""
    children = _controls(control.get("children"))
    title = " ".join(text for child in children for text in _texts(child))
    match = _NAME.fullmatch(name)
    if name.startswith(_ELSEWHERE):
        why = "a link to another page"
        dropped.append(Dropped(None, excerpt(f"{title} {name.removeprefix(_ELSEWHERE)}"), why))
    elif match and title:
        rank = (float(match[1] or 0), _number(control.get("y")), _number(control.get("x")))
        path = match[2]
        if path in found:
            dropped.append(Dropped(None, excerpt(title), f"two topics are called {path}"))
        else:
            found[path] = (rank, title)
    elif children:
        for child in children:
            _read_group(child, found, dropped)
    elif title := " ".join(_texts(control)):
        dropped.append(Dropped(None, excerpt(title), "a text that belongs to no topic"))


def _texts(control: Mapping[str, Any]) -> Iterator[str]:
    properties = control.get("properties")
    if isinstance(properties, dict) and (text := read_text(properties.get("text"))):
        yield " ".join(text.split())
    for child in _controls(control.get("children")):
        yield from _texts(child)


def _sort(found: Mapping[str, tuple[tuple[float, float, float], str]]) -> list[str]:
    """Return the topics by their numbers, then from the top to the bottom, parts after topics."""

    def rank(path: str) -> list[tuple[float, float, float]]:
        names = path.split(":")
        above = [":".join(names[: end + 1]) for end in range(len(names))]
        return [found[one][0] for one in above if one in found]

    return sorted(found, key=rank)


def _parent(path: str, number: Mapping[str, int]) -> int | None:
    above = path.rpartition(":")[0]
    while above and above not in number:
        above = above.rpartition(":")[0]
    return number[above] if above else None


def _root(path: str, tops: Mapping[str, int]) -> str:
    """Return the topic at the top that a path stands under, or the path itself."""
    while path not in tops:
        path = path.rpartition(":")[0]
    return path


def _number(value: object) -> float:
    """Return a coordinate, which is a number or a text of one."""
    text = read_text(value)
    return float(text) if re.fullmatch(r"-?\d{1,9}(\.\d+)?", text) else 0
