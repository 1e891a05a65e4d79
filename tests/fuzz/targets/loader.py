"""The text is files, each behind a line `=== NAME`: the first is put together into a curriculum.

A file `HOME.yaml` beside it is the curriculum HOME. What has no fatal fault is a curriculum, which
comes through its compiled form unchanged and whose prerequisites lead round in no circle.
"""

from pathlib import Path

from dlroadmap.curriculum.codec import decode, decode_outline, encode, encode_outline
from dlroadmap.curriculum.graph import sort
from dlroadmap.curriculum.model import Curriculum, Item
from dlroadmap.format.assemble import assemble
from dlroadmap.format.draft import Draft, load
from dlroadmap.format.files import Files
from dlroadmap.lint.rules import describe
from dlroadmap.text import is_id
from fuzz.promises import hold, hold_clean, hold_places, hold_steers_nothing
from fuzz.words import FORMAT, NUMBERS, SIGNS, YAML

WORDS = [
    *FORMAT, *FORMAT, *YAML, *SIGNS, *NUMBERS, "\n=== other.yaml\n", "\n=== one/cat.yaml\n",
    "\n=== one/a.yaml\n", "categories: [cat, a]\n", "requires: [a, {b: why}, other/a]\n",
    "retired: {a: b, b: a, c: null, d: other/a}\n", "formerly: [b, old]\n", "ready_when: [a]\n",
    "covers: [a, other/b]\n", "- a\n", "- other/a\n",
]  # fmt: skip

MAIN = Path("curriculum.yaml")


def split(data: bytes) -> dict[Path, bytes]:
    """Return the files that a text stands for, the main one first."""
    first, *rest = data.split(b"\n=== ")
    files = {MAIN: first + b"\n" * bool(rest)}
    for part in rest:
        name, _, text = part.partition(b"\n")
        files.setdefault(Path(name.decode("utf-8", "replace").strip() or "x.yaml"), text)
    return files


def fuzz(data: bytes) -> None:
    """Load the files and put them together."""
    texts = split(data)
    files = Files(texts)
    drafts: dict[str, Draft] = {}

    def find(id: str) -> Draft | None:
        hold(is_id(id), "only an id is looked for", id)
        path = Path(f"{id}.yaml")
        if id not in drafts and path in texts:
            drafts[id] = load(path, files)
        return drafts.get(id)

    assembly = assemble(load(MAIN, files), find)
    for draft in assembly.drafts:
        for source in draft.sources:
            hold_places(source)
    faults = assembly.all_faults
    for fault in faults:
        hold(-1 <= fault.start <= fault.end <= len(fault.source.text) + 1, "lies in the file")
    for finding in describe(faults):
        hold_steers_nothing(str(finding))
    fatal = any(fault.fatal for fault in faults)
    hold(fatal == (assembly.curriculum is None), "a curriculum, or a fault", fatal)
    if assembly.curriculum:
        hold_curriculum(assembly.curriculum)


def hold_curriculum(curriculum: Curriculum) -> None:
    """Hold what the program relies on where a curriculum has no fault."""
    hold(is_id(curriculum.id), "an id", curriculum.id)
    hold_clean(curriculum.title)
    requires = {key: curriculum.requires.get(key, ()) for key in curriculum.items}
    hold(len(sort(requires)) == len(requires), "no circle", requires)
    for location in curriculum.categories:
        for key in location.category.items:
            hold(key in curriculum.items, "what is placed is known", key)
    for key, item in curriculum.items.items():
        hold(item.key == key, "the key of an item", key)
        hold(item.hours == curriculum.hours[key], "its hours", key)
        hold([r.key for r in item.requires] == [*requires[key]], "its prerequisites", key)
        hold(all(map(curriculum.knows, (*requires[key], *item.covers))), "known keys", key)
        for text in (item.title, item.summary, *item.checks, *item.aliases, *item.tags):
            hold_clean(text)
        again = decode(Item, _loads(encode(item)))
        hold(again == item, "an item comes through its compiled form", item, again)
    for new in curriculum.renames.values():
        hold(new not in curriculum.renames or new in curriculum.renames.values(), "the last name")
    outline = decode_outline(encode_outline(curriculum))
    hold(outline.levels == curriculum.levels, "the outline comes through its compiled form")
    hold(outline.renames == curriculum.renames, "renames come through their compiled form")


def _loads(text: str) -> list[object]:
    import json

    row = json.loads(text)
    assert isinstance(row, list)
    return row
