"""What the columns of a table are called, and what stands in them."""

from collections.abc import Mapping, Sequence

TITLES = (
    *("title", "name", "item", "task", "to do", "todo", "lesson", "concept", "skill", "goal"),
    *("topic", "subject"),
)
"""What the column of titles is called, the surest word first."""

_MEANINGS = {
    "key": ("key", "dlr key"),
    "source": ("id", "uuid", "slug"),
    "level": ("level", "phase", "stage", "year", "semester", "part", "week"),
    "category": ("category", "section", "module", "chapter", "area", "group", "unit", "theme"),
    "state": ("state", "status", "done", "completed", "complete", "finished", "progress", "check"),
    "date": (
        *("date", "completed at", "completed on", "completion date", "date completed", "done at"),
        *("done on", "finished at", "finished on", "date finished", "end date"),
    ),
    "hours": (
        *("hours", "duration", "estimate", "estimated hours", "effort", "time", "hours needed"),
        *("estimated time", "length"),
    ),
    "kind": ("kind", "type"),
    "priority": ("priority", "importance"),
    "links": (
        *("url", "urls", "link", "links", "resource", "resources", "address", "website", "source"),
        *("material", "materials", "reference", "references"),
    ),
    "tags": ("tags", "tag", "labels", "label", "keywords"),
    "summary": ("summary", "description", "notes", "note", "comment", "comments", "details"),
    "requires": (
        *("requires", "prerequisites", "prerequisite", "depends on", "depends", "dependencies"),
        *("prereqs", "after"),
    ),
    "checks": ("checks", "acceptance criteria", "done when", "criteria"),
    "aliases": ("aliases", "alias", "also called"),
}

_WORDS = {word: field for field, words in _MEANINGS.items() for word in words}


def find_columns(header: Sequence[str]) -> Mapping[int, str]:
    """Return what stands in the columns of a header, by their index; none without titles.

    Links may fill several columns, of others the first one counts. A topic or subject beside
    better titles is the category.
    """
    words = [normalize(cell) for cell in header]
    title = next((word for word in TITLES if word in words), None)
    if title is None:
        return {}
    found = {words.index(title): "title"}
    taken = {"title"}
    for index, word in enumerate(words):
        field = _WORDS.get(word)
        if index not in found and field and (field == "links" or field not in taken):
            found[index] = field
            taken.add(field)
    for index, word in enumerate(words):
        if index not in found and word in ("topic", "subject") and "category" not in taken:
            found[index] = "category"
            taken.add("category")
    return found


def normalize(text: str) -> str:
    """Return the words of a heading or a cell, however they are written."""
    plain = text.strip().strip("*?:").replace("_", " ").replace("-", " ")
    return " ".join(plain.casefold().split())
