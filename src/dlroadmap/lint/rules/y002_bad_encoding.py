"""A file is UTF-8, without a byte order mark.

Other encodings, such as Latin-1 or UTF-16, show as wrong letters on the next machine. A byte
order mark does no harm here, but trips other tools; it is a warning.

## Instead

Save the file as UTF-8. `dlr lint --fix` takes a byte order mark away; it cannot guess from which
encoding a file should be converted.
"""

from collections.abc import Iterator

from dlroadmap.diagnostics import Edit, Finding, Fix
from dlroadmap.format.source import Source
from dlroadmap.lint.rule import Rule


def check(source: Source) -> Iterator[Finding]:
    """Yield a warning for a byte order mark; anything that is not UTF-8 is told when it is read."""
    if source.marked:
        message = "the file begins with a byte order mark; save it as UTF-8 without one"
        yield source.finding("Y002", 0, 0, message, Fix((Edit(-1, 0, ""),)), "warning")


RULE = Rule("Y002", __doc__, file=check)
