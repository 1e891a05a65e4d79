"""What a trial came to."""

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

LOST_EVENTS = "acknowledged events are lost"
LOST_COPY = "an acknowledged copy is lost"
LOST_BYTES = "the bytes of the damaged store are lost"
LOST_STORE = "the store cannot be read"
LOST_LATER = "a tick afterwards is lost"
LOSSES = (LOST_EVENTS, LOST_COPY, LOST_BYTES, LOST_STORE, LOST_LATER)
"""The faults that mean that something is gone; all others are promises broken in another way."""


@dataclass
class Outcome:
    """One trial: how many cases were tried, and what went wrong in which part of it.

    `lost` counts cases in which something is gone, `wrong` those in which only another promise is
    broken. `faults` counts pairs of a part and a fault, `notes` are sentences with figures.
    """

    trial: str
    tried_what: str
    tried: int = 0
    lost: int = 0
    wrong: int = 0
    faults: Counter[tuple[str, str]] = field(default_factory=Counter)
    parts: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)
    left_out: str = ""

    def add(self, part: str, faults: Sequence[str]) -> bool:
        """Count one case, and return whether it failed."""
        self.tried += 1
        self.parts[part] += 1
        if any(fault.startswith(LOSSES) for fault in faults):
            self.lost += 1
        elif faults:
            self.wrong += 1
        self.faults.update((part, fault) for fault in faults)
        if self.tried % 500 == 0:
            print(f"{self.trial}: {self.tried:,} …", file=sys.stderr, flush=True)
        return bool(faults)
