"""What a call says, as a request: each act becomes the entries to record, in the light of the past.

An act decides inside the transaction that writes, so what it goes by is what stands then.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from dlroadmap.progress.events import INFERRED, Entry, Event
from dlroadmap.progress.fold import Past, Progress


@dataclass(frozen=True)
class Say:
    """Say something of an item that moves no state, such as a note."""

    kind: str
    key: str
    details: Mapping[str, str] = field(default_factory=dict)

    def entries(self, _: Past) -> list[Entry]:
        """Return it as it is."""
        return [Entry(self.key, self.kind, self.details)]


@dataclass(frozen=True)
class SetGoals:
    """Head for these items, in this order, and for nothing else."""

    keys: Sequence[str]

    def entries(self, past: Past) -> list[Entry]:
        """Return what drops earlier goals and sets these."""
        before = past.progress.goals
        if before == tuple(self.keys):
            return []
        dropped = [key for key in before if key not in self.keys]
        return [
            *(Entry(key, "goal", {"goal": "dropped"}) for key in dropped),
            *(Entry(key, "goal", {"goal": "set"}) for key in self.keys),
        ]


@dataclass(frozen=True)
class Review:
    """Say how it went to go over some items again."""

    keys: Sequence[str]
    grade: str

    def entries(self, past: Past) -> list[Entry]:
        """Return a review of each; of an item that was put back in the meantime, nothing."""
        learned = [key for key in self.keys if is_learned(key, past.progress)]
        return [Entry(key, "review", {"grade": self.grade}) for key in learned]


@dataclass(frozen=True)
class Infer:
    """Tick what an assessment concluded."""

    keys: Collection[str]

    def entries(self, past: Past) -> list[Entry]:
        """Return a tick of each; what was settled in the meantime stays as it is."""
        fresh = [key for key in self.keys if not past.progress.settled(key)]
        return [Entry(key, "tick", {INFERRED: "yes"}) for key in fresh]


class NothingToUndoError(Exception):
    """All of what was to be taken back is taken back already."""


@dataclass(frozen=True)
class Undo:
    """Take back the newest batch, or the one whose id begins with a name."""

    name: str | None = None

    def entries(self, past: Past) -> list[Entry]:
        """Return an undo for each event. Raises NothingToUndoError and UnknownBatchError."""
        events = self.find_events(past)
        if not events:
            raise NothingToUndoError
        return [Entry(event.key, "undo", {"target": event.id}) for event in events]

    def find_events(self, past: Past) -> list[Event]:
        """Return what is taken back, newest first."""
        return past.history.batch_to_undo(self.name)


def is_learned(key: str, progress: Progress) -> bool:
    """Return whether an item is done by the learner's own word, so that it can be reviewed."""
    return progress.state(key) == "done" and key not in progress.inferred
