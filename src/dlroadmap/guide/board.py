"""What a group's board shows: where everyone is, in an order that ranks nobody."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from dlroadmap.curriculum.graph import walk
from dlroadmap.guide.summary import Counts

NAME, LEVEL, IDLE = ORDERS = ("name", "level", "idle")
"""What members can be sorted by: their name, where they are, or who has stood still longest."""

DONE, DECLINED, OPEN = "done", "declined", "open"


class Task(NamedTuple):
    """What a member was asked for; `answer` is None until they have synced since."""

    of: str
    key: str
    title: str
    by: date
    answer: str | None

    @property
    def is_open(self) -> bool:
        """Whether it is neither done nor declined."""
        return self.answer not in (DONE, DECLINED)


class Member(NamedTuple):
    """A member as the group sees them.

    `sent` is the day of their last report, None if there is none, and `last` the latest day of any
    state. `levels` are counts by the id of a level, in the order of the track.
    """

    name: str
    mentor: bool
    sent: date | None
    digest: str
    last: date | None
    levels: Mapping[str, Counts]
    doing: tuple[str, ...] = ()
    assigned: tuple[Task, ...] = ()

    def find_stage(self) -> int | None:
        """Return the place of the earliest unfinished level; None if nothing is known.

        Behind the last one is who has finished them all.
        """
        places = enumerate(self.levels.values())
        unfinished = (n for n, one in places if one.counted_done < one.counted)
        return next(unfinished, len(self.levels)) if self.levels else None


class Board(NamedTuple):
    """A group: its track by the ids and titles of the levels, and the members one may see."""

    group: str
    curriculum: str
    digest: str
    levels: Mapping[str, str]
    members: tuple[Member, ...]

    def find_learners(self) -> list[Member]:
        """Return who has sent something, and learners who have not; no mentor who has not."""
        return [one for one in self.members if one.sent or not one.mentor]

    def find_other_versions(self) -> list[Member]:
        """Return who has sent counts of another version of the curriculum."""
        return [one for one in self.members if one.sent and one.digest != self.digest]


def sort_members(members: Iterable[Member], order: str) -> list[Member]:
    """Return members in an order, by name where it does not tell them apart.

    Whoever has sent nothing stands at the end in each.
    """
    return sorted(members, key=lambda one: (one.sent is None, *_rank(one, order), *_spell(one)))


def _rank(member: Member, order: str) -> tuple[bool, int]:
    if order == LEVEL:
        stage = member.find_stage()
        return stage is None, stage or 0
    if order == IDLE:
        return member.last is not None, member.last.toordinal() if member.last else 0
    return False, 0


def _spell(member: Member) -> tuple[str, str]:
    return member.name.casefold(), member.name


class Place(NamedTuple):
    """Where an item stands in the track.

    `before` are the nearest items that come before it. `behind` has for every item that needs it,
    directly or through others, those of its prerequisites that lead to it.
    """

    key: str
    before: Sequence[str]
    behind: Mapping[str, Sequence[str]]

    @property
    def keys(self) -> list[str]:
        """All keys whose states tell who waits for the item, its own among them."""
        return list(dict.fromkeys((self.key, *self.before, *self.behind)))


def find_place(
    key: str, requires: Mapping[str, Sequence[str]], held: Collection[str], assumed: Collection[str]
) -> Place:
    """Return where an item stands among those that are `held` by a group.

    What is assumed is in nobody's way. Of what the group does not hold nobody's state is known, so
    it is looked through.
    """
    users: dict[str, list[str]] = {}
    for user, needed in requires.items():
        for one in needed:
            users.setdefault(one, []).append(user)
    behind: dict[str, list[str]] = {}
    queue, met = [key], {key}
    for one in queue:
        for user in users.get(one, ()):
            behind.setdefault(user, []).append(one)
            if user not in met:
                met.add(user)
                queue.append(user)
    behind.pop(key, None)  # a circle
    through = walk(requires.get(key, ()), requires, frozenset(assumed), ends=held)
    before = [one for one in through if one in held and one not in assumed and one != key]
    return Place(key, before, behind)


class Standing(NamedTuple):
    """What is known of a member about an item: states and days of it and of those around it."""

    name: str
    state: str | None
    since: date | None
    doing: Collection[str]
    settled: Collection[str]
    asked: Collection[str]
    """The items that open assignments ask for."""


class Person(NamedTuple):
    """Somebody, and the day since which they are what they are; `needs` is what waits for it."""

    name: str
    since: date | None = None
    needs: tuple[str, ...] = ()


class Item(NamedTuple):
    """What everyone has to do with an item; each is in one list at most.

    Those who `have` it could help, the latest first. Of those who wait, some were `asked` for it
    and others `need` it for what they have begun or were asked for; others `could` start it.
    """

    have: list[Person]
    doing: list[Person]
    asked: list[Person]
    need: list[Person]
    could: list[Person]


def tell_apart(place: Place, standings: Iterable[Standing]) -> Item:
    """Return who has an item, who is at it, who waits for it and who could start it."""
    found = Item([], [], [], [], [])
    for one in sorted(standings, key=lambda one: (one.name.casefold(), one.name)):
        if one.state == "done":
            found.have.append(Person(one.name, one.since))
        elif one.state == "doing":
            found.doing.append(Person(one.name, one.since))
        elif one.state is None and place.key in one.asked:
            found.asked.append(Person(one.name))
        elif one.state is None and (needs := _find_needs(place, one)):
            found.need.append(Person(one.name, None, needs))
        elif one.state is None and all(key in one.settled for key in place.before):
            found.could.append(Person(one.name))
    found.have.sort(key=lambda one: one.since or date.min, reverse=True)
    found.doing.sort(key=lambda one: one.since or date.max)
    return found


def _find_needs(place: Place, one: Standing) -> tuple[str, ...]:
    """Return what a member has begun or was asked for that needs the item.

    The way there goes only through what they have not settled.
    """
    starts = [key for key in place.behind if key in one.doing or key in one.asked]
    if not starts:
        return ()
    open_keys = {place.key}
    queue = [*open_keys]
    users: dict[str, list[str]] = {}
    for user, needed in place.behind.items():
        for key in needed:
            users.setdefault(key, []).append(user)
    for key in queue:
        for user in users.get(key, ()):
            if user not in open_keys and user not in one.settled:
                open_keys.add(user)
                queue.append(user)
    return tuple(key for key in starts if key in open_keys)
