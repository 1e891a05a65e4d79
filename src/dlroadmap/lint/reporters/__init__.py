"""The formats in which findings are handed on as text, one a file that has the format's name."""

from pkgutil import iter_modules, resolve_name
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from dlroadmap.lint.engine import Result

FORMATS = tuple(sorted(module.name for module in iter_modules(__path__)))
"""Every format; a reporter is imported when it is called, and no other with it."""

NAMES = tuple(dict.fromkeys(("full", "concise", "json", *FORMATS)))
"""Every format that `lint` prints."""


def report(result: "Result", format: str) -> str:
    """Return findings in a format."""
    reporter: Callable[[Result], str] = resolve_name(f"{__name__}.{format}:report")
    return reporter(result)
