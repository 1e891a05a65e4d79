"""The people that `dlr assess` is judged by: whoever tunes it looks at none of them before."""

import random

from fields import Field, hashed
from making import Making, Nature, around, logistic, many


def novice(field: Field, chance: random.Random) -> Nature:
    """Has just begun: a few first things, each right after what it requires."""
    learned: set[str] = set()
    for _ in range(many(1, max(2, len(field.order) // 12), chance)):
        ready = [
            key
            for key in field.order
            if key not in learned and learned.issuperset(field.path[key])
        ]  # fmt: skip
        first = ready[: max(3, len(ready) // 2)]
        learned.update(chance.sample(first, min(1, len(first))))
    return around(field, learned, 0.15, 0.01)


def expert(field: Field, chance: random.Random) -> Nature:
    """Knows nearly all but a few areas, and of what builds on these only a part."""
    areas = list(field.areas)
    missed = chance.sample(areas, chance.randrange(1, 2 + len(areas) // 6))
    gone = {key for area in missed for key in field.areas[area]}
    strange = chance.uniform(0.02, 0.12)
    nature = {}
    for key in field.order:
        builds = gone.intersection(field.curriculum.requires.get(key, ()))
        nature[key] = strange if key in gone else 0.8 if builds else 0.97
    return nature


def one_target(field: Field, chance: random.Random) -> Nature:
    """Went straight for one far goal, or two; the farther back on the way, the surer."""
    far = [key for key in field.order if field.stage[key] > 0.6]
    targets = chance.sample(far, chance.choice((1, 1, 2)))
    unsure, luck = chance.uniform(0.05, 0.3), chance.uniform(0.01, 0.05)
    nature = dict.fromkeys(field.order, luck)
    for target in targets:
        for key in field.closed([target]):
            sure = 0.98 - unsure * field.stage[key] / field.stage[target]
            nature[key] = max(nature[key], sure)
    return nature


def subject_by_subject(field: Field, chance: random.Random) -> Nature:
    """Knows each subject to a depth of its own: some far, some little, some not at all."""
    talent = chance.uniform(0.4, 2.5)
    nature = {}
    for items in field.subjects.values():
        reach = chance.random() ** talent * 1.15 if chance.random() < 0.8 else 0
        ranked = sorted(items, key=field.stage.__getitem__)
        for number, key in enumerate(ranked):
            far = (number + 0.5) / len(ranked) if len(ranked) > 3 else field.stage[key]
            nature[key] = 0.95 * logistic(25 * (reach - far)) + 0.02
    return nature


def doctoral(field: Field, chance: random.Random) -> Nature:
    """Wrote a thesis: one idea in the middle, most that was ever built on it, and all it needs."""
    middle = [key for key in field.order if 0.15 < field.stage[key] < 0.7 and field.after[key]]
    idea = chance.choice(middle or [key for key in field.order if field.stage[key] < 0.3])
    follow = field.following(idea)
    branch = follow[: max(3, int(len(follow) * chance.uniform(0.5, 1)))]
    learned = field.closed([idea, *branch])
    return around(field, learned, chance.uniform(0.05, 0.18), chance.uniform(0.02, 0.08))


def shipper(field: Field, chance: random.Random) -> Nature:
    """Has shipped things for years: the more an item is work rather than theory, the surer.

    An idea counts as work as far as tools, skills and projects build on it; years go by stages.
    """
    bar, years = chance.uniform(0.2, 0.75), chance.uniform(0.2, 1.1)
    nature = {}
    for key in field.order:
        uses = [field.practical(other) for other in field.after[key]]
        works = 0.65 * sum(uses) / len(uses) if uses else 0.7 * (field.bend(key) - 0.2)
        works = 0.95 if field.practical(key) else works
        at = field.stage[key]
        nature[key] = 0.95 * logistic(18 * (works - bar)) * logistic(16 * (years - at)) + 0.01
    return nature


def physicist(field: Field, chance: random.Random) -> Nature:
    """Comes from a science: took the ideas of some distant goals with their proofs, and no tools.

    Of all that is done by hand some first things are known: everyone codes a little.
    """
    ideas = [key for key in field.order if not field.practical(key)]
    learned = field.closed(chance.sample(ideas, many(2, max(3, len(ideas) // 3), chance)))
    learned.update(key for key in ideas if field.bend(key) < 0.2 and chance.random() < 0.9)
    hands = chance.uniform(0.05, 0.3)
    return {
        key: 0.9
        if not field.practical(key)
        else (0.85 if field.stage[key] < hands else 0.06)
        for key in sorted(learned)
    }  # fmt: skip


def lapsed(field: Field, chance: random.Random) -> Nature:
    """Left the field: of what was once known whole areas are gone, others came through."""
    steps = field.steps()
    once = [area for areas in steps[: chance.randrange(1, len(steps) + 1)] for area in areas]
    stays, faint = chance.uniform(0.3, 0.85), chance.uniform(0.1, 0.35)
    nature: dict[str, float] = {}
    for area in once:
        kept = chance.random() < stays
        for key in field.areas[area]:
            nature[key] = max(nature.get(key, 0), 0.85 if kept else faint)
    return nature


def chapters(field: Field, chance: random.Random) -> Nature:
    """Read a stretch of one long book, or a few: these chapters nearly whole, nothing beside."""
    nature = dict.fromkeys(field.keys, chance.uniform(0.01, 0.06))
    for _ in range(chance.choice((1, 1, 2, 3))):
        length = many(max(2, len(field.keys) // 40), len(field.keys) * 3 // 4, chance)
        start = chance.randrange(len(field.keys) - length + 1)
        for key in field.keys[start : start + length]:
            nature[key] = 0.92
    return nature


def bootcamp(field: Field, chance: random.Random) -> Nature:
    """Came out of a bootcamp: methods of the first levels, a few topics of the day, no depth."""
    steps = field.steps()
    taught = [area for areas in steps[: chance.choice((1, 2, 2, 3))] for area in areas]
    late = [area for areas in steps[len(steps) // 2 :] for area in areas]
    hot = chance.sample(late, min(len(late), chance.choice((1, 2, 2, 3))))
    skip = chance.uniform(0.1, 0.4)
    learned: set[str] = set()
    for area in (*(area for area in taught if chance.random() > skip), *hot):
        items = field.areas[area]
        learned.update(items[: (len(items) + 1) // 2])
        learned.update(key for key in items if field.practical(key))
    return around(field, learned, chance.uniform(0.06, 0.2), chance.uniform(0.02, 0.08))


def switcher(field: Field, chance: random.Random) -> Nature:
    """Engineer from another field: some subjects mastered to the end, the rest newly begun."""
    handy = sorted(field.subjects, key=lambda name: field.bent[name] + 0.4 * chance.random())
    old = handy[-chance.randrange(1, 2 + len(handy) // 4) :]
    reach = chance.uniform(0, 0.5)
    learned = {key for name in old for key in field.subjects[name]}
    learned |= {key for key in field.order if field.stage[key] < reach}
    return around(field, learned, chance.uniform(0.05, 0.18), chance.uniform(0.01, 0.06))


def veteran(field: Field, chance: random.Random) -> Nature:
    """Learned it all before some idea came up: knows far and wide, but nothing that follows it."""
    ideas = [key for key in field.order if len(field.after[key]) > 2] or field.order
    new = set(chance.sample(ideas, chance.choice((1, 1, 2, 3))))
    reach = chance.uniform(0.5, 1.1)
    nature = {}
    for key in field.order:
        unheard = key in new or not new.isdisjoint(field.path[key])
        nature[key] = 0.04 if unheard else 0.95 * logistic(20 * (reach - field.stage[key]))
    return nature


def hurried(field: Field, chance: random.Random) -> Nature:
    """Learns what is called essential and what that requires, as far as time allowed."""
    reach, rest = chance.uniform(0.15, 1.2), chance.uniform(0.05, 0.3)
    weights = field.curriculum.priority
    essential = [
        key
        for key in field.order
        if field.stage[key] <= reach
        and (weights.get(key) == "essential" if weights else hashed(key) < 0.4)
    ]
    needed = {other for key in essential for other in field.curriculum.requires.get(key, ())}
    beside = {"important": rest, "useful": rest / 4}
    nature = {
        key: beside.get(weights.get(key, "important"), 0)
        for key in field.order
        if field.stage[key] <= reach
    }
    return nature | dict.fromkeys(sorted(needed), 0.85) | dict.fromkeys(essential, 0.93)


KEPT_OUT = (
    Making(novice),
    Making(expert),
    Making(one_target),
    Making(subject_by_subject),
    Making(doctoral),
    Making(shipper),
    Making(physicist),
    Making(lapsed),
    Making(chapters),
    Making(bootcamp),
    Making(switcher),
    Making(veteran),
    Making(hurried),
)
