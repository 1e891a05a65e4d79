"""States of items that dlr exported, and a person may have changed since."""

from dlroadmap.authoring.outline import Outline
from dlroadmap.cli.session import Session


def set_states(session: Session, outline: Outline, dry_run: bool) -> None:
    """Record the states of the items whose keys a list names, and show what changed."""
    raise NotImplementedError
