"""Why an item is suggested, in words; without rich, as documents name the reasons too."""

from collections.abc import Sequence

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.suggest import Begun, LeadsTo, NeededFor, Opens, Ranks, Suggestion
from dlroadmap.words import join_words, local_day

NAMED = 2
"""So many of the items that wait for another one are named."""


def reasons_in_words(suggestion: Suggestion, curriculum: Curriculum) -> list[str]:
    """Return each reason as the beginning of a sentence, the most important first."""
    words = []
    for reason in suggestion.reasons:
        match reason:
            case Begun(since):
                words.append(f"in progress since {local_day(since)}")
            case LeadsTo(goal) if goal.key == suggestion.item.key:
                words.append("a goal of yours")
            case LeadsTo(goal):
                words.append(f"on the way to “{goal.title}”")
            case Opens(keys):
                words.append(f"opens {_list_titles(keys, curriculum)}")
            case NeededFor(keys) if any(isinstance(one, Opens) for one in suggestion.reasons):
                words.append(f"needed for {len(keys)} more")
            case NeededFor(keys):
                words.append(f"needed for {_list_titles(keys, curriculum)}")
            case Ranks(priority, level):
                words.append(f"{priority} in {level}")
    return words


def _list_titles(keys: Sequence[str], curriculum: Curriculum) -> str:
    titles = [f"“{curriculum.items[key].title}”" for key in keys[:NAMED]]
    return join_words([*titles, *([f"{len(keys) - NAMED} more"] if len(keys) > NAMED else [])])
