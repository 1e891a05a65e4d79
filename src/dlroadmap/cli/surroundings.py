"""The curricula that a call leads into, beside the one in use."""

from collections.abc import Sequence
from contextlib import suppress

from dlroadmap.cli.session import Session
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.errors import DlrError
from dlroadmap.guide.path import Surroundings
from dlroadmap.progress.fold import Progress


def open_surroundings(
    session: Session, holders: Sequence[Curriculum]
) -> tuple[Surroundings, Progress]:
    """Return the curriculum in use with what lies around it, and the progress in all."""
    used, others = session.curriculum, open_others(session, holders)
    progress = session.past(*others, used).progress
    return Surroundings(used, progress, others), progress


def open_others(session: Session, holders: Sequence[Curriculum] = ()) -> list[Curriculum]:
    """Return the curricula around the one in use: the homes of items outside it, then holders.

    `holders` hold what a call names. A home that cannot be read costs only its order.
    """
    used = session.curriculum
    others = list({id(one): one for one in holders if one is not used}.values())
    known = {one.id for one in (used, *others)}
    outside = (key for one in (used, *others) for key in one.hours if key not in one.locations)
    homes = []
    for name in sorted({key.partition("/")[0] for key in outside} - known):
        with suppress(DlrError):
            homes.append(session.open(name).curriculum)
    return [*homes, *others]
