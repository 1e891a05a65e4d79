"""The titles of a group's track and its items, as far as they are on this machine."""

from collections.abc import Callable

from dlroadmap.cli.session import Session
from dlroadmap.errors import DlrError
from dlroadmap.text import clean


def find_titles(session: Session, curriculum: str) -> tuple[str, Callable[[str], str]]:
    """Return the title of a track, and what returns those of its items; else ids and keys."""
    try:
        track = session.open(curriculum).curriculum
    except DlrError:
        return clean(curriculum), clean

    def title_of(key: str) -> str:
        now = track.renames.get(key) or key
        return track.items[now].title if now in track.items else clean(key)

    return track.title, title_of
