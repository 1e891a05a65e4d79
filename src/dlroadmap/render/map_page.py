"""What is printed of a map: where it is, and how to open it."""

from collections.abc import Iterator
from pathlib import Path

from rich.text import Text

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.text import clean

TO_SEE_ALL = Text("To see it as a map: dlr map", "dim")
"""Leads from the status to the map."""

TO_SEE_WAY = Text("To see it on the map: dlr map", "dim")
"""Leads from a path to the map."""


def tell_saved(curriculum: Curriculum, file: Path) -> Text:
    """Return where the map was written to."""
    return Text.assemble(
        "Saved the map of ", (curriculum.title, "bold"), f" to {clean(str(file))}."
    )


def tell_opened(curriculum: Curriculum, file: Path | None) -> Iterator[Text]:
    """Yield that the map was opened, and where it is unless that was said."""
    if file is None:
        yield Text("Opened it in the browser.")
        return
    yield Text.assemble("Opened the map of ", (curriculum.title, "bold"), " in the browser.")
    yield _name(file)


def tell_how_to_open(
    curriculum: Curriculum, file: Path | None, browser: str | None, over_ssh: bool
) -> Iterator[Text]:
    """Yield how to open the map, and where it is unless that was said.

    `browser` is what BROWSER says, None where the map was not to be opened.
    """
    failed = f"BROWSER (“{clean(browser)}”) failed. " if browser else "No browser found. "
    reason = "" if browser is None else failed
    what = ("the map of ", (curriculum.title, "bold")) if file else ("it",)
    if over_ssh and not browser:
        call = Text.assemble("Copy ", *what, " to your computer and open it in a browser")
    else:
        call = Text.assemble("Open ", *what, " in a browser")
    yield Text.assemble(reason, call, ":" if file else ".")
    if file:
        yield _name(file)


def _name(file: Path) -> Text:
    return Text(f"  {clean(str(file))}")
