"""The words for curricula from elsewhere: what was added, what an update changes, what goes."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

from dlroadmap.render.authoring_words import change_list, describe_change
from dlroadmap.render.words import describe_hours
from dlroadmap.text import clean
from dlroadmap.words import agree, join_words, pluralize

if TYPE_CHECKING:
    from rich.console import RenderableType

    from dlroadmap.authoring.changes import Change, Versions
    from dlroadmap.authoring.elsewhere.record import Origin
    from dlroadmap.authoring.elsewhere.updating import Lost, Update
    from dlroadmap.curriculum.model import Curriculum

NO_ORIGINS = "No curricula from elsewhere. To add one: dlr add URL|PATH"


def fetching_line(name: str) -> str:
    """Return that something is being fetched."""
    return f"Fetching {clean(name)} ..."


def origin_line(origin: "Origin") -> str:
    """Return where a curriculum comes from, and its version."""
    version = f"commit {clean(origin.pin)}" if origin.commit else f"added {clean(origin.added)}"
    ref = f" ({clean(origin.ref)})" if origin.ref else ""
    return f"From {clean(origin.place)}{ref}, {version}"


def added_lines(
    curriculum: "Curriculum", origin: "Origin", warnings: int, folder: Path
) -> "Iterator[RenderableType]":
    """Yield what was added, and what to do with it."""
    items = pluralize(len(curriculum.locations), "item")
    known = [curriculum.hours[key] for key in curriculum.locations]
    hours = sum(each for each in known if each is not None)
    unknown = sum(each is None for each in known)
    yield f"Added {curriculum.title} ({origin.id}): {items}, {describe_hours(hours, unknown)}"
    yield origin_line(origin)
    if warnings:
        problems = pluralize(warnings, "warning")
        yield f"It has {problems}. To see {agree(warnings, 'it', 'them')}: dlr lint {_path(folder)}"
    yield f"To use it: dlr use {origin.id}"
    yield f"To remove it: dlr remove {origin.id}"


def _path(path: Path) -> str:
    return quote(str(path))


def current_line(origin: "Origin") -> str:
    """Return that there is nothing new."""
    version = f", commit {clean(origin.pin)}" if origin.commit else ""
    return f"{origin.id} is up to date{version}."


def update_lines(
    versions: "Versions", update: "Update", lost: "Lost | None"
) -> "Iterator[RenderableType]":
    """Yield what an update changes for the learner; `lost` is what it takes away."""
    before, after = update.here.origin, update.after
    if versions.before:
        yield from change_list(versions, before.pin or before.added, _describe)
    else:
        yield f"Your version of {clean(after.id)} has errors, so dlr cannot list what changes."
        yield ""
    if lost and lost.done:
        number = len(lost.done)
        those = f"{pluralize(number, 'item')} that you have done {agree(number, 'was', 'were')}"
        yield f"{those} removed: {join_words(list(lost.done))}. Your progress stays recorded."
        yield ""
    if lost and lost.goals:
        yours = agree(len(lost.goals), "your goal", "your goals")
        yield f"Not in the new version: {yours} {join_words(list(lost.goals))}."
        yield ""
    if files := update.discarded:
        yield f"Your changes to {join_words([clean(name) for name in files], 20)} will be lost."
        yield ""
    if after.commit:
        yield f"Commit: {clean(before.pin) or 'none'} -> {clean(after.pin)}"


def _describe(change: "Change") -> str:
    """Return what changed of one item, for a learner: how its author went about it is no matter."""
    is_known = change.now or change.retired or change.hidden or change.foreign
    if change.kind == "gone" and not is_known:
        return f"{change.title}; ticks stay in the history"
    return describe_change(change)


def failure_line(id: str, message: str) -> str:
    """Return why one of several curricula was not updated; it is named in any case."""
    return message if f"“{id}”" in message else f"“{clean(id)}” was not updated: {message}"


def update_question(id: str, discards: bool) -> str:
    """Return the question whether to update; `discards` is whether changes would be lost."""
    return f"Discard your changes and update {id}?" if discards else f"Update {id}?"


def updated_line(origin: "Origin") -> str:
    """Return that a curriculum was updated."""
    return f"Updated {origin.id}" + (f" to commit {clean(origin.pin)}." if origin.commit else ".")


def unchanged_line(id: str) -> str:
    """Return that an update was not made."""
    return f"{id} was not updated."


def needed_line(ids: Sequence[str], users: Sequence[str]) -> str:
    """Return that curricula which stay cannot be used without those that were to go."""
    without = join_words([clean(id) for id in ids], 20)
    named = join_words([clean(id) for id in users], 20)
    return f"{named} cannot be used without {without}; nothing was removed."


def own_line(id: str, main: Path) -> str:
    """Return where a curriculum lies that dlr does not remove."""
    return f"“{clean(id)}” is yours: {clean(str(main))}. Delete it first, or edit it."


def removal_lines(ids: Sequence[str], changed: Sequence[str]) -> Iterator[str]:
    """Yield what to know before curricula are removed; the files of some were changed."""
    yield f"This removes {_join(ids)}. Your progress on {_their(ids)} items stays recorded."
    if changed:
        yield f"You have changed files of {_join(changed)}; these changes will be lost."


def removal_question(ids: Sequence[str]) -> str:
    """Return the question whether to remove curricula."""
    return f"Remove {_join(ids)}?"


def kept_line(ids: Sequence[str]) -> str:
    """Return that a removal was not made."""
    return f"{_join(ids)} {agree(len(ids), 'was', 'were')} not removed."


def removed_lines(ids: Sequence[str], origins: "Sequence[Origin]") -> Iterator[str]:
    """Yield that curricula were removed, and how to get back those that were added."""
    yield f"Removed {_join(ids)}. Your progress stays recorded."
    them = "it" if len(origins) == 1 else "them"
    yield from (f"To add {them} again: {call}" for call in _add_calls(origins))


def _add_calls(origins: "Sequence[Origin]") -> Iterator[str]:
    """Yield the calls that add curricula again; those of one place may need each other."""
    together: dict[tuple[str, ...], list[Origin]] = {}
    for origin in origins:
        own = origin.id if origin.id != origin.source_id else ""
        together.setdefault((origin.place, origin.ref or "", own), []).append(origin)
    for (place, ref, own), group in together.items():
        words = ["dlr", "add", quote(clean(place)), *(clean(one.source_id) for one in group)]
        words += ["--id", own] if own else []
        words += ["--ref", quote(clean(ref))] if ref else []
        yield " ".join(words)


def _join(ids: Sequence[str]) -> str:
    return join_words(list(ids), 20)


def _their(ids: Sequence[str]) -> str:
    return agree(len(ids), "its", "their")
