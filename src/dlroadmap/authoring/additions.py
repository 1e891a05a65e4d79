"""Adds curricula, levels, categories and items: what is written for each, and what is refused."""

from collections.abc import Callable, Mapping
from pathlib import Path
from textwrap import indent

from dlroadmap.authoring.writing import save_all
from dlroadmap.curriculum.library import MAIN, Library
from dlroadmap.diagnostics import Finding
from dlroadmap.errors import DlrError
from dlroadmap.format.draft import Draft, PlacedCategory, PlacedLevel, load
from dlroadmap.format.files import DISK
from dlroadmap.format.nodes import Node, SequenceNode, scalars, value_of
from dlroadmap.format.source import Source
from dlroadmap.lint.collect import collect
from dlroadmap.lint.engine import lint
from dlroadmap.text import clean, is_id

_HINTS = """\
# priority: essential
# hours: 2
# requires:
#   - another-item: the reason in a few words
# checks: [How one knows that one has it]
"""

KINDS = {"curriculum": "ID", "level": "ID", "category": "LEVEL/ID", "item": "LEVEL/CATEGORY/ID"}
"""What can be added, and the form of its name."""


def add(kind: str, name: str, title: str, where: Path, library: Library) -> list[Path]:
    """Add to the curriculum that a path leads to, or a new one to a folder; return what is written.

    Raises DlrError, and writes nothing, where a file is in the way or lint would find new faults.
    """
    form = KINDS[kind]
    *above, id = name.split("/")
    if name.count("/") != form.count("/"):
        raise DlrError("usage", f"The name of a new {kind} is {form}, not “{clean(name)}”.")
    title = title or _title_of(id)
    if kind == "curriculum":
        main = where / id / MAIN
        texts = _begin_curriculum(main, _check_id(id), title)
    else:
        main = _find_main(where)
        draft = load(main)
        if draft.broken:
            message = f"{main} has errors; nothing was added."
            raise DlrError("bad-curriculum", message, subject=main)
        texts = _ADDERS[kind](draft, id, title, *above)
    for finding in _find_new_faults(main, texts, library):
        position = f"{finding.file}:{finding.line}"
        raise DlrError("unfit", f"{position}: {finding.message}; nothing was added.")
    save_all(texts, done="added")
    return list(texts)


def _find_main(path: Path) -> Path:
    mains = list(collect([path]).mains)
    if len(mains) == 1:
        return mains[0]
    found = f"{len(mains)} curricula" if mains else "no curriculum"
    advice = f"Name one with --in: {', '.join(map(str, mains))}" if mains else "Name one with --in."
    raise DlrError("which-curriculum", f"There is {found} in {path}.", advice)


def _find_new_faults(main: Path, texts: Mapping[Path, str], library: Library) -> list[Finding]:
    """Return what lint finds in a curriculum once these texts are written, and not before."""
    written = DISK.over({path: text.encode() for path, text in texts.items()})
    before = lint([main], library).findings if DISK.exists(main) else []
    after = lint([main], library, files=written).findings
    known = {(finding.rule, finding.message) for finding in before}
    return [finding for finding in after if (finding.rule, finding.message) not in known]


# What is written


def _begin_curriculum(main: Path, id: str, title: str) -> dict[Path, str]:
    """Write a curriculum in a folder of its own, with a level to begin with."""
    text = (
        f"format: 1\nid: {id}\ntitle: {_quote(title)}\nlevels:\n"
        f"  - id: start\n    title: Start\n    categories: [basics]\n"
    )
    category = _write_category("basics", "Basics", _write_item("first-item", "First item"))
    return _check_free({main: text, main.parent / "start" / "basics.yaml": category})


def _add_level(draft: Draft, id: str, title: str) -> dict[Path, str]:
    """Write a level at the end of a curriculum, with a category to begin with."""
    head = f"id: {_check_id(id)}\ntitle: {_quote(title)}\n"
    category = _write_category("basics", "Basics", _write_first_item(id))
    files = _write_file(draft, id, "basics", category)
    rest = "categories: [basics]\n" if files else f"categories:\n{_write_element(category)}"
    return {draft.path: _append(draft.main, draft.main.root, "levels", head + rest), **files}


