"""Settings in words."""

from dlroadmap.text import clean


def setting_line(name: str, value: str, source: str) -> str:
    """Return a setting with its value and where that comes from."""
    return f"{name} = {clean(value)} ({source})" if value else f"{name}: not set"


def precedence(variable: str) -> str:
    """Return that a variable comes before what was just saved."""
    return f"dlr: {variable} is set and takes precedence. To use your choice, unset it."
