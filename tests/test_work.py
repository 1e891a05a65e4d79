"""Work that is observed: what is told of it, and that it stays what it is."""

from dlroadmap.work import STEP, Task, counted, observed_by


class Listener:
    """Writes down what it is told."""

    def __init__(self) -> None:
        self.told: list[tuple[Task, str, int, int]] = []
        self.rests = 0

    def advance(self, task: Task, subject: str, done: int, total: int) -> None:
        """Write down how far work is."""
        self.told.append((task, subject, done, total))

    def rest(self) -> None:
        """Count the rests."""
        self.rests += 1


def test_counted_things_are_yielded_and_told() -> None:
    """Every thing comes, in its order, and now and then it is told how many have come."""
    things, listener = list(range(2 * STEP + 1)), Listener()
    assert list(counted(Task.FOLLOW, "it", things)) == things
    with observed_by(listener):
        assert list(counted(Task.FOLLOW, "it", things)) == things
        assert listener.rests == 1
    said = [(Task.FOLLOW, "it", done, len(things)) for done in (0, STEP, 2 * STEP)]
    assert listener.told == said
