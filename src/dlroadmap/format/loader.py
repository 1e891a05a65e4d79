"""Reads every file of a curriculum into a draft; one bad file, or item, hides no other."""

from pathlib import Path

from dlroadmap.format.draft import Draft, PlacedCategory, PlacedLevel
from dlroadmap.format.schema import CategoryModel, CurriculumModel, ItemModel, is_id
from dlroadmap.format.source import MappingNode, Node, Scalar, SequenceNode, is_there, read
from dlroadmap.format.validation import salvage, validate


def load(path: Path) -> Draft:
    """Read the main file of a curriculum, and the files of its categories."""
    source = read(path)
    draft = Draft(path, [source])
    root = source.root
    if root is None:
        if not source.findings:
            source.report("S103", 0, 0, "the file is empty; a curriculum begins with `format: 1`")
        return draft
    if not isinstance(root, MappingNode):
        source.report_at("S103", root, "a curriculum is a mapping that begins with `format: 1`")
        return draft
    version = root.get("format")
    if isinstance(version, Scalar) and not _is_one(version.value):
        source.report_at("S109", version, "this format is not known; this dlr reads format 1")
        return draft
    draft.id = _id(root)
    draft.model = validate(source, root, CurriculumModel)
    for number, node in enumerate(_children(root, "levels")):
        level = draft.model.levels[number] if draft.model else None
        entries = _children(node, "categories")
        models = level.categories if level else [None] * len(entries)
        categories = [
            category
            for entry, model in zip(entries, models, strict=True)
            if (category := _category(draft, _id(node), entry, model))
        ]
        draft.levels.append(PlacedLevel(node, level, categories))
    return draft


def _category(
    draft: Draft, level: str, entry: Node, model: CategoryModel | str | None
) -> PlacedCategory | None:
    """Return a category that is written inline, or read its file."""
    if isinstance(entry, MappingNode):
        inline = model if isinstance(model, CategoryModel) else None
        return PlacedCategory(_id(entry), draft.main, entry, inline, _entries(entry, inline))
    value = entry.value if isinstance(entry, Scalar) else None
    if level and isinstance(value, str) and is_id(value):
        return _category_file(draft, entry, level, value)
    return None


def _category_file(draft: Draft, entry: Node, level: str, id: str) -> PlacedCategory | None:
    path = draft.path.parent / level / f"{id}.yaml"
    if not is_there(path):
        draft.absent.append(path)
        draft.main.report_at("S112", entry, f"category `{id}` has no file {level}/{path.name}")
        return None
    if not path.resolve().is_relative_to(draft.path.parent.resolve()):
        draft.main.report_at("S112", entry, f"category `{id}` lies outside the folder")
        return None
    source = read(path)
    draft.sources.append(source)
    root = source.root
    if root is None and not source.findings:
        source.report("S103", 0, 0, "the file is empty; a category has an id and items")
    model = root and validate(source, root, CategoryModel)
    if model and root and model.id != id:
        place = _value(root, "id") or root
        source.report_at("S104", place, f"`{model.id}` lies in {path.name}; id and name must agree")
    if not isinstance(root, MappingNode):
        return None
    return PlacedCategory(id, source, root, model or None, _entries(root, model or None))


def _entries(node: MappingNode, model: CategoryModel | None) -> list[tuple[Node, ItemModel | str]]:
    """Return the items of a category; where it has faults, those of them that have none."""
    nodes = _children(node, "items")
    if model:
        return list(zip(nodes, model.items, strict=True))
    found: list[tuple[Node, ItemModel | str]] = []
    for element in nodes:
        if isinstance(element, MappingNode) and (item := salvage(element, ItemModel)):
            found.append((element, item))
        elif reference := _reference(element):
            found.append((element, reference))
    return found


def _reference(node: Node) -> str:
    value = node.value if isinstance(node, Scalar) else None
    fit = isinstance(value, str) and all(map(is_id, value.split("/", 1)))
    return str(value) if fit else ""


def _is_one(value: object) -> bool:
    return isinstance(value, int) and value is not True and value == 1


def _id(node: Node) -> str:
    """Return the id of a mapping; empty if it has none that is fit for use."""
    place = _value(node, "id")
    value = place.value if isinstance(place, Scalar) else None
    return value if isinstance(value, str) and is_id(value) else ""


def _children(node: Node, key: str) -> list[Node]:
    value = _value(node, key)
    return value.items if isinstance(value, SequenceNode) else []


def _value(node: Node | None, key: str) -> Node | None:
    return node.get(key) if isinstance(node, MappingNode) else None
