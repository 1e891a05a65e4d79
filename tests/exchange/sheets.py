"""Sheets drawn for round trips: whatever a curriculum can hold, in any state."""

from datetime import date

from hypothesis import strategies as st

from dlroadmap.curriculum.model import (
    KINDS,
    PRIORITIES,
    RESOURCE_TYPES,
    Category,
    Curriculum,
    Item,
    Level,
    Requirement,
    Resource,
)
from dlroadmap.exchange.sheet import Sheet
from dlroadmap.progress.events import STATES, Event, encode_details
from dlroadmap.progress.fold import Progress, fold
from dlroadmap.text import clean

NASTY = (
    *("=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "'quoted", "''", "'=1", "=1"),
    *('A "quoted" [b] {c} (d) <e> #f; `g` | h', "a,b;c", "; ;", "x; y", ";", ",", '"', '""'),
    *("[x] done", "- [ ] box", "1. first", "# heading", "> quote", "***", "---", "~~~", "| a |"),
    *("[title](https://example.org/)", "[[wiki|link]]", "![image](x)", "<!-- dlr: a/b todo -->"),
    *("-->", "<b>bold</b>", "&amp;", "&", "\\", "\\\\n", "\\t", "**bold** _it_", "$x$"),
    *("{{c1::x}}", "اردو שלום", "👩‍🔬🏽 e\u0301", "日本語", "–naïve–", "null", "true", "0.10"),
    *("title", "key", "project:home", "due:tomorrow", "+tag", "rc.x=y", "^id", "#tag"),
    *("✅ 2024-01-01", "2024-01-01"),
)
"""What means something in one format or another, and is only text here."""


def _glue(parts: list[str], glue: str) -> str:
    return clean(glue.join(parts))[:200].strip()


texts: st.SearchStrategy[str] = st.builds(
    _glue,
    st.lists(
        st.sampled_from(NASTY) | st.text(st.characters(codec="utf-8"), max_size=8),
        min_size=1,
        max_size=4,
    ),
    st.sampled_from(["", " "]),
).filter(bool)
"""Texts of one line, clean as a curriculum holds them; never empty."""

ids: st.SearchStrategy[str] = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,4}){0,2}", fullmatch=True)

addresses: st.SearchStrategy[str] = st.builds(
    "{}://example.org/{}".format,
    st.sampled_from(["http", "https"]),
    st.text("abcXYZ019-_.~!*'();:@&=+$,/?%#[]|<>", max_size=12),
)
"""Web addresses, with all that may stand in one."""

resources: st.SearchStrategy[Resource] = st.builds(
    Resource,
    texts,
    addresses,
    st.sampled_from(RESOURCE_TYPES),
    st.sampled_from(["free", "paid"]),
    st.just("") | texts,
)

_days = st.dates(date(1900, 1, 2), date(2026, 1, 1)).map(str)
days: st.SearchStrategy[str] = (
    _days | _days.map(lambda day: day[:7]) | _days.map(lambda day: day[:4])
)
"""Days, months and years, as a tick may name them."""


@st.composite
def curricula(draw: st.DrawFn, most: int = 6) -> Curriculum:
    """Draw a curriculum of up to so many items, some taken in from another, one perhaps twice."""
    name = draw(ids)
    homes = st.sampled_from([name, name, "elsewhere"])
    keys = draw(st.lists(st.builds("{}/{}".format, homes, ids), max_size=most, unique=True))
    items = {key: draw(_items(key, keys[:number])) for number, key in enumerate(keys)}
    return Curriculum(
        id=name,
        title=draw(texts),
        description=draw(st.just("") | texts),
        hours_per_week=None,
        levels=draw(_levels(keys)),
        hours={key: item.hours for key, item in items.items()},
        priority={key: item.priority for key, item in items.items()},
        requires={key: [need.key for need in item.requires] for key, item in items.items()},
        kinds={key: item.kind for key, item in items.items()},
        renames={},
        items=items,
    )


@st.composite
def progresses(draw: st.DrawFn, keys: list[str]) -> Progress:
    """Draw what a history says of some items: events in any order, dated or not."""
    said = st.tuples(st.sampled_from(keys), st.sampled_from(list(STATES)), st.none() | days)
    events = []
    for number, (key, kind, on) in enumerate(draw(st.lists(said, max_size=8)) if keys else []):
        # In the middle of a day and of a year, which no zone moves to another one.
        at = f"{2000 + number}-06-15T12:00:00+00:00"
        if kind == "start" and on:
            on = f"{on}-01-01"[:10]
        details = {"on": on} if on and kind in ("tick", "start") else {}
        payload = encode_details(details)
        events.append(
            Event(f"e{number}", "d", number, "", number, at, "+00:00", "b", key, kind, payload)
        )
    return fold(events)


@st.composite
def sheets(draw: st.DrawFn, most: int = 6) -> Sheet:
    """Draw a curriculum and its progress."""
    curriculum = draw(curricula(most))
    return Sheet(curriculum, draw(progresses(list(curriculum.locations))))


@st.composite
def _items(draw: st.DrawFn, key: str, earlier: list[str]) -> Item:
    """Draw an item of a key, which may require earlier ones."""
    needs = draw(st.lists(st.sampled_from(earlier), max_size=3, unique=True)) if earlier else []
    return Item(
        key=key,
        title=draw(texts),
        summary=draw(st.just("") | texts),
        kind=draw(st.sampled_from(KINDS)),
        priority=draw(st.sampled_from(PRIORITIES)),
        hours=draw(st.none() | st.integers(1, 40_000).map(lambda quarters: quarters / 4)),
        requires=tuple(Requirement(need, draw(st.just("") | texts)) for need in needs),
        covers=(),
        checks=tuple(draw(st.lists(texts, max_size=3))),
        aliases=(),
        tags=tuple(draw(st.lists(texts, max_size=3))),
        resources=tuple(draw(st.lists(resources, max_size=3))),
    )


@st.composite
def _levels(draw: st.DrawFn, keys: list[str]) -> tuple[Level, ...]:
    """Draw one or two levels of one or two categories, which hold the items in turn."""
    places = [(level, part) for level in ("one", "two") for part in ("a", "b")]
    used = places[: draw(st.integers(1, len(places)))]
    held = {place: tuple(keys[n :: len(used)]) for n, place in enumerate(used)}
    if draw(st.booleans()) and keys:
        held[used[-1]] = tuple(dict.fromkeys((*held[used[-1]], keys[0])))
    return tuple(
        Level(
            level, draw(texts), "", None, None, (),
            tuple(
                Category(part, draw(texts), "", None, items)
                for (one, part), items in held.items()
                if one == level
            ),
        )
        for level in dict.fromkeys(level for level, _ in used)
    )  # fmt: skip
