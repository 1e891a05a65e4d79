"""A file is UTF-8, without a byte order mark.

Other encodings, such as Latin-1 or UTF-16, show as wrong letters on the next machine. A byte
order mark does no harm here, but trips other tools; it is a warning.

## Instead

Save the file as UTF-8. `dlr lint --fix` takes a byte order mark away; it cannot guess from which
encoding a file should be converted.
"""

from dlroadmap.diagnostics import Edit, Fix
from dlroadmap.format.faults import FaultKind
from dlroadmap.format.source import Source
from dlroadmap.lint.rule import Found, Met, Rule


def check(source: Source) -> Found:
    """Yield a warning for a byte order mark; what is not UTF-8 is met when it is read."""
    if source.marked:
        message = "the file begins with a byte order mark; save it as UTF-8 without one"
        yield Met(source, (0, 0), message, lambda: Fix((Edit(-1, 0, ""),)), "warning")


WORDS = {
    FaultKind.UTF_16: "is UTF-16; save the file as UTF-8",
    FaultKind.NOT_UTF_8: "byte 0x{byte:02x} is not UTF-8; save the file as UTF-8",
}

RULE = Rule(__name__, "error", __doc__, WORDS, file=check)
