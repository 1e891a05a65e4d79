"""Adds curricula, levels, categories and items: what is written for each, and what is refused."""

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from dlroadmap.authoring.insertion import append, write_element
from dlroadmap.authoring.writing import save_all
from dlroadmap.curriculum.library import MAIN, Library
from dlroadmap.diagnostics import Finding
from dlroadmap.errors import DlrError
from dlroadmap.format.draft import Draft, PlacedCategory, PlacedLevel, load
from dlroadmap.format.files import DISK
from dlroadmap.format.schema import is_id
from dlroadmap.lint.collect import collect
from dlroadmap.lint.engine import lint
from dlroadmap.text import clean

_HINTS = """\
# priority: essential
# hours: 2
# requires:
#   - another-item: the reason in a few words
# checks: [How one knows that one has it]
"""


class Addition(NamedTuple):
    """What adds something to a curriculum: the whole text of files, and which of them are new."""

    main: Path
    texts: Mapping[Path, str]
    made: Collection[Path] = ()


def add(kind: str, name: str, title: str, where: Path, library: Library) -> list[Path]:
    """Add to the curriculum that a path leads to, or a new one to a folder; return what is written.

    Raises DlrError, and writes nothing, where a file is in the way or lint would find new faults.
    """
    form, make = KINDS[kind]
    ids = name.split("/")
    if len(ids) != len(form.split("/")):
        raise DlrError("usage", f"The name of a new {kind} is {form}, not “{clean(name)}”.")
    addition = make(where if kind == "curriculum" else find_main(where), ids, title)
    for path in addition.made:
        if path.exists():
            raise DlrError("exists", f"{path} is there already; nothing was added.")
    for finding in find_new_faults(addition, library):
        position = f"{finding.file}:{finding.line}"
        raise DlrError("unfit", f"{position}: {finding.message}; nothing was added.")
    save_all(addition.texts, done="added")
    return list(addition.texts)


def find_main(path: Path) -> Path:
    """Return the main file of the one curriculum that a path leads to."""
    mains = list(collect([path]).mains)
    if len(mains) == 1:
        return mains[0]
    found = f"{len(mains)} curricula" if mains else "no curriculum"
    advice = f"Name one with --in: {', '.join(map(str, mains))}" if mains else "Name one with --in."
    raise DlrError("which-curriculum", f"There is {found} in {path}.", advice)


def find_new_faults(addition: Addition, library: Library) -> list[Finding]:
    """Return what lint finds in a curriculum after an addition and did not find before."""
    written = DISK.over({path: text.encode() for path, text in addition.texts.items()})
    before = lint([addition.main], library).findings if DISK.exists(addition.main) else []
    after = lint([addition.main], library, files=written).findings
    known = {(finding.rule, finding.message) for finding in before}
    return [finding for finding in after if (finding.rule, finding.message) not in known]


# What is written


def add_curriculum(folder: Path, ids: Sequence[str], title: str) -> Addition:
    """Make a curriculum in a folder of its own, with a level to begin with."""
    [id] = ids
    main = (
        f"format: 1\nid: {_check_id(id)}\ntitle: {_quote(title or _title_of(id))}\nlevels:\n"
        f"  - id: start\n    title: Start\n    categories: [basics]\n"
    )
    category = _write_category("basics", "Basics", _write_item("first-item", "First item"))
    path = folder / id / MAIN
    texts = {path: main, folder / id / "start" / "basics.yaml": category}
    return Addition(path, texts, texts)


def add_level(main: Path, ids: Sequence[str], title: str) -> Addition:
    """Put a level at the end of a curriculum, with a category to begin with."""
    [id] = ids
    draft = _load_sound(main)
    head = f"id: {_check_id(id)}\ntitle: {_quote(title or _title_of(id))}\n"
    category = _write_category("basics", "Basics", _write_first_item(id))
    files = {main.parent / id / "basics.yaml": category} if main.name == MAIN else {}
    rest = "categories: [basics]\n" if files else f"categories:\n{write_element(category)}"
    text = append(draft.main, draft.main.root, "levels", head + rest)
    return Addition(main, {main: text, **files}, files)


def add_category(main: Path, ids: Sequence[str], title: str) -> Addition:
    """Put a category at the end of a level."""
    level, id = ids
    draft = _load_sound(main)
    placed = _find_level(draft, level)
    item = _write_first_item(_check_id(id))
    category = _write_category(id, title or _title_of(id), item)
    files = {main.parent / level / f"{id}.yaml": category} if main.name == MAIN else {}
    entry = f"{id}\n" if files else category
    text = append(draft.main, placed.node, "categories", entry)
    return Addition(main, {main: text, **files}, files)


def add_item(main: Path, ids: Sequence[str], title: str) -> Addition:
    """Put an item at the end of a category."""
    level, category, id = ids
    placed = _find_category(_load_sound(main), level, category)
    item = _write_item(_check_id(id), title or _title_of(id))
    return Addition(main, {placed.source.path: append(placed.source, placed.node, "items", item)})


class Addable(NamedTuple):
    """What can be added: the form of its name, and what makes the addition from the name's ids."""

    form: str
    make: Callable[[Path, Sequence[str], str], Addition]


KINDS = {
    "curriculum": Addable("ID", add_curriculum),
    "level": Addable("ID", add_level),
    "category": Addable("LEVEL/ID", add_category),
    "item": Addable("LEVEL/CATEGORY/ID", add_item),
}


def _write_item(id: str, title: str) -> str:
    summary = _quote(f"What {title} is and why it matters.")
    return f"id: {id}\ntitle: {_quote(title)}\nkind: concept\nsummary: {summary}\n{_HINTS}"


def _write_first_item(parent: str) -> str:
    return _write_item(f"{parent}-item", f"First item of {_title_of(parent).lower()}")


def _write_category(id: str, title: str, item: str) -> str:
    return f"id: {id}\ntitle: {_quote(title)}\nitems:\n{write_element(item)}"


def _title_of(id: str) -> str:
    return id.replace("-", " ").capitalize()


def _quote(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


# What is there


def _check_id(id: str) -> str:
    if not is_id(id):
        message = f"“{id}” is no id: lower-case words joined by hyphens, at most 64 characters."
        raise DlrError("bad-id", message)
    return id


def _load_sound(main: Path) -> Draft:
    """Return what a curriculum's files say; one with errors is refused."""
    draft = load(main)
    if draft.broken:
        message = f"{main} has errors; nothing was added."
        raise DlrError("bad-curriculum", message, subject=main)
    return draft


def _find_level(draft: Draft, id: str) -> PlacedLevel:
    levels = {level.model.id: level for level in draft.levels if level.model}
    if id not in levels:
        advice = f"There are: {', '.join(levels)}."
        raise DlrError("unknown-level", f"No level is called “{id}”.", advice)
    return levels[id]


def _find_category(draft: Draft, level: str, id: str) -> PlacedCategory:
    categories = {category.id: category for category in _find_level(draft, level).categories}
    if id not in categories:
        advice = f"There are: {', '.join(categories)}."
        raise DlrError("unknown-category", f"No category of {level} is called “{id}”.", advice)
    return categories[id]
