"""A file is UTF-8, without a byte order mark.

Text in other encodings, such as Latin-1 or UTF-16, is garbled on other machines. A byte order
mark does no harm in dlr but breaks other tools, so it is only a warning.

## Instead

Save the file as UTF-8. `dlr lint --fix` removes a byte order mark. It cannot guess which encoding
to convert a file from.
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
    FaultKind.UTF_16: "the file is UTF-16; save it as UTF-8",
    FaultKind.NOT_UTF_8: "byte 0x{byte:02x} is not valid UTF-8; save the file as UTF-8",
}

RULE = Rule(__name__, "error", __doc__, WORDS, file=check)
