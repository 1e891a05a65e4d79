"""A checklist in Markdown, which imports again: each item has its key in a comment."""

import re
from collections.abc import Iterator

from dlroadmap.curriculum.model import Location, Resource
from dlroadmap.exchange.plan_markdown import escape
from dlroadmap.exchange.sheet import Row, Sheet
from dlroadmap.guide.summary import Counts, summarize
from dlroadmap.words import pluralize

BOXES = {"todo": " ", "doing": "/", "done": "x", "skipped": "-"}
"""What is in the box of a state. GitHub knows the first and the third, Obsidian all of them."""


def write(sheet: Sheet) -> Iterator[str]:
    """Yield a GFM task list below the headings of levels and categories, piece by piece."""
    yield f"# {escape(sheet.curriculum.title)}\n\n"
    yield f"{_add_up(summarize(sheet.curriculum, sheet.progress).totals)}\n"
    level = category = None
    for row in sheet.rows():
        place = row.location
        if place.level is not level:
            level, category = place.level, None
            yield f"\n## {escape(level.title)}\n"
        if place.category is not category:
            category = place.category
            yield "\n" if _is_whole(place) else f"\n### {escape(category.title)}\n\n"
        yield _list(row)


def _is_whole(place: Location) -> bool:
    """Return whether a category is all that its level holds, and has its title."""
    return len(place.level.categories) == 1 and place.category.title == place.level.title


def _add_up(totals: Counts) -> str:
    """Return `12 of 340 items done (3.5%)`, in the words of `status`."""
    share = "" if totals.percent is None else f" ({totals.percent}%)"
    return f"{totals.counted_done:,} of {pluralize(totals.counted, 'item')} done{share}"


def _list(row: Row) -> str:
    """Return a box; where the first resource has the title of the item, the title is its link."""
    title, links = escape(row.item.title), [_link(one) for one in row.item.resources]
    if links and row.item.resources[0].title == row.item.title:
        title = links.pop(0)
    more = f" ({', '.join(links)})" if links else ""
    mark = " ".join(filter(None, (row.item.key, row.state, row.on)))
    return f"- [{BOXES[row.state]}] {title}{more} <!-- dlr: {mark} -->\n"


def _link(resource: Resource) -> str:
    """Return a link; an address keeps its parentheses where they are in pairs."""
    url = re.sub(r"&(?=#?\w+;)", r"\\&", resource.url)
    if re.search(r"[()]", re.sub(r"\([^()]*\)", "", url)):
        url = re.sub(r"([()])", r"\\\1", url)
    return f"[{escape(resource.title)}]({url})"
