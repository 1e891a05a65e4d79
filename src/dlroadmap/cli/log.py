"""dlr log: the history."""

from contextlib import suppress
from shlex import quote

from dlroadmap.cli.documents import event_document
from dlroadmap.cli.options import argument, flag, option, takes
from dlroadmap.cli.selecting import check_count
from dlroadmap.cli.session import Session, print_json
from dlroadmap.cli.titles import goal_titles
from dlroadmap.errors import DlrError
from dlroadmap.progress.history import History
from dlroadmap.progress.past import about_item
from dlroadmap.words import local_day

EXAMPLES = [
    "dlr log",
    "dlr log backpropagation",
    "dlr log --since 'last monday'",
    "dlr log --items -n 100",
    "dlr log --json",
]

USUAL = 20
"""The rows that are shown where nobody says how many."""


@takes("curriculum", "json", "color", "no_pager")
def run(
    session: Session,
    name: str | None = argument("[ITEM]", "Only the history of this item.", None),
    since: str | None = option(
        "--since", "DATE", "Show only changes since this date: 2024-05, yesterday."
    ),
    items: bool = flag("--items", "One row for each item, not for each change."),
    number: int | None = option(
        "-n", "N", f"Maximum rows to show, the last ones (default: {USUAL})."
    ),
) -> None:
    """Show the history of your changes, oldest first.

    Each row is one change; dlr undo undoes a whole change. Changes of your other devices have their
    names, and stand where they count. With --since or --json, dlr shows
    everything unless you give -n.
    """
    check_count(number)
    first = None
    if since is not None:
        from dlroadmap.guide.dates import parse_days

        first = str(parse_days(since, session.today()).first)
    items = items or session.as_json
    shown = number or (None if session.as_json or since else USUAL)
    history, total = _read(session, name, first, items, shown)
    documents = [event_document(event, event.id in history.undone) for event in history.events]
    if session.as_json:
        print_json({"events": documents})
        return
    from dlroadmap.render.history import change_lines, event_lines, frame_log

    options = [*([quote(name)] if name else []), *(["--items"] if items else [])]
    goals = _name_goals(session, history)
    devices = _name_others(session, {event.device for event in history.events})
    targets = {event.id: event.details.get("target", "") for event in history.events}
    rows = documents if items else history.batches()
    lines = (
        event_lines(documents, goals, devices, session.screen)
        if items
        else change_lines(documents, targets, goals, devices, session.screen)
    )
    session.screen.print(*frame_log(lines, len(rows), total, options, first))


def _name_others(session: Session, devices: set[str]) -> dict[str, str]:
    """Return what devices are called that are not this one; without a sync nothing."""
    with session.store.reading() as rows:
        journals, own = rows.sharing.read().journals, rows.sharing.own_devices()
    if not journals:
        return {}
    from dlroadmap.remote.journal import read_about

    abouts = {id: read_about(journal.about) for id, journal in journals.items()}
    names = {id: about.name for id, about in abouts.items() if about}
    return {id: names.get(id, f"device {id[:8]}") for id in devices - own}


def _name_goals(session: Session, history: History) -> dict[str, str]:
    """Return for each event that is about a goal what that is called, with the day it was set."""
    from dlroadmap.render.goal_words import describe_goal

    found: dict[str, str] = {}
    events = [event for event in history.events if event.kind in ("goal", "undo")]
    # The history can be read without any curriculum.
    with suppress(DlrError):
        past, title = session.past(*([session.curriculum] if events else [])), goal_titles(session)
        for event in events:
            if goal := past.find_goal(event):
                is_set = event.kind == "goal" and event.details.get("goal") == "set"
                goal = goal if is_set else goal._replace(by=None)
                found[event.id] = describe_goal(goal, title(goal))
    return found


def _read(
    session: Session, name: str | None, first: str | None, items: bool, shown: int | None
) -> tuple[History, int]:
    """Return the last events or batches that are asked for, and how many there are of them."""
    past = session.past()
    if name is None and first is None:
        if shown is not None and not items:
            return past.newest_batches(shown), past.count_batches()
        return past.newest(shown), past.count()
    if name is not None:
        key, holder = session.names.find(name)
        history = about_item(session.past(holder).about(key))
    else:
        history = past.newest(None)
    if first is not None:
        history = history.narrow([e for e in history.events if local_day(e.at) >= first])
    if not items:
        total = len(history.batches())
        return history.newest_batches(shown or total), total
    total = len(history.events)
    return history.narrow(history.events[-(shown or total) :]), total
