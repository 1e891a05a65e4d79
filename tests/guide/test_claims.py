"""What the boxes of a list say of items, in the light of what was said before."""

from dlroadmap.guide.merging import Stated, combine, find_news
from dlroadmap.progress.fold import Progress


def test_one_claim_an_item() -> None:
    """Done goes before in progress, that before skipped, and the earliest known day counts."""
    claims = [
        Stated("a/x", "skipped"),
        Stated("a/x", "doing", on="2020-01-01"),
        Stated("a/x", "done"),
        Stated("a/x", "done", on="2024-05-03"),
        Stated("a/x", "done", on="2024-05"),
        Stated("a/z", ""),
        Stated("a/w", "doing"),
    ]
    assert combine(claims) == [Stated("a/x", "done", on="2024-05"), Stated("a/w", "doing")]
    assert combine(reversed(claims))[::-1] == combine(claims)


def test_what_a_list_moves() -> None:
    """Only forward: what is done stays, a skipped item is ticked, an inferred tick is confirmed."""
    states = {"a": "done", "b": "skipped", "c": "doing", "d": "done"}
    progress = Progress(states, {}, frozenset({"d"}))

    def moved(state: str) -> list[str]:
        return [
            one.key
            for one in find_news([Stated(key, state, claimed=True) for key in "abcde"], progress)
        ]

    assert moved("done") == ["b", "c", "d", "e"]
    assert moved("doing") == ["e"]
    assert moved("skipped") == ["c", "e"]
