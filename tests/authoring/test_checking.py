"""What an edit changes in the findings: what was there before is not told again."""

from dlroadmap.authoring.checking import subtract
from dlroadmap.diagnostics import Finding


def finding(message: str, line: int = 1, rule: str = "S105") -> Finding:
    return Finding("mine.yaml", line, 1, rule, message, line, 2, "a-name", "warning")


def test_moved_findings_are_old() -> None:
    """A finding on another line, whose message names another line, is the one from before."""
    before = [finding("the id `a` is used on line 7"), finding("the id `a` is used on line 7", 9)]
    after = [
        finding("the id `a` is used on line 9", 3),
        finding("the id `a` is used on line 9", 11),
    ]
    assert list(subtract(after, before)) == []


def test_one_more_of_the_same_is_new() -> None:
    """Of three findings, two of which were there, one is new: the one that reads differently."""
    before = [finding("choose 2, but only 1 are left"), finding("other")]
    after = [finding("choose 5, but only 1 are left"), *before]
    assert list(subtract(after, before)) == after[:1]
    another = finding("other", rule="S106")
    assert list(subtract([*before, another], before)) == [another]
