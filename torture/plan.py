"""What is tried, and how often: all of it by `make torture`, a little of each in the short form."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from torture.arena import Arena
from torture.outcome import Outcome
from torture.trials.clocks import clocks
from torture.trials.damaged import damaged
from torture.trials.delivery import delivery
from torture.trials.disks import full_disks, read_only_disks
from torture.trials.faults import program_faults, store_faults
from torture.trials.kills import kills
from torture.trials.power import power
from torture.trials.syncs import syncs
from torture.trials.writers import first_runs, writers


class Trial(NamedTuple):
    """A trial with its numbers; what needs strace is left out where that is missing."""

    name: str
    run: Callable[[Arena], Outcome]
    needs_strace: bool = False


def plan(quick: bool) -> Sequence[Trial]:
    """Return the trials, the longest first."""

    def number(full: int, short: int) -> int:
        return short if quick else full

    every = 40 if quick else None
    return [
        Trial("faults in the program", partial(program_faults, cases=every), True),
        Trial("faults in the store", partial(store_faults, cases=every), True),
        Trial("damaged stores", partial(damaged, cases=number(2000, 60))),
        Trial("power cuts", partial(power, cases=number(3000, 240)), True),
        Trial("aimed kills", partial(kills, cases=number(1000, 50)), True),
        Trial(
            "writers at once",
            partial(writers, number=number(32, 8), ticks=number(200, 10)),
        ),
        Trial(
            "first runs at once",
            partial(first_runs, number=number(32, 16), rounds=number(30, 2)),
        ),
        Trial("interrupted syncs", partial(syncs, cases=number(400, 20))),
        Trial("full disks", partial(full_disks, cases=number(20, 4))),
        Trial("read-only disks", read_only_disks),
        Trial("clocks", clocks),
        Trial("delivery", partial(delivery, cases=number(2000, 100))),
    ]
