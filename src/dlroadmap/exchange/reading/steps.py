"""Steps of about the same size for a list that has an order and no levels."""

from collections import Counter
from collections.abc import Sequence

MOST = 6
"""More steps than these are hard to survey."""

SMALLEST = 12
"""A step of fewer items is not worth a level of its own."""


def split_into_steps(depths: Sequence[int]) -> list[int]:
    """Return the step of each item, from 0; what is equally deep is in one step.

    The items of a step build on nothing in a later one, as long as they do so in depth.
    """
    count = Counter(depths)
    steps = max(1, min(MOST, len(count), len(depths) // SMALLEST))
    step_of: dict[int, int] = {}
    step = passed = 0
    for depth in sorted(count):
        step_of[depth] = step
        passed += count[depth]
        if passed * steps >= len(depths) * (step + 1):
            step += 1
    return [step_of[depth] for depth in depths]


def name_step(step: int, steps: int, title: str) -> str:
    """Return the title of one of several steps; a single one is called like the whole."""
    return f"Step {step + 1}" if steps > 1 else title
