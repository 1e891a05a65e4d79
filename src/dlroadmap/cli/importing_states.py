"""States of items that dlr exported, and a person may have changed since."""

import sys
from collections.abc import Mapping, Sequence
from functools import partial

from dlroadmap.authoring.outline import Dropped, Listed, Outline
from dlroadmap.cli.documents import import_document, recorded_document
from dlroadmap.cli.session import Session, print_json
from dlroadmap.errors import DlrError
from dlroadmap.guide.acts import Change
from dlroadmap.guide.merging import Stated, find_news, merge_states
from dlroadmap.guide.stated_days import read_day
from dlroadmap.guide.summary import summarize
from dlroadmap.progress.fold import Progress
from dlroadmap.render.import_states_page import (
    NO_KEY,
    TWICE,
    UNKNOWN,
    states_lines,
)
from dlroadmap.render.words import standing
from dlroadmap.text import clean


def set_states(
    session: Session,
    outline: Outline,
    source: str,
    id: str | None,
    into: str | None,
    dry_run: bool,
) -> None:
    """Record the states of the items whose keys a list names, and show what changed.

    Where no curriculum here has any of them, the list becomes a curriculum.
    """
    holders = session.holders(dict.fromkeys(item.key for item in outline.items if item.key))
    if not holders:
        from dlroadmap.cli.importing_lists import import_list

        items = tuple(map(_forget_key, outline.items))
        import_list(session, outline._replace(items=items), source, id, into, dry_run)
        return
    if id or into:
        message = "dlr exported this list, so importing it sets states and makes no curriculum."
        raise DlrError("usage", message, "Leave out --id and --into.")
    today = {key: holder.renames.get(key) or key for key, holder in holders.items()}
    stated, dropped = _collect(session, outline, today)
    every = {holder.id: holder for holder in holders.values()}.values()
    past = session.past(session.curriculum, *every)
    idle = dry_run or not find_news(stated, past.progress)
    recorded = session.record(partial(merge_states, stated), *every, dry_run=idle)
    changes = find_news(stated, recorded.before.progress)
    renamed = [(old, new) for old, new in today.items() if old != new]
    items_there = len(set(today.values()))
    if session.as_json:
        named = [{"from": clean(old), "to": new} for old, new in renamed]
        kept = items_there - len(changes)
        print_json({
            **import_document(source, None, None, items_there, kept, changes, dropped, named),
            **recorded_document(changes, recorded.batch, (), dry_run),
        })  # fmt: skip
        return
    titles = {today[key]: holder.items[today[key]].title for key, holder in holders.items()}
    other_titles = {
        item.key
        for item in outline.items
        if item.key in today and not _is_titled(item, titles[today[item.key]])
    }
    session.screen.print(
        *states_lines(
            changes,
            {one.key: one.on for one in stated},
            items_there - len(changes),
            len(renamed),
            len(other_titles),
            dropped,
            titles.__getitem__,
            _tell_standing(session, changes, recorded.after.progress),
            dry_run,
            sys.stdout.isatty(),
        )
    )


def _forget_key(item: Listed) -> Listed:
    """Return a thing without its key, which still names it for others that require it."""
    return item._replace(key="", was="", source=item.source or item.key)


def _is_titled(item: Listed, title: str) -> bool:
    """Return whether a thing of a list has the title of its item, apart from marks and case.

    A reader of Markdown may have taken words such as a duration out of it.
    """
    theirs, ours = ("".join(filter(str.isalnum, one.casefold())) for one in (item.title, title))
    return theirs == ours or bool(item.was and theirs in ours)


def _collect(
    session: Session, outline: Outline, today: Mapping[str, str]
) -> tuple[list[Stated], list[Dropped]]:
    """Return the states of the items that are known here, and what of a list is left out."""
    stated: dict[str, Stated] = {}
    dropped = list(outline.dropped)
    for item in outline.items:
        named = f"{item.title} ({item.key})" if item.key else item.title
        key = today.get(item.key)
        if key is None:
            dropped.append(Dropped(item.line, named, UNKNOWN if item.key else NO_KEY))
        elif key not in stated and item.state:
            on, why = read_day(item.on if item.state != "todo" else "", session.today())
            dropped += [Dropped(item.line, item.on, why)] if why else []
            stated[key] = Stated(key, item.state, item.was, on)
        elif key in stated and item.state != stated[key].state:
            dropped.append(Dropped(item.line, named, TWICE))
    dropped.sort(key=lambda one: one.line or 0)
    return list(stated.values()), dropped


def _tell_standing(session: Session, changes: Sequence[Change], progress: Progress) -> str:
    """Return how far the curriculum in use is done, if any of its items moved."""
    used = session.curriculum
    if not any(change.key in used.locations for change in changes):
        return ""
    return standing(used.title, summarize(used, progress).totals)
