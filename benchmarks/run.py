"""Measures everything and writes docs/benchmarks.md: `make bench`.

With --quick everything is tiny and runs once, which shows that the page can be made.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import contenders
import everyday
import exchanging
import groups
import linting
import mapping
import overlays
import page
import peers
import placement
import syncing
from measuring import Meter

PAGE = contenders.ROOT / "docs" / "benchmarks.md"


@dataclass(frozen=True)
class Scale:
    """How much is measured: sizes in items, events, files, boxes and syncs, rounds, learners."""

    items: tuple[int, ...] = (500, 5_000, 50_000)
    events: tuple[int, int] = (1_000, 100_000)
    linted: tuple[int, ...] = (12_500, 50_000)
    files: int | None = None
    boxes: int = 10_000
    mapped: int = 10_000
    members: int = 1_000
    groups: int = 1_000
    synced: tuple[int, ...] = (100, 10_000, 100_000)
    syncs: int = 300
    rounds: int = 9
    assessed: tuple[str, ...] = tuple(placement.CURRICULA)
    learners: int = 10


QUICK = Scale(
    (130,),
    (3, 6),
    (130,),
    1,
    boxes=50,
    mapped=130,
    members=3,
    groups=2,
    synced=(6,),
    syncs=1,
    rounds=0,
    assessed=("flat",),
    learners=1,
)


def lines(scale: Scale, meter: Meter, folder: Path) -> Iterator[str]:
    """Measure everything, and yield the page."""
    found = contenders.peers()
    bundled = sorted((contenders.ROOT / "curriculum").rglob("*.yaml"))[: scale.files]
    yield page.HEAD
    yield from page.machine()
    yield from page.table(
        ("Beside it", "Version", "To install it"),
        [
            (peer.name, peer.version or "not installed, left out", f"`{peer.install}`")
            for peer in found.values()
        ],
        "---",
    )
    yield from chain(
        everyday.by_items(meter, folder, scale.items, scale.rounds),
        everyday.by_events(meter, folder, scale.items[0], scale.events, scale.rounds),
        overlays.section(meter, folder, scale.rounds),
        peers.section(meter, folder, scale.items, scale.rounds, found),
        linting.section(meter, folder, bundled, scale.linted, scale.rounds, found),
        exchanging.section(meter, folder, scale.boxes, scale.items[-1], scale.rounds),
        syncing.section(meter, folder, scale.items[0], scale.synced, scale.syncs, scale.rounds),
        mapping.section(meter, folder, scale.mapped, scale.rounds),
        groups.section(meter, folder, scale.members, scale.groups, scale.rounds),
        placement.section(scale.learners, scale.assessed),
    )


def main() -> None:
    """Write the page in one step, when all of it is measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="measure next to nothing")
    parser.add_argument("--output", type=Path, default=PAGE, help="the page")
    given = parser.parse_args()
    made = []
    with tempfile.TemporaryDirectory() as folder, Meter() as meter:
        for line in lines(QUICK if given.quick else Scale(), meter, Path(folder)):
            if line.startswith("#"):
                print(line.partition("\n")[0], file=sys.stderr)
            made.append(line)
    given.output.write_text("\n".join(made).rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
