"""What is said of curriculum files that were read, written or compared; rich is not needed."""

from typing import TYPE_CHECKING

from dlroadmap.words import pluralize

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from dlroadmap.authoring.changes import Change
    from dlroadmap.authoring.mending import Mending
    from dlroadmap.lint.engine import Result


def summarize_lint(result: "Result") -> str:
    """Return how much was read, so that nobody trusts an empty run, and how many faults it has."""
    verdict = pluralize(len(result.findings), "fault") if result.findings else "no fault found"
    return (
        f"{pluralize(result.files, 'file')} and {pluralize(result.items, 'item')} read: {verdict}."
    )


def summarize_mending(mending: "Mending") -> str:
    """Return how much was mended."""
    size = f"{pluralize(mending.mended, 'finding')} in {pluralize(len(mending.texts), 'file')}"
    return f"Mended: {size}."


def summarize_written(paths: "Sequence[Path]") -> str:
    """Return how many files were written; their names follow on lines of their own."""
    return f"Written: {pluralize(len(paths), 'file')}"


def advise_to_fill(path: "Path") -> str:
    """Return what to do with what was added to a curriculum."""
    return f"Fill it in, then check it: dlr lint {path}"


def describe_change(change: "Change") -> str:
    """Return what changed of one item."""
    match change.kind:
        case "new":
            return f"{change.title}, in {change.now}"
        case "renamed":
            return f"{_id(change.was)} is {_id(change.now)} now; ticks are kept"
        case "moved":
            return f"{change.title}, from {change.was} to {change.now}"
        case "title":
            return f"{change.was} is called {change.now} now"
        case "hours":
            return f"{change.title}, from {change.was} to {change.now} hours"
        case _ if change.now:
            return f"{change.title}, ticks count for {_id(change.now)}"
        case _ if change.retired:
            return f"{change.title}, retired; ticks stay in the history"
    return f"{change.title}, without a word about where it went"


def _id(key: object) -> str:
    return str(key).partition("/")[2]
