"""A group as it stands: where its members are, and who can help whom. Nobody is ranked."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from datetime import date
from typing import NamedTuple

from dlroadmap.curriculum.graph import walk
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.readiness import Readiness
from dlroadmap.guide.summary import Counts
from dlroadmap.progress.fold import Progress

ORDERS = ("name", "level", "idle")
"""What members can be sorted by: their name, where they are, or who has stood still longest."""


class Task(NamedTuple):
    """What a member was asked for; the answer is `open`, `done`, `declined`, or None."""

    title: str
    of: str
    key: str
    by: date
    answer: str | None


class Member(NamedTuple):
    """What a member has sent: counts by level, what is in progress, and the latest day of all.

    `digest` is the version of the curriculum that the counts were made with; None of who has sent
    nothing yet.
    """

    name: str
    mentor: bool
    digest: str | None
    last: date | None
    sent: date | None
    levels: tuple[tuple[str, Counts], ...]
    doing: tuple[str, ...]
    tasks: tuple[Task, ...] = ()

    @property
    def level(self) -> str | None:
        """The id of the earliest level with something left to do; None if all is done."""
        unfinished = (id for id, counts in self.levels if counts.counted_done < counts.counted)
        return next(unfinished, None)


class Board(NamedTuple):
    """A group: its track with the titles of the levels by id, and its members by name.

    `all_see` is whether every member may see it, and not mentors alone.
    """

    group: str
    curriculum: str
    all_see: bool
    digest: str
    levels: Mapping[str, str]
    members: Sequence[Member]

    @property
    def shown(self) -> list[Member]:
        """The members who have sent something."""
        return [member for member in self.members if member.digest is not None]

    @property
    def silent(self) -> list[Member]:
        """The learners who were invited, and have sent nothing yet."""
        return [one for one in self.members if one.digest is None and not one.mentor]

    @property
    def differing(self) -> list[Member]:
        """The members who have another version of the track."""
        return [member for member in self.shown if member.digest != self.digest]


def sort_members(members: Iterable[Member], order: str, levels: Iterable[str]) -> list[Member]:
    """Return members in an order; of one place by name.

    By `level` those come first who are at the first one. By `idle` comes first who has stood still
    longest, and last who has learned nothing yet.
    """
    places = {id: number for number, id in enumerate(levels)}

    def rank(member: Member) -> tuple[object, ...]:
        if order == "level":
            return (places.get(member.level or "", len(places)),)
        if order == "idle":
            return (member.last is None, member.last or date.max)
        return ()

    return sorted(members, key=lambda one: (rank(one), one.name.casefold(), one.name))


class Standing(NamedTuple):
    """Where a member is with some items: the states that they have sent of them, with their days.

    `doing` are all that they have in progress, and `asked` what they were asked for and have not
    declined.
    """

    name: str
    states: Mapping[str, tuple[str, date]]
    doing: Sequence[str] = ()
    asked: Sequence[str] = ()


class Around(NamedTuple):
    """Who stands where with an item, by name; the days are those since which it is so.

    `waiting` has for a member the items for whose sake it is waited for, the item itself if they
    were asked for it; `ready` could start it now.
    """

    done: Sequence[tuple[str, date]]
    doing: Sequence[tuple[str, date]]
    waiting: Sequence[tuple[str, Sequence[str]]]
    ready: Sequence[str]
    others: int


def find_nearest(track: Curriculum, key: str) -> list[str]:
    """Return the items of a track that come directly before one of them."""
    return Readiness(track, Progress({}, {})).blockers(key)


def find_followers(track: Curriculum, key: str) -> Set[str]:
    """Return the items of a track that an item is needed for, directly or through others."""
    after: dict[str, list[str]] = {}
    for other, needed in track.requires.items():
        for one in needed:
            after.setdefault(one, []).append(other)
    return (walk([key], after).keys() - {key}) & track.locations.keys()


def look_around(track: Curriculum, key: str, standings: Iterable[Standing]) -> Around:
    """Return who has an item, who is at it, who waits for it, and who could start it.

    A member waits for it who was asked for it, or who has something in progress, or was asked for
    something, that it is still needed for.
    """
    nearest = find_nearest(track, key)
    done, doing, waiting, ready, others = [], [], [], [], 0
    for one in standings:
        state, since = one.states.get(key, ("todo", date.min))
        if state == "done":
            done.append((one.name, since))
        elif state == "doing":
            doing.append((one.name, since))
        elif state == "skipped":
            others += 1
        elif reasons := list(_find_reasons(track, key, one)):
            waiting.append((one.name, reasons))
        elif all(one.states.get(other, ("todo",))[0] in ("done", "skipped") for other in nearest):
            ready.append(one.name)
        else:
            others += 1
    return Around(done, doing, waiting, ready, others)


def _find_reasons(track: Curriculum, key: str, standing: Standing) -> Iterator[str]:
    """Yield the items for whose sake a member waits for one of them."""
    settled = {k for k, (state, _) in standing.states.items() if state in ("done", "skipped")}
    for goal in dict.fromkeys([*standing.asked, *standing.doing]):
        if goal not in settled and key in walk([goal], track.requires, settled):
            yield goal
