"""A list that becomes a curriculum, or an imported one anew."""

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dlroadmap.authoring.outline import Dropped, Outline
from dlroadmap.cli.documents import import_document, recorded_document
from dlroadmap.cli.session import Session
from dlroadmap.errors import DlrError
from dlroadmap.guide.acts import Change
from dlroadmap.guide.merging import Stated, find_news, merge_states
from dlroadmap.guide.stated_days import read_day

if TYPE_CHECKING:
    from dlroadmap.authoring.planting.plant import Planted
    from dlroadmap.authoring.planting.targets import Target

MOST = 20
"""So many lines of each part of the report are shown on a terminal."""


class _Moved(NamedTuple):
    """How items moved, in which batch, and why none could be recorded.

    `removed` are ids of what the list no longer has, with their states.
    """

    changes: list[Change]
    removed: dict[str, str]
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
    """Make a curriculum of a list, set the states that are new in it, and show what came of it."""
    from dlroadmap.authoring.planting.kept import STDIN
    from dlroadmap.authoring.planting.plant import plant
    from dlroadmap.authoring.planting.saving import check_planted, save_kept, save_planted
    from dlroadmap.authoring.planting.targets import choose_target

    if source != STDIN:
        source = str(Path(source).expanduser().resolve())
    folder = session.folders.curricula
    find = partial(choose_target, outline, source, id, into, folder, session.opener.find)
    target = find()
    planted = plant(outline, target.id, source, target.kept)
    if not planted.ids:
        message = "The list has no items with a title; nothing was imported."
        raise DlrError("no-items", message)
    check_planted(target.main, planted, session.library)
    stated, dropped = _read_states(session, outline, target.id, planted)
    backup = None
    if not dry_run:
        if target.doubt and not _may_replace(session, target):
            return
        if find() != target:
            message = f"{target.main} was changed meanwhile; nothing was imported."
            raise DlrError("changed-meanwhile", message, "Import the list again.")
        backup = save_planted(target.main, planted)
    moved = _record(session, target, planted, stated, dry_run)
    if not dry_run and not moved.failure:
        save_kept(target.main, planted)
    every = [*planted.dropped, *dropped]
    _show(session, outline, source, target, planted, every, moved, backup, dry_run)
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
) -> tuple[list[Stated], list[Dropped]]:
    """Return the states that are new in a list, and the dates that cannot be.

    A box that nobody changed since the last import says nothing, even of what was undone.
    """
    stated: list[Stated] = []
    dropped: list[Dropped] = []
    for number, id in planted.ids.items():
        item = outline.items[number]
        if not item.state or item.state == planted.was[number]:
            continue
        on, why = read_day(item.on if item.state != "todo" else "", session.today())
        dropped += [Dropped(item.line, item.on, why)] if why else []
        stated.append(Stated(f"{home}/{id}", item.state, planted.was[number], on, claimed=True))
    return stated, dropped


def _record(
    session: Session,
    target: "Target",
    planted: "Planted",
    stated: list[Stated],
    dry_run: bool,
) -> _Moved:
    """Record the states that are new in a list in one batch; return what moved, or would."""
    from dlroadmap.authoring.planting.plant import as_holder

    try:
        holder = as_holder(target.id, planted)
        progress = session.past(holder).progress
        removed = {id: progress.state(f"{target.id}/{id}") for id in planted.retired}
        changes = find_news(stated, progress)
        if dry_run or not changes:
            return _Moved(changes, removed)
        recorded = session.record(partial(merge_states, stated), holder)
        return _Moved(find_news(stated, recorded.before.progress), removed, recorded.batch)
    except DlrError as error:
        return _Moved([], dict.fromkeys(planted.retired, ""), failure=error)


def _show(
    session: Session,
    outline: Outline,
    source: str,
    target: "Target",
    planted: "Planted",
    dropped: list[Dropped],
    moved: _Moved,
    backup: Path | None,
    dry_run: bool,
) -> None:
    from dlroadmap.render.import_page import Report, import_lines

    if session.as_json:
        if moved.failure:
            return
        titles = planted.titles
        renamed = [
            {"from": one.before, "to": one.after, "was": one.was, "now": one.now}
            for one in planted.renamed
            if one.before != one.after
        ]
        removed = [
            {"id": id, "title": titles[id], "state": state} for id, state in moved.removed.items()
        ]
        items = len(planted.ids)
        session.answer({
            **import_document(
                source, target.id, target.main, items, planted.matched,
                moved.changes, dropped, renamed,
            ),
            "title": planted.title,
            "levels": planted.levels,
            "new": planted.new,
            "retired": planted.retired,
            "removed": removed,
            "replaced": backup,
            **recorded_document(moved.changes, moved.batch, (), dry_run),
        })  # fmt: skip
        return
    in_library = target.main.parent == session.folders.curricula
    report = Report(
        target.id if in_library else str(target.main),
        target.main,
        planted,
        outline,
        dropped,
        moved.changes,
        moved.removed,
        is_again=target.kept is not None,
        is_removable=in_library,
        doubt=target.doubt,
        backup=backup,
        dry_run=dry_run,
    )
    most = MOST if sys.stdout.isatty() else None
    if dry_run:
        with session.screen.paged(session.choose_pager):
            session.screen.print(*import_lines(report, most))
    else:
        session.screen.print(*import_lines(report, most))
