"""New curricula, levels, categories and items: as text, beside or inside what is there."""

from collections.abc import Callable, Mapping
from pathlib import Path
from textwrap import indent

from dlroadmap.curriculum.library import MAIN
from dlroadmap.errors import DlrError
from dlroadmap.format.draft import Draft, PlacedCategory, PlacedLevel
from dlroadmap.format.loader import load
from dlroadmap.format.schema import is_id
from dlroadmap.format.source import MappingNode, Node, SequenceNode, Source
from dlroadmap.format.walk import scalars

Texts = Mapping[Path, str]
"""The whole new text of each file that is made or changed."""

_HINTS = """\
# priority: essential
# hours: 2
# requires:
#   - another-item: the reason in a few words
# checks: [How one knows that one has it]
"""


def new_curriculum(folder: Path, id: str, title: str) -> Texts:
    """Return the files of a new curriculum in a folder of its own, with a level to begin with."""
    main = (
        f"format: 1\nid: {_id(id)}\ntitle: {_quoted(title or _title(id))}\nlevels:\n"
        f"  - id: start\n    title: Start\n    categories: [basics]\n"
    )
    category = _category("basics", "Basics") + _listed(_item("first-item", "First item"))
    return {folder / id / MAIN: main, folder / id / "start" / "basics.yaml": category}


def new_level(main: Path, id: str, title: str) -> Texts:
    """Return a curriculum with one more level at its end, which has a category to begin with."""
    draft = _readable(main)
    item = _item(f"{_id(id)}-item", f"First item of {_title(id).lower()}")
    head = f"id: {id}\ntitle: {_quoted(title or _title(id))}\n"
    if main.name == MAIN:
        text = f"{head}categories: [basics]\n"
        file = {main.parent / id / "basics.yaml": _category("basics", "Basics") + _listed(item)}
    else:
        inline = _category("basics", "Basics") + _listed(item)
        text = f"{head}categories:\n{_listed(inline, 2)}"
        file = {}
    return {main: _appended(draft.main, draft.main.root, "levels", text), **file}


def new_category(main: Path, level: str, id: str, title: str) -> Texts:
    """Return a curriculum with one more category at the end of a level."""
    draft = _readable(main)
    placed = _level(draft, level)
    item = _item(f"{_id(id)}-item", f"First item of {_title(id).lower()}")
    category = _category(id, title or _title(id)) + _listed(item)
    if main.name == MAIN:
        text = _appended(draft.main, placed.node, "categories", f"{id}\n")
        return {main: text, main.parent / level / f"{id}.yaml": category}
    return {main: _appended(draft.main, placed.node, "categories", category)}


def new_item(main: Path, level: str, category: str, id: str, title: str) -> Texts:
    """Return a category's file with one more item at its end."""
    placed = _place(_readable(main), level, category)
    item = _item(_id(id), title or _title(id))
    return {placed.source.path: _appended(placed.source, placed.node, "items", item)}


def _id(id: str) -> str:
    if not is_id(id):
        message = f"“{id}” is no id: lower-case words joined by hyphens, at most 64 characters."
        raise DlrError("bad-id", message)
    return id


def _title(id: str) -> str:
    return id.replace("-", " ").capitalize()


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _item(id: str, title: str) -> str:
    summary = _quoted(f"What {title} is and why it matters.")
    return f"id: {id}\ntitle: {_quoted(title)}\nkind: concept\nsummary: {summary}\n{_HINTS}"


def _category(id: str, title: str) -> str:
    return f"id: {id}\ntitle: {_quoted(title)}\nitems:\n"


def _listed(text: str, margin: int = 2) -> str:
    """Return a mapping as an element of a list."""
    lines = indent(text, "  ", lambda _: True)
    return indent(f"- {lines[2:]}", " " * margin, lambda _: True)


def _readable(main: Path) -> Draft:
    draft = load(main)
    if draft.broken:
        message = f"{main} has errors; nothing was added."
        raise DlrError("bad-curriculum", message, subject=main)
    return draft


def _level(draft: Draft, id: str) -> PlacedLevel:
    levels = {level.model.id: level for level in draft.levels if level.model}
    if id not in levels:
        advice = f"There are: {', '.join(levels)}."
        raise DlrError("unknown-level", f"No level is called “{id}”.", advice)
    return levels[id]


def _place(draft: Draft, level: str, id: str) -> PlacedCategory:
    categories = {category.id: category for category in _level(draft, level).categories}
    if id not in categories:
        advice = f"There are: {', '.join(categories)}."
        raise DlrError("unknown-category", f"No category of {level} is called “{id}”.", advice)
    return categories[id]


def _appended(source: Source, node: Node | None, key: str, text: str) -> str:
    """Return the text of a file with one more element in a list, laid out as the others are."""
    parent = node.get(key) if isinstance(node, MappingNode) else None
    if not isinstance(parent, SequenceNode) or not parent.items:
        message = f"{source.path} has no list `{key}` to add to; write the first entry by hand."
        raise DlrError("unfit-layout", message)
    last, mark = parent.items[-1], "\ufeff" * source.marked
    if source.text[parent.start] == "[":
        if "\n" in text.rstrip("\n"):
            line = source.position(parent.start)[0]
            message = f"{source.path}, line {line}: `{key}` is written in brackets."
            raise DlrError("unfit-layout", message, "Give each entry a line of its own first.")
        return f"{mark}{source.text[: last.end]}, {text.strip()}{source.text[last.end :]}"
    begins = source.text.rfind("\n", 0, last.start) + 1
    margin = len(source.text[begins : last.start].partition("-")[0])
    end = max(scalar.end for scalar in scalars(last))
    if source.text[end - 1 : end] != "\n":
        end = source.text.find("\n", end) + 1 or len(source.text)
    end = _after_comments(source.text, end, margin)
    before = source.text[:end]
    line_end = "\r\n" if "\r\n" in source.text else "\n"
    gap = "" if before.endswith("\n") else line_end
    added = _listed(text, margin).replace("\n", line_end)
    return f"{mark}{before}{gap}{added}{source.text[end:]}"


def _after_comments(text: str, end: int, margin: int) -> int:
    """Return where the comments end that belong to an element, for they are indented with it."""
    for line in text[end:].splitlines(keepends=True):
        if not line.lstrip().startswith("#") or len(line) - len(line.lstrip()) <= margin:
            break
        end += len(line)
    return end


MAKERS: Mapping[str, Callable[..., Texts]] = {
    "curriculum": new_curriculum,
    "level": new_level,
    "category": new_category,
    "item": new_item,
}
"""What makes each kind of thing."""
