"""What can be learned now, and what is in the way of the rest."""

from dlroadmap.curriculum.graph import walk
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.settled import find_settled
from dlroadmap.progress.fold import Progress


class Readiness:
    """Answers for one curriculum and one progress.

    Prerequisites that the curriculum in use leaves out are looked through, to the nearest ones
    that it holds; what is done, skipped or assumed is in nobody's way.
    """

    def __init__(self, curriculum: Curriculum, progress: Progress) -> None:
        self._requires = curriculum.requires
        self._states = progress.states
        self._settled = find_settled(curriculum, progress)
        self._placed = curriculum.locations.keys()
        self.assumed = curriculum.assumed

    def blockers(self, key: str) -> list[str]:
        """Return the open prerequisites in the curriculum that come directly before an item."""
        settled, placed = self._settled, self._placed
        found = [other for other in self._requires.get(key, ()) if other not in settled]
        if all(other in placed for other in found):
            return found
        through = walk(found, self._requires, settled, ends=placed)
        return [other for other in through if other in placed and other != key]

    def ready(self, key: str) -> bool:
        """Return whether an item is to do, not assumed, and waits for nothing."""
        if key in self.assumed or self._states.get(key, "todo") != "todo":
            return False
        return not self.blockers(key)
