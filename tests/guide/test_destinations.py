"""What a learner may head for is found by words."""

import pytest

from dlroadmap.guide.destinations import Destination, find_answers, find_destinations

from .building import category, curriculum, level

TRACK = curriculum(
    level(category("c/image-nets", "c/edges", id="image-models"), id="entry"),
    level(category("c/word-nets", id="language"), id="image-study"),
    hours={"c/image-nets": 2, "c/word-nets": None},
)


def names(text: str) -> list[tuple[str, str]]:
    """Return what is found: of what kind it is, and how a command names it."""
    return [(one.of, one.name) for one in find_destinations(text, TRACK)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "image",
            [("level", "image-study"), ("category", "entry/image-models"), ("item", "image-nets")],
        ),
        ("IMA net", [("item", "image-nets")]),
        ("models image", [("category", "entry/image-models")]),
        ("mage", [("item", "image-nets")]),  # search forgives typing errors
        ("entry", [("level", "entry")]),
        ("", []),
        (" -/ ", []),
        ("zebra", []),
    ],
)
def test_every_word_has_to_begin_one_of_a_name(text: str, found: list[tuple[str, str]]) -> None:
    """Levels and categories come first, by the beginnings of their words, then search's items."""
    assert names(text) == found


def test_what_is_told_of_a_destination() -> None:
    """Parts have the size of what is in them, items their own hours, and each a key."""
    level_, part, item = find_destinations("image", TRACK)
    assert part == Destination(
        "category", "c/entry/image-models", "entry/image-models", "Category image-models", 2, 3
    )
    assert (level_.key, level_.items, level_.hours) == ("c/image-study", 1, 0)
    assert item == Destination("item", "c/image-nets", "image-nets", "C/IMAGE-NETS", 1, 2)


def test_what_is_assumed_is_nothing_to_head_for() -> None:
    """An assumed item, and a category of nothing else, are left out."""
    track = curriculum(level(category("c/known", id="known")), assumes=["c/known"])
    assert find_destinations("known", track) == []


@pytest.mark.parametrize(
    ("question", "found", "whole"),
    [
        ("How do I build image models?", ["entry/image-models"], True),
        ("i want to learn about language", ["image-study/language"], True),
        ("image zebra", ["image-study", "entry/image-models", "image-nets"], False),
        ("zebra image models", ["entry/image-models"], False),
        ("zebra lion image", [], False),
        ("what is it", [], False),
        ("", [], False),
    ],
)
def test_a_question_is_about_its_uncommon_words(
    question: str, found: list[str], whole: bool
) -> None:
    """Common words are left out; where nothing holds all others, what holds most of them is it."""
    answers = find_answers(question, TRACK)
    assert [one.name for one in answers.destinations] == found
    assert answers.whole == whole
