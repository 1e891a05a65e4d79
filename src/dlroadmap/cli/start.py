"""dlr start: mark items as in progress, and see how to begin."""

from collections.abc import Iterable

from dlroadmap.cli import recording
from dlroadmap.cli.session import Session
from dlroadmap.curriculum.model import Item

EXAMPLES = ["dlr start backpropagation", "dlr start gradient-descent --date 2024-05-31"]


def _show_beginnings(session: Session, items: Iterable[Item]) -> None:
    if not session.as_json:
        from dlroadmap.render.items import beginning

        session.screen.print(*(line for item in items for line in beginning(item)))


run = recording.command(
    "start",
    "Mark items as in progress; print how to know that you have each, and where to begin.",
    _show_beginnings,
)
