"""Labels of lists against a curriculum: what is sure is right, the rest is offered or unknown."""

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriculum.making import curriculum, made, shipped
from dlroadmap.curriculum.matching import MOST, Match, Matcher
from dlroadmap.curriculum.model import Curriculum
from drawing import examples

Judged = tuple[str, frozenset[str]]
"""A label, and the ids of what an expert takes it for; none where there is no such item."""


def read_labels() -> tuple[list[Judged], list[Judged]]:
    """Return the labels that an expert has judged: those of lists, and those that were reported."""
    text = Path(__file__).with_name("labels.txt").read_text(encoding="utf-8")
    listed, _, reported = text.partition("# Reported")
    return read_rows(listed), read_rows(reported.partition("\n")[2])


def read_rows(text: str) -> list[Judged]:
    """Return the labels of some lines."""
    rows = [line.split(" | ") for line in text.splitlines() if not line.startswith("#")]
    return [(label, frozenset(ids.split()) - {"-"}) for label, ids in rows]


LISTED, REPORTED = read_labels()
LABELS = LISTED + REPORTED


@pytest.fixture(scope="module")
def field() -> Curriculum:
    return shipped("deep-learning")


@pytest.fixture(scope="module")
def matcher(field: Curriculum) -> Matcher:
    return Matcher(field)


def ids(match: Match) -> list[str]:
    """Return the ids of what is offered."""
    return [key.partition("/")[2] for key in match.may]


def test_what_is_sure_is_right(matcher: Matcher) -> None:
    """Of labels as they stand in real lists, none is ticked as a thing that it is not."""
    for label, wanted in LABELS:
        if key := matcher.match(label).key:
            assert key.partition("/")[2] in wanted, label


@pytest.mark.parametrize(
    ("half", "offered", "right"),
    [(LISTED[::2] + REPORTED, 0.85, 0.87), (LISTED[1::2], 0.75, 0.82)],
    ids=["tuned", "kept out"],
)
def test_most_labels_are_resolved(
    matcher: Matcher, half: list[Judged], offered: float, right: float
) -> None:
    """Of labels with an item so many find it, and where something is offered it is mostly right.

    The bounds are what was measured, rounded down: to find less is to have become worse.
    """
    matches = [(matcher.match(label), wanted) for label, wanted in half]
    likely = [bool(wanted & {*ids(match)}) for match, wanted in matches if match.may]
    sure = sum(match.key is not None for match, _ in matches)
    known = sum(bool(wanted) for _, wanted in half)
    assert (sure + sum(likely)) / known >= offered
    assert sum(likely) / len(likely) >= right


def test_the_names_of_an_item_are_sure(field: Curriculum, matcher: Matcher) -> None:
    """Keys, ids and titles are sure, in other spellings too; an alias is sure or likely."""
    for key in field.locations:
        item = field.items[key]
        spelled = (item.title.upper(), item.title.replace(" ", "-"), f"**{item.title}.**")
        for name in (key, item.id, item.title, *spelled):
            assert matcher.match(name) == Match(key), name
        for name in item.aliases:
            match = matcher.match(name)
            assert match.key == key or key in match.may, name


MADE = curriculum(
    "id: self-attention\ntitle: Self-attention\nkind: concept",
    "id: cross-attention\ntitle: Cross-attention\nkind: concept\nformerly: [encoder-attention]",
    "id: custom-training-loops\ntitle: Custom training loops\nkind: skill",
    "id: hierarchical-vae\ntitle: Hierarchical VAE\nkind: concept",
    "id: image-nets\ntitle: Convolutional networks\nkind: concept\naliases: [CNN, CNNs,"
    " convolutional neural networks (CNN), twins, convolutional twin]",
    "id: other\ntitle: Convolving without nets\nkind: concept\naliases: [convolved twin]",
    "id: cat\ntitle: Cats\nkind: concept\naliases: [twins]\n"
    "summary: Of cats Linnaeus wrote first, and of vague felines.",
    "id: batches\ntitle: Batch normalization\nkind: concept",
)


@pytest.fixture
def home(tmp_path: Path) -> Matcher:
    return Matcher(made(tmp_path, {"home.yaml": MADE}))


@pytest.mark.parametrize(
    ("label", "id"),
    [
        ("encoder-attention", "cross-attention"),
        ("home/encoder-attention", "cross-attention"),
        ("Self attentions", "self-attention"),
        ("Convolutional Networks (CNNs)", "image-nets"),
        ("Convolutional neural networks (CNN)", "image-nets"),
        ("Intro to CNNs", "image-nets"),
        ("CNN basics", "image-nets"),
    ],
)
def test_a_whole_name_is_sure(home: Matcher, label: str, id: str) -> None:
    """Former ids, plurals, abbreviations in brackets and introductions name their item."""
    assert home.match(label) == Match(f"home/{id}")


@pytest.mark.parametrize(
    ("label", "offered"),
    [
        ("Attention", ["self-attention", "cross-attention"]),
        ("Batch normalizing", ["batches"]),
        ("Batch normalisaton", ["batches"]),
        ("Convolutonal networks", ["image-nets"]),
        ("Cats / CNN", ["cat", "image-nets"]),
        ("custom loops in training code", ["custom-training-loops"]),
        ("linnaeus", ["cat"]),
        ("vague felines", ["cat"]),
    ],
)
def test_words_of_a_title_are_never_sure(home: Matcher, label: str, offered: list[str]) -> None:
    """What shares words, is misspelled, joined from two names or only mentioned is offered."""
    match = home.match(label)
    assert (match.key, match.named) == (None, False)
    assert sorted(ids(match)[: len(offered)]) == sorted(offered)


def test_a_name_of_two_items_is_offered_for_both(home: Matcher) -> None:
    """The same name on two items is not sure, and the spelling decides before the number does."""
    match = home.match("Twins")
    assert (match.key, ids(match), match.named) == (None, ["image-nets", "cat"], True)


@pytest.mark.parametrize(
    "label", ["Hierarchical", "Excel", "wrote", "felines", "in the", "…", "", "x" * 5000, "()"]
)
def test_what_is_near_nothing_is_unknown(home: Matcher, label: str) -> None:
    """An attribute of a title, a word in passing, signs and nonsense stand for nothing."""
    assert home.match(label) == Match()


@examples(150)
@given(st.text(max_size=60) | st.sampled_from([label for label, _ in LABELS]))
def test_every_text_has_an_answer(label: str) -> None:
    """Whatever a list says, the answer is a key or at most three items that are there."""
    match = _matcher().match(label)
    keys = {*_matcher().curriculum.locations}
    assert match.key is None or match.key in keys
    assert {*match.may} <= keys
    assert len(match.may) <= MOST
    assert not (match.key and match.may)


@cache
def _matcher() -> Matcher:
    return Matcher(shipped("deep-learning"))
