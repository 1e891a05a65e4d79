"""What can be read of a curriculum that has errors, for whoever only looks at it."""

from dlroadmap.authoring.changes import Version
from dlroadmap.curriculum.model import DEFAULT_PRIORITY, Curriculum
from dlroadmap.format.assemble import Assembly
from dlroadmap.format.draft import Draft
from dlroadmap.format.nodes import elements_of, entries_of, text_of, value_of, walk


def understand(assembly: Assembly) -> Version | None:
    """Return a curriculum as far as it can be read.

    It is None without an id, and of an overlay with errors: what that inherits, hides and changes
    would be guesswork.
    """
    draft = assembly.draft
    if assembly.curriculum:
        return Version(assembly.curriculum)
    if not draft.id or draft.extends is not None:
        return None
    errors = sum(fault.fatal for fault in assembly.all_faults)
    return Version(_make(assembly), errors, lambda key: _may_hold(assembly, key))


def _make(assembly: Assembly) -> Curriculum:
    draft, items = assembly.draft, assembly.items
    return Curriculum(
        id=draft.id,
        title=text_of(value_of(draft.main.root, "title")) or draft.id,
        description="",
        hours_per_week=None,
        levels=tuple(assembly.levels),
        hours={key: item.hours for key, item in items.items()},
        priority={
            k: item.priority for k, item in items.items() if item.priority != DEFAULT_PRIORITY
        },
        requires={
            key: tuple(requirement.key for requirement in item.requires)
            for key, item in items.items()
            if item.requires
        },
        kinds={key: item.kind for key, item in items.items()},
        renames={old: new for each in assembly.drafts for old, new in each.renames.items()},
        items=items,
        assumes=assembly.assumes,
    )


def _may_hold(assembly: Assembly, key: str) -> bool:
    """Return whether an item may stand in what could not be read of a curriculum and its homes."""
    home, _, id = key.partition("/")
    draft = assembly.draft
    if home != draft.id:
        other = assembly.homes.get(home)
        return draft.broken or other is None or other.broken
    return draft.broken and (bool(draft.absent) or id in _find_ids(draft))


def _find_ids(draft: Draft) -> set[str]:
    """Return every id that stands in any file, also a former or retired one."""
    former = (
        text_of(element)
        for source in draft.sources
        for _, node in walk(source.root)
        for element in elements_of(node, "formerly")
    )
    retired = (text_of(key) for key, _ in entries_of(draft.main.root, "retired"))
    return draft.ids.union(former, retired)
