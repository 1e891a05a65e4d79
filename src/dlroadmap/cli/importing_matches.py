"""A list of names against what there is."""

from dlroadmap.authoring.outline import Outline
from dlroadmap.cli.session import Session


def match_list(session: Session, outline: Outline, dry_run: bool) -> None:
    """Match a list against the curriculum in use, tick what is checked, and show what matched."""
    raise NotImplementedError
