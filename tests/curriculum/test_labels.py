"""What two spellings of one name have in common, and what they have not."""

import pytest

from dlroadmap.curriculum.labels import fold, readings, singular, split_abbreviation


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Back Propagation", "back-propagation"),
        ("backpropagation", "Back propagation"),
        ("**Batch norm**", "batch norm."),
        ("Bias & variance", "Bias and Variance"),
        ("Bias/Variance", "bias and variance"),
        ("The command line", "command line"),
        ("Bayes’ Theorem", "bayes theorem"),
        ("naïve Bayes", "Naive  Bayes"),
        ("ﬁne-tuning", "fine tuning"),
        ("Regularisation", "regularization"),
    ],
)
def test_spelling_does_not_count(one: str, other: str) -> None:
    """Case, blanks, hyphens, punctuation, accents, articles and `and` make no other name."""
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Adam", "AdamW"),
        ("C", "C++"),
        ("C", "C#"),
        ("GPT-2", "GPT-3"),
        ("pre-norm", "post-norm"),
        ("network", "networks"),
        ("@", "$"),
        ("RNN", "CNN"),
    ],
)
def test_other_names_stay_others(one: str, other: str) -> None:
    """What tells two names apart stays; the number of a word counts unless it is asked for."""
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("word", "one"),
    [
        ("networks", "network"),
        ("entropies", "entropy"),
        ("losses", "loss"),
        ("boxes", "box"),
        ("loss", "loss"),
        ("bias", "bias"),
        ("analysis", "analysis"),
        ("corpus", "corpus"),
        ("cnns", "cnn"),
        ("s", "s"),
    ],
)
def test_one_of_many(word: str, one: str) -> None:
    """The s of a plural goes, and no other s."""
    assert singular(word) == one


@pytest.mark.parametrize(
    ("label", "parts"),
    [
        ("Convolutional Neural Networks (CNN)", ("Convolutional Neural Networks", "CNN")),
        ("Convolutional Neural Networks (CNNs)", ("Convolutional Neural Networks", "CNNs")),
        ("LSTM (long short-term memory)", ("LSTM", "long short-term memory")),
        ("Stacks (LIFO)", None),
        ("Arrays (advanced)", None),
        ("Regularization (L1, L2)", None),
        ("Databases (SQL)", None),
        ("Loops (A) and (B)", None),
        ("CNN", None),
        ("()", None),
    ],
)
def test_an_abbreviation_in_brackets(label: str, parts: tuple[str, str] | None) -> None:
    """Brackets hold the same name only where they hold letters of it, in their order."""
    assert split_abbreviation(label) == parts


def test_what_leads_to_a_topic_is_left_out() -> None:
    """`Introduction to X` and `X basics` are X where no item is called so itself."""
    for label in ("Introduction to Graphs", "Intro to the Graphs", "Basics of Graphs"):
        assert list(readings(label)) == [label, "Graphs"]
    assert list(readings("Graphs: Basics")) == ["Graphs: Basics", "Graphs"]
    assert list(readings("Basics")) == ["Basics"]
