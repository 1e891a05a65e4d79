"""Pictures as data: paths with a class that colors them, and words at places."""

from typing import NamedTuple


class Shape(NamedTuple):
    """A path of SVG; the class that colors it is `plot-LOOK`."""

    look: str
    path: str


class Label(NamedTuple):
    """Words in a picture; they begin, end or have their middle at `x`, as in SVG."""

    x: float
    y: float
    anchor: str
    words: str


class Picture(NamedTuple):
    """A drawing for screens of one size, `wide` or `narrow`."""

    size: str
    width: float
    height: float
    shapes: tuple[Shape, ...]
    labels: tuple[Label, ...]


def trace(*points: tuple[float, float]) -> str:
    """Return a line through some points, to a tenth of a pixel."""
    return "M" + "L".join(f"{round(x, 1):g} {round(y, 1):g}" for x, y in points)
