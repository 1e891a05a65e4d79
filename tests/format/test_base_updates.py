"""An update of the base arrives by itself and locks nobody out, whatever it is."""

import json
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import assume, given
from hypothesis import strategies as st

from curriculum.making import assembly, findings_of
from curriculum.making import write as write_files
from dlroadmap.curriculum.graph import circles
from dlroadmap.curriculum.model import Curriculum
from drawing import examples

IDS = [f"i{number}" for number in range(8)]
OWN = ["i2", "p", "q"]


@dataclass
class Base:
    """A curriculum that is edited as its keepers would."""

    levels: dict[str, dict[str, list[str]]]
    requires: dict[str, list[str]]
    formerly: dict[str, list[str]] = field(default_factory=dict)
    retired: dict[str, str | None] = field(default_factory=dict)
    trace: dict[str, str | None] = field(default_factory=dict)
    """What became of each id that was given up."""
    gated: bool = False
    """Whether the first item of each level is its gate."""

    def today(self, id: str) -> str | None:
        """Return what an id of whatever time is called now; None of an item that is not there."""
        seen = set()
        while id not in self.requires and id in self.trace and id not in seen:
            seen.add(id)
            id = self.trace[id] or ""
        return id if id in self.requires else None

    def places(self) -> Iterator[list[str]]:
        """Yield the items of every category."""
        for parts in self.levels.values():
            yield from parts.values()

    def add(self, id: str, draw: st.DataObject) -> None:
        """Add an item, unless its id is or was one."""
        if id not in self.requires and id not in self.trace and list(self.places()):
            self.requires[id] = draw.draw(
                st.lists(st.sampled_from([*self.requires] or [id]), max_size=2, unique=True)
            )
            self.requires[id] = [other for other in self.requires[id] if other != id]
            draw.draw(st.sampled_from(list(self.places()))).append(id)

    def rename(self, id: str, draw: st.DataObject) -> None:
        """Rename an item."""
        new = f"{id}-new"
        if id in self.requires and new not in self.trace:
            self.requires = {
                new if key == id else key: [new if other == id else other for other in others]
                for key, others in self.requires.items()
            }
            for place in self.places():
                place[:] = [new if key == id else key for key in place]
            self.formerly[new] = [*self.formerly.pop(id, []), id]
            self.trace[id] = new

    def retire(self, id: str, draw: st.DataObject) -> None:
        """Retire an item, with an heir or without."""
        if id in self.requires:
            heirs = [key for key in self.requires if key != id]
            heir = draw.draw(st.none() | st.sampled_from(heirs)) if heirs else None
            for old in (id, *self.formerly.pop(id, [])):
                self.retired[old] = self.trace[old] = heir
            del self.requires[id]
            for others in self.requires.values():
                others[:] = [other for other in others if other != id]
            for place in self.places():
                place[:] = [key for key in place if key != id]
            for parts in self.levels.values():
                for part in [part for part, items in parts.items() if not items]:
                    del parts[part]

    def move(self, id: str, draw: st.DataObject) -> None:
        """Move an item to a category."""
        if id in self.requires:
            for place in self.places():
                place[:] = [key for key in place if key != id]
            draw.draw(st.sampled_from(list(self.places()))).append(id)

    def drop_level(self, id: str, draw: st.DataObject) -> None:
        """Remove a level with its items."""
        level = draw.draw(st.sampled_from([*self.levels]))
        if len(self.levels) > 1:
            for part in list(self.levels[level].values()):
                for key in list(part):
                    self.retire(key, draw)
            self.levels.pop(level, None)

    def text(self) -> str:
        """Return the file."""
        lines = ["format: 1", "id: base", "title: Base", "levels:"]
        for level, parts in self.levels.items():
            gates = [items[0] for items in parts.values() if items and self.gated][:1]
            lines += [
                f"  - id: {level}",
                f"    title: {level}",
                f"    ready_when: {gates}",
                "    categories:" + " []" * (not parts),
            ]
            for part, items in parts.items():
                lines += [f"      - id: {part}", f"        title: {part}"]
                lines.append("        items:" + " []" * (not items))
                for id in items:
                    more = f"requires: {self.requires[id]}, formerly: {self.formerly.get(id, [])}"
                    lines.append(f"          - {{id: {id}, title: {id}, kind: tool, {more}}}")
        gone = ", ".join(f"{old}: {new or '~'}" for old, new in self.retired.items())
        return "\n".join([*lines, f"retired: {{{gone}}}", ""]).replace("'", "")


EDITS: list[Callable[[Base, str, st.DataObject], None]] = [
    *(Base.add, Base.rename, Base.retire, Base.move, Base.drop_level),
]


