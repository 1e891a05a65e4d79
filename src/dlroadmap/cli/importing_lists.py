"""A list that becomes a curriculum, or an imported one anew."""

from dlroadmap.authoring.outline import Outline
from dlroadmap.cli.session import Session


def import_list(
    session: Session,
    outline: Outline,
    source: str,
    id: str | None,
    into: str | None,
    dry_run: bool,
) -> None:
    """Make a curriculum of a list, tick what is checked, and show what came of it."""
    raise NotImplementedError
