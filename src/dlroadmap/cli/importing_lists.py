"""A list that becomes a curriculum, or an imported one anew."""

import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dlroadmap.authoring.outline import Dropped, Outline
from dlroadmap.cli.session import Session
from dlroadmap.errors import DlrError
from dlroadmap.guide.listed import KINDS, Wanted, find_entries

if TYPE_CHECKING:
    from dlroadmap.authoring.planting.plant import Planted
    from dlroadmap.authoring.planting.targets import Target

MOST = 20
"""So many lines of what was left out, and of new titles, are shown on a terminal."""


class _Moved(NamedTuple):
    """How many items moved by kind of event, in which batch, and why none could be recorded."""

    numbers: Mapping[str, int]
    batch: str | None = None
    failure: DlrError | None = None


def import_list(
    session: Session,
    outline: Outline,
    source: str,
    id: str | None,
    into: str | None,
    dry_run: bool,
) -> None:
    """Make a curriculum of a list, tick what is checked, and show what came of it."""
    from dlroadmap.authoring.planting.plant import plant
    from dlroadmap.authoring.planting.saving import check_planted, save_planted
    from dlroadmap.authoring.planting.targets import STDIN, choose_target

    if source != STDIN:
        source = str(Path(source).expanduser().resolve())
    folder = session.folders.curricula
    target = choose_target(outline, source, id, into, folder, session.opener.find)
    planted = plant(outline, target.id, source, target.kept)
    if not planted.ids:
        message = "The list has no items with a title; nothing was imported."
        raise DlrError("no-items", message)
    check_planted(target.main, planted, session.library)
    wanted, dropped = _read_states(session, outline, target.id, planted)
    if not dry_run:
        if target.doubt and not _may_replace(session, target):
            return
        save_planted(target.main, planted)
    moved = _record(session, target, planted, wanted, dry_run)
    _show(session, target, planted, [*planted.dropped, *dropped], moved, dry_run)
    if failure := moved.failure:
        message = f"{target.main} was written, but its ticks were not recorded: {failure.message}"
        advice = "To record them, import the list again."
        raise DlrError(failure.code, message, *failure.advice, advice) from failure


def _may_replace(session: Session, target: "Target") -> bool:
    """Return whether a file that was edited may be replaced.

    Raises DlrError where there is nobody to ask.
    """
    from dlroadmap.cli.asking import agrees
    from dlroadmap.render.import_page import edited_question, edited_words, overlay_advice
    from dlroadmap.render.words import NOTHING

    if session.yes:
        return True
    if not session.can_ask:
        message = f"{edited_words(target.main, target.doubt)} Nothing was imported."
        advice = "To replace it and lose your edits, add --yes"
        raise DlrError("edited", message, advice, overlay_advice(target.id))
    if agrees(session, edited_question(target.main, target.doubt)):
        return True
    session.screen.print(NOTHING, overlay_advice(target.id))
    return False


def _read_states(
    session: Session, outline: Outline, home: str, planted: "Planted"
) -> tuple[list[Wanted], list[Dropped]]:
    """Return the states that a list says its items are in, and the dates that cannot be."""
    from dlroadmap.guide.dates import parse_days

    wanted: list[Wanted] = []
    dropped: list[Dropped] = []
    for number, id in planted.ids.items():
        item = outline.items[number]
        if item.state not in KINDS:
            continue
        on = ""
        if item.on:
            try:
                days = parse_days(item.on, session.today())
                on = days.text if days.first <= session.today() else ""
                why = "" if on else "the date is in the future"
            except DlrError:
                why = "this is not a valid date"
            dropped += [Dropped(item.line, item.on, why)] if why else []
        wanted.append(Wanted(f"{home}/{id}", item.state, on))
    return wanted, dropped


def _record(
    session: Session,
    target: "Target",
    planted: "Planted",
    wanted: list[Wanted],
    dry_run: bool,
) -> _Moved:
    """Record the states of a list in one batch; return what moved, or would."""
    from collections import Counter

    from dlroadmap.authoring.planting.plant import as_holder

    if not wanted:
        return _Moved({})
    try:
        holder = as_holder(target.id, planted)
        act = partial(find_entries, wanted)
        entries = act(session.past(holder))
        if dry_run or not entries:
            return _Moved(Counter(entry.kind for entry in entries))
        recorded = session.record(act, holder)
        return _Moved(Counter(event.kind for event in recorded.events), recorded.batch)
    except DlrError as error:
        return _Moved({}, failure=error)


def _show(
    session: Session,
    target: "Target",
    planted: "Planted",
    dropped: list[Dropped],
    moved: _Moved,
    dry_run: bool,
) -> None:
    from dlroadmap.render.import_page import Report, import_lines
    from dlroadmap.text import clean

    if session.as_json:
        if moved.failure:
            return
        session.answer({
            "id": target.id,
            "title": planted.title,
            "file": target.main,
            "items": len(planted.ids),
            "levels": planted.levels,
            "kept": planted.matched,
            "new": planted.new,
            "retired": planted.retired,
            "ticked": moved.numbers.get("tick", 0),
            "started": moved.numbers.get("start", 0),
            "skipped": moved.numbers.get("skip", 0),
            "dropped": [
                {"line": line, "text": clean(text), "why": why} for line, text, why in dropped
            ],
            "renamed": [
                {"from": one.before, "to": one.after, "was": one.was, "now": one.now}
                for one in planted.renamed
                if one.before != one.after
            ],
            "batch": moved.batch,
            "dry_run": dry_run,
        })  # fmt: skip
        return
    in_library = target.main.parent == session.folders.curricula
    report = Report(
        target.id if in_library else str(target.main),
        target.main,
        planted,
        dropped,
        moved.numbers,
        is_again=target.kept is not None,
        doubt=target.doubt,
        dry_run=dry_run,
    )
    most = MOST if sys.stdout.isatty() else None
    session.screen.print(*import_lines(report, most))
