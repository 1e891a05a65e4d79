"""Every path of a curriculum at once, and how its items came into their states."""

from dlroadmap.guide.path import Step, Surroundings
from dlroadmap.guide.survey import Move
from dlroadmap.progress.history import History, Renames


def find_steps(around: Surroundings) -> dict[str, Step]:
    """Return all items that the curriculum in use holds, and those outside that these lead back to.

    The first stand in the order of the curriculum, the others in the rank that `path` gives them.
    """
    raise NotImplementedError


def find_routes(around: Surroundings) -> dict[str, list[str]]:
    """Return for each of these items that is unfinished what `path` lists, in the same order.

    The item itself is the last of its own.
    """
    raise NotImplementedError


def find_moves(history: History, renames: Renames) -> dict[str, list[Move]]:
    """Return the states that each item came into, by today's key, oldest first.

    Only events that count are among them, and of these only those that changed the state.
    """
    raise NotImplementedError
