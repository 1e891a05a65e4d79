"""Where everyone in a group is, and who can help with an item."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from rich.cells import cell_len
from rich.console import RenderableType
from rich.text import Text

from dlroadmap.guide.board import Around, Board, Member
from dlroadmap.render.hanging import advise, hang, wrap_text
from dlroadmap.render.screen import Screen
from dlroadmap.render.tables import table
from dlroadmap.words import join_words, pluralize

_GAP = 2

_NAMED = 20
"""So many names are listed of those of whom there is nothing else to say."""

_LONG = 60
"""So many days are told as days; more as a date."""

TitleOf = Callable[[str], str]
"""Returns the title of an item by its key."""


def board_page(
    board: Board,
    members: Sequence[Member],
    title: str,
    title_of: TitleOf,
    today: date,
    screen: Screen,
) -> Iterator[RenderableType]:
    """Yield where each member is: a row each, with a column a level where there is room."""
    width, console = screen.width, screen.console
    number = pluralize(len(members), "member")
    yield from wrap_text(
        Text.assemble((board.group, "bold"), f": {title}, {number}"), width, console
    )
    if members:
        yield Text()
        yield from _rows(board, members, title_of, today, screen)
    notes = list(_notes(board, members))
    if notes:
        yield Text()
    for note in notes:
        yield from (
            advise(note, width, console)
            if ": dlr " in note
            else wrap_text(Text(note), width, console)
        )


def _notes(board: Board, members: Sequence[Member]) -> Iterator[str]:
    if silent := [member.name for member in board.silent]:
        yield f"Invited, but nothing sent yet: {join_words(silent, _NAMED)}"
    if differing := [member.name for member in board.differing]:
        yield (
            "Counted with another version of the curriculum than the group's: "
            f"{join_words(differing, _NAMED)}"
        )
    if not members:
        yield "To invite somebody: dlr group invite NAME"


def _rows(
    board: Board, members: Sequence[Member], title_of: TitleOf, today: date, screen: Screen
) -> list[RenderableType]:
    """Return the widest of the tables that fits; on a narrow screen, what is broken is readable."""
    levels = board.levels
    assigned = any(member.tasks for member in members)
    names = [member.name for member in members]
    lasts = [describe_last(member, today) for member in members]
    tasks = [describe_tasks(member, today) for member in members]
    doing = [_describe_doing(member, title_of) for member in members]
    counts = [[describe_count(member, level) for level in levels] for member in members]
    where = [describe_where(member, board) for member in members]
    plain = ["Name", "Level", *(["Assigned"] if assigned else []), "Last active"]
    wide = ["Name", *levels.values(), *(["Assigned"] if assigned else []), "Last active"]
    rows = zip(names, where, counts, tasks, lasts, doing, strict=True)
    small, medium, large = [], [], []
    for name, place, numbers, task, last, items in rows:
        more = [task] if assigned else []
        small.append([name, place, *more, last])
        medium.append([name, *numbers, *more, last])
        large.append([name, *numbers, *more, last, items])
    right = [*levels.values()]
    for headings, found in (([*wide, "In progress"], large), (wide, medium)):
        if _measure(headings, found) <= screen.width:
            return [table(headings, found, right=right)]
    return [table(plain, small)]


def _measure(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    widths = [max(map(cell_len, cells)) for cells in zip(headings, *rows, strict=True)]
    return sum(widths) + _GAP * (len(widths) - 1)


def describe_days(day: date, today: date) -> str:
    """Return `today`, `yesterday`, `12 days ago`, or a day that is long ago or to come."""
    days = (today - day).days
    if days in (0, 1):
        return "yesterday" if days else "today"
    return f"{days} days ago" if 1 < days <= _LONG else day.isoformat()


def describe_last(member: Member, today: date) -> str:
    """Return when a member last learned something."""
    return describe_days(member.last, today) if member.last else "not yet"


def describe_count(member: Member, level: str) -> str:
    """Return `12/35` for a level, as `status` counts it."""
    counts = dict(member.levels).get(level)
    return f"{counts.counted_done}/{counts.counted}" if counts else ""


def describe_where(member: Member, board: Board) -> str:
    """Return the level where a member is, with its counts."""
    if member.level is None:
        return "all done" if member.levels else ""
    return f"{board.levels[member.level]} {describe_count(member, member.level)}"


def describe_tasks(member: Member, today: date) -> str:
    """Return `1 of 3 done, 1 overdue`, for what a member is asked for and has not declined."""
    tasks = [task for task in member.tasks if task.answer != "declined"]
    if not tasks:
        return ""
    done = sum(task.answer == "done" for task in tasks)
    late = sum(task.answer != "done" and task.by < today for task in tasks)
    return f"{done} of {len(tasks)} done" + (f", {late} overdue" if late else "")


def _describe_doing(member: Member, title_of: TitleOf) -> str:
    if not member.doing:
        return ""
    more = f" and {len(member.doing) - 1} more" if len(member.doing) > 1 else ""
    return f"{title_of(member.doing[0])}{more}"


def around_page(
    around: Around, title: str, key: str, title_of: TitleOf, today: date, screen: Screen
) -> Iterator[RenderableType]:
    """Yield who can help with an item, who is at it, who waits for it, and who could start it."""
    width, console = screen.width, screen.console
    yield Text.assemble((title, "bold"), " (", (key, "cyan"), ")")
    lists = (
        ("Can help", [f"{name} (done {describe_days(d, today)})" for name, d in around.done]),
        ("In progress", [f"{name} (since {_since(d, today)})" for name, d in around.doing]),
        ("Wait for it", [f"{name} ({_why(k, key, title_of)})" for name, k in around.waiting]),
        ("Could start it", [*around.ready]),
    )
    wide = max(len(label) for label, _ in lists) + 2
    for label, names in lists:
        text = ", ".join(names) if names else "nobody"
        more = f"{len(names):,}: " if len(names) > 1 else ""
        yield from hang(Text(label), [Text(f"{more}{text}")], wide, width, console)
    if around.others:
        yield Text(f"{pluralize(around.others, 'other member')} not there yet")


def _since(day: date, today: date) -> str:
    return describe_days(day, today).replace(" days ago", " days")


def _why(keys: Sequence[str], key: str, title_of: TitleOf) -> str:
    """Return for what somebody waits for an item."""
    if key in keys:
        return "assigned"
    more = f" and {len(keys) - 1} more" if len(keys) > 1 else ""
    return f"for {title_of(keys[0])}{more}"
