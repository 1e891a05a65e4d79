"""The words for curriculum files that were read, written or compared; rich is rarely needed."""

from typing import TYPE_CHECKING

from dlroadmap.text import clean
from dlroadmap.words import format_number, pluralize

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from rich.console import RenderableType

    from dlroadmap.authoring.changes import Change, Versions
    from dlroadmap.authoring.mending import Mending
    from dlroadmap.authoring.versions import Broken
    from dlroadmap.lint.engine import Result


def summarize_lint(result: "Result") -> str:
    """Return how much was read, so that nobody trusts an empty run, and how many problems."""
    verdict = pluralize(len(result.findings), "problem") if result.findings else "no problems"
    files, items = pluralize(result.files, "file"), pluralize(result.items, "item")
    return f"Checked {files} and {items}: {verdict}."


def summarize_mending(mending: "Mending") -> str:
    """Return how much was fixed."""
    size = f"{pluralize(mending.mended, 'problem')} in {pluralize(len(mending.texts), 'file')}"
    return f"Fixed {size}."


def summarize_written(paths: "Sequence[Path]") -> str:
    """Return how many files were written; their names follow on lines of their own."""
    return f"Wrote {pluralize(len(paths), 'file')}:"


def advise_to_fill(path: "Path") -> str:
    """Return what to do with what was added to a curriculum."""
    return f"Fill it in, then check it: dlr lint {path}"


def describe_change(change: "Change") -> str:
    """Return what changed of one item."""
    match change.kind:
        case "new":
            return f"{change.title}, in {change.now}"
        case "renamed":
            return f"{_id(change.was)} is now {_id(change.now)}; ticks stay"
        case "maybe-renamed":
            reason = _REASONS[change.guess.reason] if change.guess else ""
            return f"{_id(change.was)} may now be {_id(change.now)}, which has {reason}"
        case "moved":
            return f"{change.title}, from {change.was} to {change.now}"
        case "title":
            return f"{change.was} is now {change.now}"
        case "hours":
            was, now = ("unknown" if one is None else one for one in (change.was, change.now))
            return f"{change.title}, from {was} to {now} hours"
        case "requires":
            other = (
                f"now requires {change.now}" if change.now else f"no longer requires {change.was}"
            )
            return f"{change.title}, {other}"
        case "assumed":
            return f"{change.title}, {'now assumed' if change.now else 'no longer assumed'}"
        case _ if change.now:
            return f"{change.title}, replaced by {_id(change.now)}; ticks count there"
        case _ if change.retired:
            return f"{change.title}, retired; ticks stay in the history"
        case _ if change.hidden:
            return f"{change.title}, now hidden; ticks stay in the history"
        case _ if change.foreign:
            return f"{change.title}, no longer taken in; ticks stay in the history"
    return f"{change.title}, neither in formerly nor in retired"


def _id(key: object) -> str:
    return str(key).partition("/")[2]


_REASONS = {
    "title": "the same title",
    "address": "the same resource",
    "place": "a similar title in the same category",
}

_TITLES = {
    "new": "New",
    "renamed": "Renamed",
    "maybe-renamed": "Renamed?",
    "moved": "Moved",
    "title": "New titles",
    "hours": "Hours",
    "requires": "Prerequisites",
    "assumed": "Assumed",
    "gone": "Removed",
}


def change_list(
    versions: "Versions", ref: str, describe: "Callable[[Change], str]" = describe_change
) -> "Iterator[RenderableType]":
    """Yield a headline for a curriculum, then its changes by kind."""
    from rich.text import Text

    from dlroadmap.render.tables import bullets

    before, after = versions.before, versions.after
    if before is None or after is None:
        known = versions.newest
        yield Text.assemble((known.title, "bold"), f" ({known.id}) is {versions.state}.")
        return
    then, now = (one.sum_hours(one.locations) for one in (before, after))
    hours = round(now - then, 3)
    size = f"{pluralize(len(before.locations), 'item')} before, {len(after.locations):,} now"
    effort = f", {'+' if hours > 0 else '-'}{format_number(abs(hours))} hours" if hours else ""
    if not versions.whole:
        effort = ", as far as dlr could read them"
    yield Text.assemble((after.title, "bold"), f" since {clean(ref)}: {size}{effort}.")
    changes = list(versions.changes())
    if not changes:
        yield "No items are new, removed or changed for learners."
    for kind, title in _TITLES.items():
        if lines := [describe(change) for change in changes if change.kind == kind]:
            yield from ("", Text(f"{title} ({len(lines)})", "bold"), bullets(lines))
    if guesses := [change.guess for change in changes if change.guess]:
        yield from ("", "If they are the same items, keep their ticks. Add these lines to them:")
        yield from (Text(f"  {clean(g.file)}:{g.line}: {g.text}") for g in guesses)
    yield ""


def describe_broken(broken: "Broken") -> str:
    """Return that a curriculum has errors, the first of them, and what that means here."""
    verdict = "dlr compared what it could read" if broken.compared else "dlr did not compare it"
    number = pluralize(broken.errors, "error")
    return f"{clean(broken.name)} has {number}, so {verdict}. The first is on {broken.first}"
