"""An unfinished assessment: saved after every answer, to go on with it another day."""

import json
from collections.abc import Collection, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple

from dlroadmap.format.files import DISK
from dlroadmap.guide.placement.assessment import Assessment
from dlroadmap.guide.placement.belief import ANSWERS
from dlroadmap.paths import write_atomically

FORMAT = 1

MAX_BYTES = 1_000_000
"""No file of answers is longer; the longest that dlr writes has about a tenth."""


class Limits(NamedTuple):
    """What an assessment asks about: a curriculum, or what is named of it, by id and key."""

    curriculum: str
    level: str | None = None
    goals: tuple[str, ...] = ()


class Unfinished(NamedTuple):
    """What was said, and on which day; `areas` is None if nobody named any."""

    day: date
    areas: Sequence[str] | None
    answers: Sequence[tuple[str, str]]


def save(path: Path, limits: Limits, assessment: Assessment, day: date) -> None:
    """Save what was said so far, in place of any other. Raises OSError."""
    named = assessment.named
    document = {
        "format": FORMAT,
        **limits._asdict(),
        "day": str(day),
        "areas": None if named is None else sorted(named),
        "answers": assessment.answers,
    }
    write_atomically(path, json.dumps(document, indent=1))


def load(path: Path, limits: Limits) -> Unfinished | None:
    """Return what was said within the same limits; None if nothing was, or nobody can read it."""
    try:
        data, _ = DISK.read(path, MAX_BYTES + 1)
        document = json.loads(data)
        saved = Limits(document["curriculum"], document["level"], tuple(document["goals"]))
        day, areas = date.fromisoformat(document["day"]), document["areas"]
        answers = [(key, answer) for key, answer in document["answers"]]
        sound = len(data) <= MAX_BYTES and document["format"] == FORMAT and saved == limits
        sound &= all(type(key) is str and answer in ANSWERS for key, answer in answers)
        sound &= areas is None or (type(areas) is list and all(type(one) is str for one in areas))
    except (OSError, ValueError, TypeError, LookupError, RecursionError):
        return None
    return Unfinished(day, areas, answers) if sound else None


def replay(assessment: Assessment, unfinished: Unfinished, learned: Collection[str]) -> None:
    """Say again what was said; what is gone, or is `learned` since, is left out."""
    if unfinished.areas is not None:
        known = {area.id for area in assessment.areas}
        assessment.name_areas(known & set(unfinished.areas))
    for key, answer in dict(unfinished.answers).items():
        if key not in learned and assessment.takes(key):
            assessment.answer(key, answer)


def forget(path: Path) -> None:
    """Remove what was saved."""
    with suppress(OSError):
        path.unlink()
