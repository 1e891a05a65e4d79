"""The areas that a learner has worked with, as a line names them."""

from collections.abc import Sequence

from dlroadmap.cli.numbers import expand, split_words
from dlroadmap.errors import DlrError
from dlroadmap.text import clean

NONE = (["0"], ["none"])
"""What says that there is none."""


def read_areas(line: str, ids: Sequence[str], forms: str) -> frozenset[str] | None:
    """Return the ids that a line names by themselves or by numbers; None if it is empty.

    Raises DlrError with the `forms` that a line may have.
    """
    words = split_words(line.casefold())
    if words in NONE:
        return frozenset()
    found: set[str] = set()
    for word in words:
        named = [word] if word in ids else [ids[n - 1] for n in expand(word, len(ids))]
        if not named:
            message = f"“{clean(word)[:40]}” is not in the list."
            raise DlrError("unknown-area", message, forms)
        found.update(named)
    return frozenset(found) if words else None
