"""The people that `dlr assess` is tuned on: one function for each kind, which draws one of them."""

import random

from fields import Field
from making import Making, Nature, around, in_order, logistic, many


def threshold(field: Field, chance: random.Random) -> Nature:
    """Has an ability that difficulty, made of depth and hours, is measured against.

    An item is known only if all before it is, but for one in twenty.
    """
    ability, steepness = chance.uniform(-1, 1.1), chance.choice((4, 8))
    needs = field.curriculum.needs
    return {
        key: logistic(steepness * (ability - 2 * field.stage[key] + 1 - 0.02 * (needs[key] - 5)))
        for key in field.order
    }


def goals(field: Field, chance: random.Random) -> Nature:
    """Reached some goals, with all before them, and forgot a tenth."""
    number = many(1, max(len(field.order) // 8, 1), chance)
    return dict.fromkeys(field.closed(chance.sample(field.order, number)), 0.9)


def reader(field: Field, chance: random.Random) -> Nature:
    """Read the file from its first item to some point, with gaps, and has a few pet areas."""
    end = chance.randrange(len(field.keys))
    nature = dict.fromkeys(field.keys[:end], 0.88)
    areas = list(field.areas.values())
    for items in chance.sample(areas, min(len(areas), chance.randrange(6))):
        for key in items:
            nature[key] = 1 - 0.2 * (1 - nature.get(key, 0))
    return nature


def coder(field: Field, chance: random.Random) -> Nature:
    """Was taught by practice: programming, tools and projects far ahead, little mathematics."""
    reach = chance.uniform(0.1, 0.9)
    nature = {}
    for number, key in enumerate(field.keys):
        bent, share = field.bend(key), number / len(field.keys)
        if bent > 0.5:
            nature[key] = 0.9 if share < reach + 0.25 else 0.25
        elif bent < 0.2:
            nature[key] = 0.12
        else:
            nature[key] = 0.8 * logistic(8 * (reach - 0.3 - share))
    return nature


def specialist(field: Field, chance: random.Random) -> Nature:
    """Works on one topic: knows all of it, what it rests on, and else what everybody knows."""
    late = [
        name
        for name, items in field.areas.items()
        if sum(field.stage[key] for key in items) > 0.45 * len(items)
    ]
    home = chance.choice(late)
    areas = [home, *field.near(home)[: chance.randrange(3)]]
    learned = field.closed(key for area in areas for key in field.areas[area])
    common = chance.uniform(0.05, 0.3)
    learned |= {key for key in field.order if field.stage[key] < common}
    return around(field, learned, chance.uniform(0.04, 0.16), chance.uniform(0.01, 0.06))


def practitioner(field: Field, chance: random.Random) -> Nature:
    """Knows the methods of the areas worked in, with the ideas they use at once, and no theory.

    One area of work led to the next, so that they lie near each other.
    """
    worked = [chance.choice(list(field.areas))]
    for _ in range(chance.randrange(1, max(3, len(field.areas) * 4 // 5))):
        near = [area for area in field.near(chance.choice(worked)) if area not in worked]
        worked += chance.sample(near[:4], min(1, len(near)))
    touched = {key for area in worked for key in field.areas[area]}
    methods = {key for key in touched if field.practical(key)}
    required = field.curriculum.requires
    ideas = {other for key in methods for other in required.get(key, ())}
    behind = {other for key in ideas for other in required.get(key, ()) if field.practical(other)}
    heard = chance.uniform(0.03, 0.15)
    nature = dict.fromkeys((key for key in field.order if key in touched), heard)
    nature |= dict.fromkeys(ideas | behind, 0.85)
    nature |= dict.fromkeys(methods, chance.uniform(0.88, 0.96))
    return nature


def mathematician(field: Field, chance: random.Random) -> Nature:
    """Understands all that can be learned on paper up to some depth, and has built nothing."""
    reach, hands = chance.uniform(0.1, 1.15), chance.uniform(0.02, 0.12)
    nature = {}
    for key in field.order:
        ahead = reach - field.stage[key] + 0.4 * (0.5 - field.bend(key))
        idea = not field.practical(key)
        nature[key] = 0.94 * logistic(14 * ahead) if idea else hands * (ahead > 0)
    return nature


def rusty(field: Field, chance: random.Random) -> Nature:
    """Once knew much, and forgot more of it the longer ago it was and the less is built on it."""
    reach, fading = chance.uniform(0.25, 1.05), chance.uniform(0.3, 1)
    learned = {key for key in field.order if field.stage[key] <= reach}
    nature = {}
    for key in learned:
        age = 1 - field.stage[key] / reach
        used = len(learned.intersection(field.after[key]))
        nature[key] = 0.92 - 0.9 * fading * age * (0.5 if used > 2 else 1)
    return nature


def whole_areas(field: Field, chance: random.Random) -> Nature:
    """Read a book on each of some areas: these are known nearly whole, the others not at all."""
    areas = list(field.areas)
    read = chance.sample(areas, many(1, len(areas) * 9 // 10, chance))
    learned = {key for area in read for key in field.areas[area]}
    return around(field, learned, chance.uniform(0.03, 0.15), chance.uniform(0, 0.03))


def student(field: Field, chance: random.Random) -> Nature:
    """Takes the courses of a school level by level, and is in the midst of one, or through.

    Some courses were not chosen; of the one being taken the first part is known.
    """
    steps = field.steps()
    now, through = chance.randrange(len(steps) + 1), chance.random()
    choosy = 1 - 0.4 * chance.random() ** 2
    learned: set[str] = set()
    for number, areas in enumerate(steps[: now + 1]):
        taken = [area for area in areas if chance.random() < choosy]
        done = len(taken) if number < now else int(through * len(taken))
        learned.update(key for area in taken[:done] for key in field.areas[area])
        if done < len(taken):
            items = field.areas[taken[done]]
            learned.update(items[: (len(items) + 1) // 2])
    return around(field, learned, chance.uniform(0.03, 0.15), chance.uniform(0, 0.04))


def builder(field: Field, chance: random.Random) -> Nature:
    """Learned through projects, and for each no more than it took: two steps back, not to the root.

    Where nothing is a project, the last items of areas are what was made.
    """
    kinds = field.curriculum.kinds
    projects = [key for key in field.keys if kinds[key] == "project"]
    projects = projects or [key for items in field.areas.values() for key in items[-2:]]
    made = set(chance.sample(projects, many(1, len(projects), chance)))
    learned = set(made)
    for key in made:
        near = field.curriculum.requires.get(key, ())
        learned.update(near, *(field.curriculum.requires.get(other, ()) for other in near))
        if not near:
            items = field.areas[field.area[key]]
            learned.update(items[-len(items) // 3 :])
    return around(field, learned, chance.uniform(0.05, 0.18), chance.uniform(0.01, 0.06))


def dabbler(field: Field, chance: random.Random) -> Nature:
    """Watches videos and reads posts: of many areas the beginning, of none the end."""
    breadth, far = chance.uniform(0.25, 1), chance.uniform(0.1, 0.65)
    nature: dict[str, float] = {}
    for items in field.areas.values():
        seen = chance.random() < breadth
        ranked = sorted(items, key=field.stage.__getitem__)
        for number, key in enumerate(ranked):
            begun = seen and number < far * len(ranked)
            nature[key] = max(0.9 if begun else 0.04, nature.get(key, 0))
    return nature


TUNED = (
    Making(threshold, in_order),
    Making(goals),
    Making(reader),
    Making(coder),
    Making(specialist),
    Making(practitioner),
    Making(mathematician),
    Making(rusty),
    Making(whole_areas),
    Making(student),
    Making(builder),
    Making(dabbler),
)
