"""Settings in words."""

from dlroadmap.errors import DlrError
from dlroadmap.render.advice import advice_on
from dlroadmap.text import clean


def setting_line(name: str, value: str, source: str, valid: bool) -> str:
    """Return a setting with its value and where that comes from; one not valid is not repeated."""
    if not valid:
        return f"{name}: not valid ({source})"
    return f"{name} = {clean(value)} ({source})" if value else f"{name}: not set"


def removed_line(name: str) -> str:
    """Return that an entry which is not a setting is gone."""
    return f"Removed “{clean(name)}”."


def problem_lines(error: DlrError) -> list[str]:
    """Return what is wrong with a setting, and what to do about it."""
    return [f"dlr: {error.message}", *advice_on(error)]


def precedence(variable: str) -> str:
    """Return that a variable comes before what was just saved."""
    return f"dlr: {variable} is set and takes precedence. To use your choice, unset it."
