"""dlr new: create a curriculum or an overlay, or add a level, a category or an item to one."""

from pathlib import Path
from typing import NoReturn

from dlroadmap.cli.adding import Wanted, add_item, remove_item
from dlroadmap.cli.new_options import TAKEN
from dlroadmap.cli.options import argument, flag, one_of, option, takes
from dlroadmap.cli.selecting import check_choice
from dlroadmap.cli.session import Session, print_json
from dlroadmap.curriculum.model import DEFAULT_PRIORITY, KINDS, PRIORITIES
from dlroadmap.errors import DlrError

EXAMPLES = [
    "dlr new overlay mine --extends deep-learning",
    "dlr new item 'Einstein summation' --category entry/numpy --hours 2",
    "dlr new item einstein-summation --undo",
    "dlr new curriculum robotics",
    "dlr new level middle --in curriculum/robotics",
    "dlr new category middle/sensors --title 'Sensors and signals'",
]


@takes("curriculum", "json", "color", "yes", "no_input")
def run(
    session: Session,
    what: str = argument("WHAT", "curriculum, overlay, level, category or item."),
    name: str = argument("NAME", "An id, LEVEL/ID for a category, or the title of an item."),
    title: str | None = option("--title", "TEXT", "Set the title (default: from the id)."),
    where: str | None = option(
        "--in",
        "ID|PATH",
        "Add to this curriculum or folder (default: curriculum/ or your overlay).",
    ),
    extends: str | None = option("--extends", "ID", "For an overlay: extend this curriculum."),
    category: str | None = option("--category", "LEVEL/ID", "For an item: add to this category."),
    after: str | None = option(
        "--after", "ITEM", "For an item: add after this item of yours (default: last)."
    ),
    id: str | None = option("--id", "ID", "For an item: set the id (default: from the title)."),
    kind: str | None = option("--kind", "KIND", f"{one_of(KINDS)} (default: concept)."),
    priority: str | None = option(
        "--priority", "WORD", f"{one_of(PRIORITIES)} (default: {DEFAULT_PRIORITY})."
    ),
    hours: str | None = option("--hours", "N", "For an item: set its hours (default: unknown)."),
    requires: list[str] | None = option(
        "--requires", "ITEM", "For an item: add a prerequisite; can be repeated."
    ),
    summary: str | None = option("--summary", "TEXT", "For an item: set the summary."),
    undo: bool = flag("--undo", "Remove an item that you added."),
    curriculum: str | None = option("--curriculum", "ID|PATH", "For an item: use this overlay."),
) -> None:
    """Create a curriculum or an overlay, or add to one.

    An item is added to your overlay, or to the curriculum that --in specifies. All other lines of a
    file and their comments stay as they are. Nothing that exists is replaced.
    """
    check_choice("WHAT", what, TAKEN)
    if undo and what != "item":
        _refuse_undo(session, what, name)
    given = {
        "--title": title, "--in": where, "--extends": extends, "--category": category,
        "--after": after, "--id": id, "--kind": kind, "--hours": hours, "--requires": requires,
        "--summary": summary, "--undo": undo, "--priority": priority, "--curriculum": curriculum,
    }  # fmt: skip
    for word, value in given.items():
        allowed = TAKEN[what] if not undo else {"--in", "--curriculum", "--undo"}
        if value == "":
            raise DlrError("usage", f"{word} is empty.", "See dlr new --help")
        if value and word not in allowed:
            means = "new " + what + (" --undo" if undo and word != "--undo" else "")
            raise DlrError("usage", f"{word} cannot be used with {means}.", "See dlr new --help")
    if where and curriculum:
        message = "--in cannot be used with --curriculum."
        raise DlrError("usage", message, "Use one of them to specify where the item goes.")
    if what == "overlay":
        _begin_overlay(session, name, title or "", extends, where)
    elif what == "item" and undo:
        remove_item(session, name, where)
    elif what == "item":
        words = name, category, after, id, kind, priority, hours, requires or [], summary
        add_item(session, Wanted(*words), where)
    else:
        _add(session, what, name, title or "", Path(where or "curriculum"))


def _refuse_undo(session: Session, what: str, name: str) -> NoReturn:
    """Say how to remove what no command removes."""
    message = f"--undo cannot be used with new {what}; nothing was changed."
    known = (one for one in session.all_opened() if what == "overlay" and one.curriculum.id == name)
    if opened := next(known, None):
        base, file = opened.curriculum.extends, opened.main
        advice = f"To remove the overlay: dlr use {base}, then delete {file}"
    elif what == "overlay":
        advice = "To remove an overlay, use another curriculum, then delete the file."
    else:
        advice = f"To remove a {what}, delete its files and the lines that refer to it."
    raise DlrError("usage", message, advice)


def _add(session: Session, what: str, name: str, title: str, where: Path) -> None:
    from dlroadmap.authoring.additions import add
    from dlroadmap.render.authoring_words import advise_to_fill, summarize_written

    written = add(what, name, title, where, session.library)
    if session.as_json:
        print_json({"files": written})
        return
    session.screen.print(summarize_written(written))
    session.screen.lines(*(f"  {path}" for path in written))
    session.screen.print(advise_to_fill(where))


def _begin_overlay(
    session: Session, id: str, title: str, extends: str | None, where: str | None
) -> None:
    from dlroadmap.authoring.checking import save_checked
    from dlroadmap.authoring.naming import check_id, check_title
    from dlroadmap.authoring.overlays import begin
    from dlroadmap.render.overlay_words import begun_lines, deletion_line

    check_id(id)
    if extends is None:
        advice = f"Specify one: dlr new overlay {id} --extends deep-learning"
        raise DlrError("usage", "A new overlay needs a curriculum to extend.", advice)
    base = session.open(check_id(extends)).curriculum
    for opened in session.all_opened():
        if opened.curriculum.id == id:
            message = f"Curriculum “{id}” already exists, in {opened.main}; nothing was created."
            raise DlrError("exists", message, "Choose another id.")
    folder = Path(where) if where else session.folders.curricula
    path = folder / f"{id}.yaml"
    if path.exists() or (folder / id).exists():
        message = f"{path if path.exists() else folder / id} already exists; nothing was created."
        raise DlrError("exists", message, "Choose another id.")
    text = begin(id, check_title(title) if title else "", base)
    save_checked(path, {path: text}, session.library, "created", lenient=True)
    back = f"dlr use {base.id}"
    if session.as_json:
        print_json({"id": id, "extends": base.id, "files": [path], "undo": back})
        return
    use = str(path) if where else id
    session.screen.lines(*begun_lines(use, path, base.id, in_use=False), deletion_line(path))
