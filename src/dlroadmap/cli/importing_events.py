"""Taking in events of another history."""

from collections.abc import Sequence

from dlroadmap.cli.session import Session
from dlroadmap.progress.events import Event


def take_in(session: Session, events: Sequence[Event], merge: bool, dry_run: bool) -> None:
    """Merge events into the history, and show what came of it."""
    raise NotImplementedError
