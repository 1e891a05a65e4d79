"""What a planted file says of each item, within the limits of the format."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from dlroadmap.authoring.outline import Dropped, Link, Listed
from dlroadmap.authoring.planting.addresses import make_resources
from dlroadmap.authoring.planting.graph import Edges
from dlroadmap.authoring.planting.identity import Identified
from dlroadmap.authoring.planting.kinds import guess_kind
from dlroadmap.authoring.planting.rendering import filled
from dlroadmap.authoring.planting.wording import Cut, fit_title, join_texts
from dlroadmap.authoring.values import Verbatim
from dlroadmap.curriculum.model import DEFAULT_PRIORITY, MOST_HOURS, PRIORITIES
from dlroadmap.format.source import MAX_DIGITS
from dlroadmap.text import clean


def draft_items(
    items: Sequence[Listed],
    titles: Sequence[Cut],
    edges: Edges,
    found: Identified,
    dropped: list[Dropped],
) -> list[dict[str, object]]:
    """Return what the file says of each item; what the format does not take is told as dropped."""
    ids = [item.id for item in found.items]
    taken = {cut.title.casefold() for cut in titles} | set(ids)
    drafts = []
    for number, (item, cut) in enumerate(zip(items, titles, strict=True)):
        resources, refused = make_resources(item.links)
        dropped += tell_links(item.line, refused)
        aliases = _choose_aliases(item, ids[number], taken, dropped)
        drafts.append(filled({
            "id": ids[number],
            "title": cut.title,
            "summary": join_texts(clean(cut.rest), clean(item.summary)),
            "kind": guess_kind(cut.title, item.kind),
            "priority": _choose_priority(item.priority),
            "hours": _fit_hours(item, dropped),
            "requires": [
                {ids[other]: because} if because else ids[other]
                for other, because in edges[number].items()
            ],
            "checks": list(dict.fromkeys(filter(None, map(clean, item.checks)))),
            "aliases": aliases,
            "tags": list(dict.fromkeys(filter(None, (fit_title(t).title for t in item.tags)))),
            "resources": resources,
            "formerly": list(found.items[number].formerly),
        }))  # fmt: skip
    return drafts


def tell_links(line: int | None, links: Iterable[Link]) -> Iterator[Dropped]:
    """Yield links whose address the format does not take."""
    for link in links:
        yield Dropped(line, link.url or link.title, "it is not a web address")


def _choose_aliases(item: Listed, id: str, taken: set[str], dropped: list[Dropped]) -> list[str]:
    """Return the aliases that no other item is called by."""
    aliases = []
    for text in item.aliases:
        alias = fit_title(text).title
        word = alias.casefold()
        if not alias or word in (fit_title(item.title).title.casefold(), id):
            continue
        if word in taken:
            dropped.append(Dropped(item.line, alias, "another item has this name"))
            continue
        taken.add(word)
        aliases.append(alias)
    return aliases


def _choose_priority(stated: str) -> str:
    return stated if stated in PRIORITIES and stated != DEFAULT_PRIORITY else ""


def _fit_hours(item: Listed, dropped: list[Dropped]) -> Verbatim | None:
    if item.hours is None:
        return None
    hours = float(item.hours)
    if 0 < hours <= MOST_HOURS:
        verbatim = _write_hours(hours)
        if verbatim.value != hours:
            why = f"rounded to {MAX_DIGITS} digits, the most that a number has"
            dropped.append(Dropped(item.line, f"{hours!r} hours", why))
        return verbatim
    why = f"hours are above 0, at most {MOST_HOURS:,}"
    dropped.append(Dropped(item.line, f"{item.hours:g} hours", why))
    return None


def _write_hours(hours: float) -> Verbatim:
    """Return a number as exact as a file can have it; YAML reads `1e-05`, without a point, as text.

    What is next to nothing keeps its exponent.
    """
    text = format(Decimal(repr(hours).removesuffix(".0")), "f")
    whole = text.partition(".")[0]
    if sum(map(str.isdigit, text)) > MAX_DIGITS:
        text = f"{hours:.{MAX_DIGITS - len(whole)}f}".rstrip("0").rstrip(".")
    if not float(text):
        text = f"{hours:.3e}"
    return Verbatim(text, float(text))