@st.composite
def bases(draw: st.DrawFn) -> Base:
    """Make a curriculum of two levels, in which each item requires earlier ones."""
    ids = draw(st.permutations(IDS[:6]))
    requires: dict[str, list[str]] = {}
    for id in ids:
        earlier = st.lists(st.sampled_from([*requires, id]), max_size=2, unique=True)
        requires[id] = [other for other in draw(earlier) if other != id]
    cuts = sorted(draw(st.lists(st.integers(1, 5), min_size=3, max_size=3, unique=True)))
    parts = [list(ids[a:b]) for a, b in zip([0, *cuts], [*cuts, 6], strict=True)]
    names = iter(parts)
    return Base({level: {c: next(names) for c in ("c", "d")} for level in ("one", "two")}, requires)


@dataclass
class Line:
    """A line of an overlay, and the reference that it is about; `kind` says what it should do."""

    kind: str
    text: str
    id: str
    other: str = ""


@st.composite
def overlays(draw: st.DrawFn) -> list[Line]:
    """Make an overlay, each of whose statements has a line of its own."""
    ids = st.sampled_from(IDS)
    few = {"max_size": 3, "unique": True}
    hidden, changed = draw(st.lists(ids, **few)), draw(st.lists(ids, **few))  # type: ignore[arg-type]
    lines = [Line("", text, "") for text in ("format: 1", "id: mine", "title: M", "extends: base")]
    if hidden:
        lines += [Line("", "hide:", ""), Line("", "  items:", "")]
        lines += [Line("hide", f"    - {id}", id) for id in hidden]
    if changed:
        lines.append(Line("", "change:", ""))
    for id in changed:
        other = draw(ids)
        lines += [Line("change", f"  {id}:", id), Line("", "    hours: 7", "")]
        lines += [Line("", "    requires:", ""), Line("needs", f"      - {other}", id, other)]
    lines.append(Line("", "levels:", ""))
    for level, own in zip(("one", "two", "three"), OWN, strict=True):
        lines.append(Line("level", f"  - id: {level}", level))
        lines += [Line("", "    choose: 4", "")] * draw(st.integers(0, 1))
        lines.append(Line("", "    categories:", ""))
        lines += [Line("category", "      - id: c", level), Line("", "        items:", "")]
        lines += [Line("own", f"          - id: {own}", own), Line("", "            title: T", "")]
        lines += [Line("", "            kind: tool", ""), Line("", "            requires:", "")]
        lines.append(Line("needs", f"              - base/{draw(ids)}", own))
        lines[-1].other = lines[-1].text.partition("/")[2]
        taken = draw(ids)
        lines.append(Line("take", f"          - base/{taken}", level, taken))
    return lines


def expected_key(base: Base, id: str) -> str | None:
    """Return the key that a bare id of the overlay means."""
    if id in OWN:
        return f"mine/{id}"
    today = base.today(id)
    return f"base/{today}" if today else None


def holds(line: Line, base: Base, mine: Curriculum, lines: list[Line]) -> bool:
    """Return whether a line has the effect that it asks for."""
    key = expected_key(base, line.id)
    other = base.today(line.other) and f"base/{base.today(line.other)}"
    taken = {base.today(each.other) for each in lines if each.kind == "take"}
    match line.kind:
        case "hide":
            return (
                key is not None
                and line.id not in OWN
                and (key not in mine.locations or base.today(line.id) in taken)
            )
        case "change":
            return key is not None and mine.hours.get(key) == 7
        case "needs" if line.text.startswith("      - "):
            other = expected_key(base, line.other)
            return key is not None and other in mine.requires.get(key, ())
        case "needs":
            return other in mine.requires.get(f"mine/{line.id}", ())
        case "own":
            return f"mine/{line.id}" in mine.locations
        case "take":
            held = [c for level in mine.levels if level.id == line.id for c in level.categories]
            return any(other in part.items for part in held if part.id == "c")
        case "level":
            return any(level.id == line.id for level in mine.levels)
        case "category":
            return any(
                c.id == "c"
                for level in mine.levels
                if level.id == line.id
                for c in level.categories
            )
    return True


