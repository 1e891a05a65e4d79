"""Reads every file of a curriculum into a draft; one bad file, or item, hides no other."""

from pathlib import Path

from dlroadmap.format.draft import Draft, PlacedCategory, PlacedLevel
from dlroadmap.format.faults import Fault, FaultKind, faults_at
from dlroadmap.format.files import DISK, Files
from dlroadmap.format.nodes import MappingNode, Node, Scalar, elements_of, text_of, value_of
from dlroadmap.format.schema import CategoryModel, CurriculumModel, ItemModel, is_id
from dlroadmap.format.source import Source, read
from dlroadmap.format.validation import validate, validate_part


def load(path: Path, files: Files = DISK) -> Draft:
    """Read the main file of a curriculum, and the files of its categories."""
    source = read(path, files)
    draft = Draft(path, [source], [*source.faults])
    root = source.root
    if root is None:
        draft.faults += _empty_file(source, "a curriculum begins with `format: 1`")
        return draft
    if not isinstance(root, MappingNode):
        draft.faults += faults_at(FaultKind.NOT_A_CURRICULUM, source, root)
        return draft
    version = root.get("format")
    if isinstance(version, Scalar) and not _is_one(version.value):
        draft.faults += faults_at(FaultKind.UNKNOWN_FORMAT, source, version)
        return draft
    draft.id = _id(root)
    draft.model, faults = validate(source, root, CurriculumModel)
    draft.faults += faults
    for index, node in enumerate(elements_of(root, "levels")):
        level = draft.model.levels[index] if draft.model else None
        entries = elements_of(node, "categories")
        models = [*level.categories] if level else [None] * len(entries)
        categories = [
            category
            for entry, model in zip(entries, models, strict=True)
            if (category := _category(draft, _id(node), entry, model, files))
        ]
        draft.levels.append(PlacedLevel(node, level, categories))
    return draft


def _category(
    draft: Draft, level: str, entry: Node, model: CategoryModel | str | None, files: Files
) -> PlacedCategory | None:
    """Return a category that is written inline, or read its file."""
    if isinstance(entry, MappingNode):
        inline = model if isinstance(model, CategoryModel) else None
        return PlacedCategory(_id(entry), draft.main, entry, inline, _entries(entry, inline))
    id = text_of(entry)
    return _category_file(draft, entry, level, id, files) if level and is_id(id) else None


def _category_file(
    draft: Draft, entry: Node, level: str, id: str, files: Files
) -> PlacedCategory | None:
    path = draft.path.parent / level / f"{id}.yaml"
    if not files.exists(path):
        draft.absent.append(path)
        file = f"{level}/{path.name}"
        draft.faults += faults_at(FaultKind.MISSING_FILE, draft.main, entry, id=id, file=file)
        return None
    if not path.resolve().is_relative_to(draft.path.parent.resolve()):
        draft.faults += faults_at(FaultKind.FILE_OUTSIDE, draft.main, entry, id=id)
        return None
    source = read(path, files)
    draft.sources.append(source)
    draft.faults += source.faults
    root = source.root
    if root is None:
        draft.faults += _empty_file(source, "a category has an id and items")
        return None
    model, faults = validate(source, root, CategoryModel)
    draft.faults += faults
    if model and model.id != id:
        node = value_of(root, "id") or root
        values = {"id": model.id, "file": path.name}
        draft.faults += faults_at(FaultKind.MISNAMED_FILE, source, node, **values)
    if not isinstance(root, MappingNode):
        return None
    return PlacedCategory(id, source, root, model, _entries(root, model))


def _entries(node: MappingNode, model: CategoryModel | None) -> list[tuple[Node, ItemModel | str]]:
    """Return the items of a category; where it has faults, those of them that have none."""
    nodes = elements_of(node, "items")
    if model:
        return list(zip(nodes, model.items, strict=True))
    found: list[tuple[Node, ItemModel | str]] = []
    for element in nodes:
        if isinstance(element, MappingNode) and (item := validate_part(element, ItemModel)):
            found.append((element, item))
        elif all(map(is_id, (reference := text_of(element)).split("/", 1))):
            found.append((element, reference))
    return found


def _empty_file(source: Source, expected: str) -> list[Fault]:
    """Return the fault of a file in which nothing stands, if that could be read."""
    return (
        [] if source.faults else [Fault(FaultKind.EMPTY_FILE, source, 0, 0, {"expected": expected})]
    )


def _is_one(value: object) -> bool:
    return isinstance(value, int) and value is not True and value == 1


def _id(node: Node) -> str:
    """Return the id of a mapping; empty if it has none that is fit for use."""
    id = text_of(value_of(node, "id"))
    return id if is_id(id) else ""
