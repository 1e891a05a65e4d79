"""A resource on one line, as tables and tasks carry it, and back.

Title, address, type with cost, and part are two spaces apart: no text of a curriculum has two in
a row, so what is written comes back exactly.
"""

from dlroadmap.authoring.outline import Link
from dlroadmap.curriculum.model import Resource
from dlroadmap.text import is_web_address

_GAP = "  "


def format_resource(resource: Resource) -> str:
    """Return a resource as `Title  https://example.org/  video, free  chapters 1 and 2`."""
    known = [resource.title, resource.url, f"{resource.type}, {resource.cost}", resource.part]
    return _GAP.join(filter(None, known))


def parse_resource(line: str) -> Link | None:
    """Return the resource that a line was written for; None if it was written by another."""
    match line.split(_GAP):
        case [title, url, what, *part] if len(part) <= 1 and is_web_address(url):
            type, comma, cost = what.partition(", ")
            return Link(title, url, type, cost, "".join(part)) if comma else None
    return None
