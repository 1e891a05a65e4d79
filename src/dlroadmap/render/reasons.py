"""Why an item is suggested, in words; without rich, as documents name the reasons too."""

from collections.abc import Sequence

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.suggest import Suggestion
from dlroadmap.words import join_words, local_day

NAMED = 2
"""So many of the items that wait for another one are named."""


def reasons_in_words(suggestion: Suggestion, curriculum: Curriculum) -> list[str]:
    """Return each reason as the beginning of a sentence, the most important first."""
    item, goal, opens = suggestion.item, suggestion.goal, suggestion.opens
    words = []
    if suggestion.since is not None:
        words.append(f"in progress since {local_day(suggestion.since)}")
    if goal:
        words.append("a goal of yours" if goal.key == item.key else f"on the way to “{goal.title}”")
    if opens:
        words.append(f"opens {_list_titles(opens, curriculum)}")
    if others := suggestion.needed_for:
        named = f"{len(others)} more" if opens else _list_titles(others, curriculum)
        words.append(f"needed for {named}")
    return [*words, f"{item.priority} in {suggestion.location.level.title}"]


def _list_titles(keys: Sequence[str], curriculum: Curriculum) -> str:
    titles = [f"“{curriculum.items[key].title}”" for key in keys[:NAMED]]
    return join_words([*titles, *([f"{len(keys) - NAMED} more"] if len(keys) > NAMED else [])])