@examples(max_examples=600)
@given(
    bases(),
    overlays(),
    st.lists(st.tuples(st.sampled_from(EDITS), st.sampled_from([*IDS, *OWN])), max_size=6),
    st.data(),
)
def test_an_update_locks_nobody_out(
    base: Base,
    lines: list[Line],
    edits: list[tuple[Callable[[Base, str, st.DataObject], None], str]],
    data: st.DataObject,
) -> None:
    """Whatever a base becomes, the overlay opens, and every line works or is named at its place.

    Ticks are kept: an item that was held is held under its key of today, unless it was hidden,
    or the base has it no longer.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        overlay = "\n".join([*(line.text for line in lines), ""])
        write_files(folder, {"base.yaml": base.text(), "mine.yaml": overlay})
        before = assembly(folder / "mine.yaml").curriculum
        assert before is not None
        for edit, id in edits:
            edit(base, id, data)
        write_files(folder, {"base.yaml": base.text()})
        assert not [f for f in findings_of(assembly(folder / "base.yaml")) if f.severity == "error"]
        result = assembly(folder / "mine.yaml")
        mine, findings = result.curriculum, findings_of(result)
    assert mine is not None, [str(finding) for finding in findings]
    told = {(finding.line, finding.rule) for finding in findings}
    assert {rule for _, rule in told} <= {"S107", "S114", "S115"}
    for number, line in enumerate(lines, 1):
        # What is said of an item that is gone goes with it.
        above = number - 3 if line.text.startswith("      - ") and line.kind == "needs" else number
        named = {rule for at, rule in told if at in (above, number)}
        assert holds(line, base, mine, lines) or named, line
        if "S114" in named and line.kind in ("hide", "change", "needs", "take"):
            assert not holds(line, base, mine, lines), line
    hidden = {expected_key(base, line.id) for line in lines if line.kind == "hide"}
    for key in before.locations:
        today = mine.renames.get(key, key)
        home, _, id = key.partition("/")
        if home == "mine":
            assert key in mine.locations
        elif base.today(id):
            assert today == f"base/{base.today(id)}"
            assert today in mine.locations or today in hidden


FAR = "format: 1\nid: far\ntitle: F\nlevels: [{id: one, title: O, categories: [{id: c, title: C, "
FAR += "items: [{id: i1, title: T, kind: tool}, {id: z, title: Z, kind: tool}]}]}]\n"

names = st.sampled_from([*IDS, *OWN, "far/i1", "far/z", "base/i3", "mine/p", "nope"])
some_names = st.lists(names, max_size=3, unique=True)


@st.composite
def whole_overlays(draw: st.DrawFn) -> dict[str, object]:
    """Make an overlay that says anything that an overlay may say."""
    levels = st.sampled_from(["one", "two", "three"])
    parts = st.sampled_from(["c", "d", "new"])
    places = st.builds("{}/{}".format, levels, parts)
    own = iter(draw(st.permutations(OWN)))

    def items() -> list[object]:
        made: list[object] = list(draw(some_names))
        if draw(st.booleans()) and (id := next(own, None)):
            needs = {"requires": draw(some_names), "covers": draw(some_names)}
            made.append({"id": id, "title": "T", "kind": "tool", **needs})
        return made

    def category(id: str) -> object:
        if draw(st.integers(0, 3)) == 0:
            return f"{draw(st.sampled_from(['base', 'far']))}/{draw(places)}"
        kinds: list[dict[str, object]] = [{}, {"title": "T"}, {"title": "T", "choose": 2}]
        more = draw(st.sampled_from(kinds))
        return {"id": id, "items": items(), **more}

    def level(id: str) -> object:
        kinds: list[dict[str, object]] = [{}, {"title": "T"}, {"choose": 3}, {"weeks": 2}]
        more = draw(st.sampled_from(kinds))
        inside = draw(st.lists(parts, max_size=2, unique=True))
        held = {"categories": [category(part) for part in inside], "ready_when": draw(some_names)}
        return {"id": id, **held, **more}

    hide = {
        "items": draw(some_names),
        "levels": draw(st.lists(levels, max_size=1)),
        "categories": draw(st.lists(places, max_size=1)),
    }
    change = {name: {"hours": 7, "requires": draw(some_names)} for name in draw(some_names)}
    return {
        "format": 1,
        "id": "mine",
        "title": "M",
        "extends": "base",
        **draw(st.sampled_from([{}, {"assumes": draw(some_names)}])),
        "hide": hide,
        "change": change,
        "retired": {"gone": draw(names)},
        "levels": [level(id) for id in draw(st.lists(levels, max_size=3, unique=True))],
    }


@examples(max_examples=600)
@given(
    bases(),
    whole_overlays(),
    st.lists(
        st.tuples(st.sampled_from(EDITS), st.sampled_from([*IDS, *OWN])), min_size=1, max_size=6
    ),
    st.data(),
)
def test_whatever_an_overlay_says_an_update_opens(
    base: Base,
    overlay: dict[str, object],
    edits: list[tuple[Callable[[Base, str, st.DataObject], None], str]],
    data: st.DataObject,
) -> None:
    """An overlay that opens over a base opens over whatever that becomes, with all its own items.

    Every gate and every choice can be met, nothing goes round, and a category holds something.
    """
    base.gated = True
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = {"base.yaml": base.text(), "mine.yaml": json.dumps(overlay), "far.yaml": FAR}
        write_files(folder, files)
        before = assembly(folder / "mine.yaml").curriculum
        assume(before is not None)
        for edit, id in edits:
            edit(base, id, data)
        write_files(folder, {"base.yaml": base.text()})
        result = assembly(folder / "mine.yaml")
        mine = result.curriculum
    assert mine is not None, [str(finding) for finding in findings_of(result)]
    assert before is not None
    own = {key for key in before.locations if key.startswith("mine/")}
    assert own <= mine.locations.keys()
    for level in mine.levels:
        assert level.categories
        assert level.choose is None or level.choose <= len(level.categories)
        assert all(
            part.items and (part.choose or 0) <= len(part.items) for part in level.categories
        )
        hidden = set(mine.hidden)
        assert hidden.isdisjoint(level.ready_when)
    assert not circles(mine.requires)
    for key, change in {(c.key, c.what): c for c in mine.changed}.items():
        assert change.by == "mine"
        assert key[0] in mine.locations
