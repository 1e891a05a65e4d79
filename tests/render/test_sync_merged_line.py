"""The line that says whose histories a sync has merged."""

from dlroadmap.remote.journal import About
from dlroadmap.render.sync_page import others_lines


def test_devices_are_listed_by_name() -> None:
    """What a page says of several devices is the same whatever their random ids are."""
    abouts = {
        id: About(frozenset(["0" * 32]), name, 1, "2026-01-01T00:00:00Z")
        for id, name in (("a", "server"), ("b", "desk"), ("c", "laptop"))
    }
    assert "desk (1 event), laptop (1 event) and server (1 event)" in others_lines(abouts)[0]