def _add_category(draft: Draft, id: str, title: str, level: str) -> dict[Path, str]:
    node = _find_level(draft, level).node
    category = _write_category(id, title, _write_first_item(_check_id(id)))
    files = _write_file(draft, level, id, category)
    entry = f"{id}\n" if files else category
    return {draft.path: _append(draft.main, node, "categories", entry), **files}


def _add_item(draft: Draft, id: str, title: str, level: str, category: str) -> dict[Path, str]:
    placed = _find_category(draft, level, category)
    item = _write_item(_check_id(id), title)
    return {placed.source.path: _append(placed.source, placed.node, "items", item)}


_ADDERS: dict[str, Callable[..., dict[Path, str]]] = {
    "level": _add_level,
    "category": _add_category,
    "item": _add_item,
}


def _write_file(draft: Draft, level: str, id: str, category: str) -> dict[Path, str]:
    """Return the file of a category where the curriculum is a folder, and nothing elsewhere."""
    file = draft.path.parent / level / f"{id}.yaml"
    return _check_free({file: category}) if draft.path.name == MAIN else {}


def _check_free(made: dict[Path, str]) -> dict[Path, str]:
    for path in made:
        if path.exists():
            raise DlrError("exists", f"{path} is there already; nothing was added.")
    return made


def _write_item(id: str, title: str) -> str:
    summary = _quote(f"What {title} is and why it matters.")
    return f"id: {id}\ntitle: {_quote(title)}\nkind: concept\nsummary: {summary}\n{_HINTS}"


def _write_first_item(parent: str) -> str:
    return _write_item(f"{parent}-item", f"First item of {_title_of(parent).lower()}")


def _write_category(id: str, title: str, item: str) -> str:
    return f"id: {id}\ntitle: {_quote(title)}\nitems:\n{_write_element(item)}"


def _title_of(id: str) -> str:
    return id.replace("-", " ").capitalize()


def _quote(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


# Where it is written


def _write_element(text: str, margin: int = 2) -> str:
    """Return a mapping as an element of a list."""
    lines = indent(text, "  ", lambda _: True)
    return indent(f"- {lines[2:]}", " " * margin, lambda _: True)


def _append(source: Source, node: Node | None, key: str, text: str) -> str:
    """Return the text of a file with one more element at the end of the list of a key."""
    parent = value_of(node, key)
    if not isinstance(parent, SequenceNode) or not parent.items:
        message = f"{source.path} has no list `{key}` to add to; write the first entry by hand."
        raise DlrError("unfit-layout", message)
    mark = "\ufeff" * source.marked
    if source.text[parent.start] != "[":
        return mark + _append_lines(source.text, parent.items[-1], text)
    if "\n" in text.rstrip("\n"):
        line = source.line_of(parent)
        message = f"{source.path}, line {line}: `{key}` is written in brackets."
        raise DlrError("unfit-layout", message, "Give each entry a line of its own first.")
    end = parent.items[-1].end
    return f"{mark}{source.text[:end]}, {text.strip()}{source.text[end:]}"


def _append_lines(whole: str, last: Node, text: str) -> str:
    start = whole.rfind("\n", 0, last.start) + 1
    margin = len(whole[start : last.start].partition("-")[0])
    end = max(scalar.end for scalar in scalars(last))
    if whole[end - 1 : end] != "\n":
        end = whole.find("\n", end) + 1 or len(whole)
    for line in whole[end:].splitlines(keepends=True):
        # A comment below belongs to the element if it is indented with it.
        if not line.lstrip().startswith("#") or len(line) - len(line.lstrip()) <= margin:
            break
        end += len(line)
    line_end = "\r\n" if "\r\n" in whole else "\n"
    gap = "" if whole[:end].endswith("\n") else line_end
    added = _write_element(text, margin).replace("\n", line_end)
    return f"{whole[:end]}{gap}{added}{whole[end:]}"


# What is there


def _check_id(id: str) -> str:
    if not is_id(id):
        message = f"“{id}” is no id: lower-case words joined by hyphens, at most 64 characters."
        raise DlrError("bad-id", message)
    return id


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
