"""How many items are due and for today, for the one line of status and next."""

import contextlib
import json
from importlib.util import find_spec
from pathlib import Path

from dlroadmap import __version__
from dlroadmap.cli.session import Session
from dlroadmap.guide.portion import Portion
from dlroadmap.guide.review import Intervals, Reviewing
from dlroadmap.paths import trusted, write_atomically

MOST_DAYS = 36_500
"""The longest interval that fsrs gives."""


def find_due(session: Session) -> Portion:
    """Return how many items of the curriculum in use are due, and how many of them for today.

    fsrs takes its time for a long history, so the intervals of the last count, and no others, are
    kept in the cache folder.
    """
    path, made_by = session.folders.intervals, f"{__version__} {fsrs_folder().stat().st_mtime_ns}"
    intervals = Intervals(_read(path, made_by) if session.caches and trusted(path) else {})
    reviewing = Reviewing(session.curriculum, session.progress, session.now(), intervals)
    portion = reviewing.portion()
    if intervals.are_new and session.caches:
        # Without a cache everything is right, only slower.
        with contextlib.suppress(OSError):
            write_atomically(path, json.dumps([made_by, intervals.used]))
    return portion


def fsrs_folder() -> Path:
    """Return what changes when another fsrs is installed; found without importing it."""
    spec = find_spec("fsrs")
    assert spec
    assert spec.origin
    return Path(spec.origin).parent


def _read(path: Path, made_by: str) -> dict[str, int]:
    """Return the intervals that are kept; none if they are another version's or cannot be read."""
    try:
        maker, intervals = json.loads(path.read_text(encoding="utf-8"))
        sound = maker == made_by and all(
            type(days) is int and 0 < days <= MOST_DAYS for days in intervals.values()
        )
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
    return intervals if sound else {}
