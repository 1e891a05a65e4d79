"""What lies around the curriculum in use: the other curricula that a call leads into."""

from collections.abc import Sequence
from contextlib import suppress

from dlroadmap.cli.session import Session
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.errors import DlrError
from dlroadmap.guide.path import Surroundings
from dlroadmap.progress.events import Progress, fold


def around(session: Session, holders: Sequence[Curriculum]) -> tuple[Surroundings, Progress]:
    """Return the curriculum in use with the homes of items outside it, and the progress in all.

    `holders` hold what a call names. A home that cannot be read costs only its order.
    """
    used = session.curriculum
    others = list({id(one): one for one in holders if one is not used}.values())
    known = {one.id for one in (used, *others)}
    outside = (key for one in (used, *others) for key in one.hours if key not in one.places)
    homes = []
    for name in sorted({key.partition("/")[0] for key in outside} - known):
        with suppress(DlrError):
            homes.append(session.open(name).curriculum)
    others = [*homes, *others]
    renames = {old: new for one in (*others, used) for old, new in one.renames.items()}
    progress = fold(session.events, renames)
    return Surroundings(used, progress, others), progress
