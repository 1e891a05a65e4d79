"""What to learn next, and why."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice

from dlroadmap.curriculum.model import Item, Location
from dlroadmap.guide.aims import Aim
from dlroadmap.guide.order import BLOCKED, Order
from dlroadmap.progress.fold import Progress


@dataclass(frozen=True)
class Suggestion:
    """An item to take up, where it stands, and the reasons, the most important first.

    It is in progress `since` a time, as the history has it; it is `awaited` by an item in progress;
    it is on the way to a `goal`, or is it; it is all that is missing before what it `opens`, and
    `needed_for` what waits for something else too.
    """

    item: Item
    location: Location
    since: str | None
    awaited: Item | None
    goal: Aim | None
    opens: tuple[str, ...]
    needed_for: tuple[str, ...]

    @property
    def begun(self) -> bool:
        """Whether the item is in progress."""
        return self.since is not None

    @property
    def unlocks(self) -> int:
        """How many unfinished items wait for it directly."""
        return len(self.opens) + len(self.needed_for)


def suggest(
    order: Order,
    progress: Progress,
    aims: Sequence[Aim],
    number: int,
    wanted: Callable[[str], object] = bool,
) -> list[Suggestion]:
    """Return the first members of the order that wait for nothing, at most `number`.

    `wanted` narrows them further.
    """
    curriculum = order.curriculum
    free = (key for key in order if not order.before[key] and wanted(key))
    chosen = list(islice(free, min(number, len(order.before))))
    waiting = order.waiting(chosen)
    doing = progress.doing()
    suggestions = []
    for key in chosen:
        stage = order.stages.get(key)
        waits = (one for one in doing if order.stages.get(one) == stage)
        awaited = next(waits, None) if stage and stage[0] == BLOCKED else None
        own = (aim for aim in aims if aim.targets == [key])
        on_the_way = (aim for aim in aims if key in aim.way)
        alone = {other for other in waiting[key] if len(order.before[other]) == 1}
        suggestions.append(
            Suggestion(
                item=curriculum.items[key],
                location=curriculum.locations[key],
                since=progress.since[key] if progress.state(key) == "doing" else None,
                awaited=curriculum.items[awaited] if awaited else None,
                goal=next(own, None) or next(on_the_way, None),
                opens=tuple(other for other in waiting[key] if other in alone),
                needed_for=tuple(other for other in waiting[key] if other not in alone),
            )
        )
    return suggestions
