"""The forms in which findings are handed to other programs, one a file."""

from collections.abc import Callable

from dlroadmap.lint.engine import Result
from dlroadmap.lint.reporters import github, gitlab, junit, sarif

REPORTERS: dict[str, Callable[[Result], str]] = {
    "github": github.report,
    "gitlab": gitlab.report,
    "junit": junit.report,
    "sarif": sarif.report,
}
"""What turns a result into text, by the name of the format."""
