"""What a learner need not learn any more, and what a curriculum takes for known."""

from dataclasses import replace

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.progress.fold import Progress


def find_settled(curriculum: Curriculum, progress: Progress) -> set[str]:
    """Return what is in nobody's way: what is done, skipped, or assumed by the curriculum.

    Whoever asks what is left to learn asks here: a search ends at these keys, and what comes
    before them is not asked for.
    """
    return progress.keys("done", "skipped").union(curriculum.assumed)


def see_from(used: Curriculum, other: Curriculum) -> Curriculum:
    """Return another curriculum as the learner of the one in use sees it: that one's `assumes`."""
    return other if used.assumed == other.assumed else replace(other, assumes=used.assumes)
