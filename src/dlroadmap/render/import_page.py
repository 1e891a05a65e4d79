"""What an import of a list made, or would make."""

import shlex
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from rich.console import RenderableType
from rich.text import Text

from dlroadmap.authoring.outline import Dropped, Outline
from dlroadmap.authoring.planting.identity import Renamed
from dlroadmap.authoring.planting.kept import kept_path
from dlroadmap.authoring.planting.plant import Planted
from dlroadmap.guide.acts import Change
from dlroadmap.render.acts import describe_change
from dlroadmap.render.dropped_page import dropped_lines
from dlroadmap.render.import_outline import outline_lines
from dlroadmap.render.layout import Lines
from dlroadmap.render.tables import bullets
from dlroadmap.render.words import STATE_WORDS
from dlroadmap.words import join_words, pluralize

NAMED = 10
"""So many items whose states changed are named."""

_MOVED = {"done": "ticked", "doing": "started", "skipped": "skipped", "todo": "unticked"}


class Report(NamedTuple):
    """What an import came to.

    `name` is what to call the curriculum in a command. `removed` are ids with their states, and
    `doubt` is why the file may have been edited since the last import. `backup` is where the file
    lies that was replaced.
    """

    name: str
    file: Path
    planted: Planted
    outline: Outline
    dropped: Sequence[Dropped]
    changes: Sequence[Change]
    removed: Mapping[str, str]
    is_again: bool
    is_removable: bool
    doubt: str
    backup: Path | None
    dry_run: bool


def import_lines(report: Report, most: int | None) -> Iterator[RenderableType]:
    """Yield how much was imported, what was left out, and how to go on; `most` lines of each."""
    planted, titles = report.planted, report.planted.titles
    yield _headline(report)
    if report.is_again:
        yield _relate(planted)
        yield from _list_changes(report, titles)
    if report.dry_run:
        yield from outline_lines(planted, report.outline)
    yield from _section("New", [titles[id] for id in planted.new] if report.is_again else [], most)
    removed = [_describe_removed(titles[id], state) for id, state in report.removed.items()]
    yield from _section("Removed", removed, most)
    renamed = [one for one in planted.renamed if one.was.casefold() != one.now.casefold()]
    described = list(map(_describe_renamed, renamed))
    yield from _section("New titles of the same items", described, most)
    if report.dropped:
        yield from dropped_lines(report.dropped, most is not None)
    elif report.dry_run or (report.is_again and (renamed or planted.new or removed)):
        yield ""
    yield from _ways_on(report)


def _headline(report: Report) -> str:
    planted = report.planted
    verb = "Would import" if report.dry_run else "Imported"
    again = " again" if report.is_again else ""
    items, levels = pluralize(len(planted.ids), "item"), pluralize(planted.levels, "level")
    after = Counter(change.after for change in report.changes)
    moved = [f"{after[state]:,} {word}" for state, word in _MOVED.items() if after[state]]
    states = f" {join_words(moved)}." if moved else ""
    return f"{verb} {planted.title}{again}: {items} in {levels} ({report.file.stem}).{states}"


def _relate(planted: Planted) -> str:
    """Return how the items of the list relate to those of the last import."""
    parts = [f"{planted.matched:,} kept"]
    parts += [f"{len(planted.new):,} new"] if planted.new else []
    text = f"Since the last import: {join_words(parts)}."
    if not planted.retired:
        return text
    gone = pluralize(len(planted.retired), "item")
    return f"{text} Removed {gone} that the list no longer has; ticks stay in your history."


def _list_changes(report: Report, titles: Mapping[str, str]) -> Iterator[str]:
    """Yield the items whose states changed, the first of them by name."""

    def title(key: str) -> str:
        return titles[key.partition("/")[2]]

    for change in report.changes[:NAMED]:
        yield describe_change(change, title, report.dry_run, "")
    if len(report.changes) > NAMED:
        yield f"and {pluralize(len(report.changes) - NAMED, 'more item')}"


def _section(heading: str, lines: Sequence[str], most: int | None) -> Iterator[RenderableType]:
    if lines:
        yield ""
        yield Text(f"{heading} ({len(lines):,})", "bold")
        yield bullets(lines[:most])
        yield from _count_more(len(lines), most)


def _describe_removed(title: str, state: str) -> str:
    title = title or "An item whose title is not known"
    return title if state in ("", "todo") else f"{title} (was {STATE_WORDS[state]})"


def _describe_renamed(renamed: Renamed) -> str:
    return f"“{renamed.was}” is now “{renamed.now}”"


def _count_more(number: int, most: int | None) -> Iterable[str]:
    if most is not None and number > most:
        yield f"and {number - most:,} more. To see all, add --json"


def _ways_on(report: Report) -> Iterator[RenderableType]:
    if report.dry_run:
        if report.doubt:
            yield f"{edited_words(report.file, report.doubt)} dlr will ask before it replaces it."
        yield "Nothing was changed (--dry-run)."
        return
    yield Lines(f"File: {report.file}")
    if report.backup:
        yield Lines(f"Earlier version: {report.backup}")
    yield Lines(f"To use it: {shlex.join(['dlr', 'use', report.name])}")
    if report.changes:
        yield "To undo the ticks: dlr undo"
    if report.is_again:
        return
    if report.is_removable:
        yield f"To remove it: dlr remove {report.name}"
    else:
        yield Lines(f"To remove it: delete this file and {kept_path(report.file).name} beside it")


def edited_words(file: Path, doubt: str) -> str:
    """Return that a file may have been edited."""
    return f"{file} {doubt}."


def edited_question(file: Path, doubt: str) -> str:
    """Return the question whether to lose what was edited in a file."""
    return f"{edited_words(file, doubt)} Replace it and lose your edits?"


def overlay_advice(id: str) -> str:
    """Return where edits of an imported curriculum survive the next import."""
    return f"To keep changes of your own, use an overlay: dlr new overlay mine --extends {id}"
