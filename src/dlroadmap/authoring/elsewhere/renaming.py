"""Gives a curriculum another id: in its main file, and wherever its own files name it."""

from collections.abc import Iterator
from pathlib import Path

from dlroadmap.authoring.mentions import REFERRING
from dlroadmap.authoring.patching import put, saved_text
from dlroadmap.curriculum.library import MAIN
from dlroadmap.errors import DlrError
from dlroadmap.format.draft import Draft
from dlroadmap.format.files import Files
from dlroadmap.format.nodes import (
    MappingNode,
    Node,
    elements_of,
    entries_of,
    name_of,
    text_of,
    walk,
)
from dlroadmap.format.source import Source, read
from dlroadmap.text import clean

_LISTS = (*REFERRING, "categories")
"""Keys whose lists name items and categories."""


def rename(draft: Draft, id: str, folder: Path) -> dict[str, bytes]:
    """Return the files of a draft that change, by their paths in its folder, with another id.

    Raises DlrError where that cannot be done.
    """
    changed = {}
    for source in draft.sources:
        edited = _replace(source, draft.id, id)
        if source is draft.main:
            edited = put(edited, ("id",), id)
        if edited is not source:
            name = MAIN if source is draft.main else source.path.relative_to(folder).as_posix()
            changed[name] = saved_text(edited).encode()
    return changed


def _replace(source: Source, old: str, new: str) -> Source:
    """Return a file in which every reference to an item of the one leads to the other."""
    text, starts = source.text, []
    for node in _references(source.root):
        at = text.find(f"{old}/", node.start, node.end)
        if text_of(node).startswith(f"{old}/"):
            if at < 0:
                line = source.line_of(node)
                message = f"{clean(source.path.name)}, line {line}: dlr cannot rename “{old}/”."
                raise DlrError("unfit-layout", message, "Add it without another id.")
            starts.append(at)
    if not starts:
        return source
    for at in sorted(set(starts), reverse=True):
        text = f"{text[:at]}{new}{text[at + len(old) :]}"
    data = ("\ufeff" * source.marked + text).encode(errors="replace")
    return read(source.path, Files({source.path: data}))


def _references(root: Node | None) -> Iterator[Node]:
    """Yield what names an item or a category: elements of lists, and keys and values of some."""
    for _, node in walk(root):
        if isinstance(node, MappingNode):
            yield from (name_of(each) for word in _LISTS for each in elements_of(node, word))
            yield from (value for _, value in entries_of(node, "retired"))
            yield from (key for key, _ in entries_of(node, "change"))
