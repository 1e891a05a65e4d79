"""Which titles mean the same thing, and which only look like it."""

import pytest

from dlroadmap.authoring.planting.alike import differs_only_in_number, is_generic, is_slip
from dlroadmap.authoring.planting.lectures import is_again, read_lecture

SAME = [
    ("Hash tables", "hash table"),
    ("put(key) - stores value under key", "put(key) - stores the value under the key"),
    ("Object-Oriented Design", "Object Oriented Design"),
    ("Merge sort", "Mergesort"),
    ("Caching: databases", "Caching, database"),
    ("Why to avoid caches (video)", "Why to avoid caches"),
    ("Book: Design of everyday things", "Design of everyday things"),
    ("Café culture", "Cafe culture"),
    ("Backpropagation", "Backpropagaton"),
    ("The algorithm of Dijkstra", "The algroithm of Dijkstra"),
]

OTHER = [
    ("Day 12", "Day 13"),
    ("Part 1", "Part 2"),
    ("Part I: trees", "Part II: trees"),
    ("1 23", "12 3"),
    ("Linux", "Unix"),
    ("Directed graphs", "Undirected graphs"),
    ("Supervised learning", "Unsupervised learning"),
    ("Sorting with recursion", "Sorting without recursion"),
    ("Convert from C to Rust", "Convert to C from Rust"),
    ("Do mutate arguments", "Do not mutate arguments"),
    ("Push to the front", "Push to the back"),
    ("Read and write", "Read or write"),
    ("Encoder", "Decoder"),
    ("Encoders", "Decoders"),
    ("Interpolation", "Extrapolation"),
    ("Minimum", "Maximum"),
    ("Import modules", "Export modules"),
    ("Binary heaps", "Heaps"),
    ("C", "C++"),
    ("C", "C#"),
    ("Plan A", "Plan B"),
    ("Plan A", "Plan"),
    ("x == y", "x != y"),
    ("Mean of a word", "Meaning of a word"),
    ("Stochastic gradient descent", "Gradient descent"),
    ("Inner joins", "Outer joins"),
    ("Breadth-first search", "Depth-first search"),
    ("Causal models", "Casual models"),
    ("Convolution", "Convolutional"),
    ("Before the interview", "After the interview"),
    ("Python 2.7", "Python 27"),
    ("3D", "2D"),
    ("Compiler", "Compiled"),
    ("Affected ranges", "Effected ranges"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_titles_that_mean_the_same(one: str, other: str) -> None:
    """Case, punctuation, articles, plurals, notes and a slip of a key make no other thing."""
    assert is_slip(one, other)
    assert is_slip(other, one)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_titles_that_only_look_alike(one: str, other: str) -> None:
    """Another number, word, negation or direction makes another thing."""
    assert not is_slip(one, other)
    assert not is_slip(other, one)


def test_titles_that_need_their_heading() -> None:
    """Titles of words that say little mean something only where they stand."""
    generic = ["Exercises", "Part 2", "Implement", "More practice problems", "A*"]
    assert all(map(is_generic, generic))
    assert not any(map(is_generic, ["Heaps", "Implement heaps", "Lab: sockets"]))


def test_series_differ_only_in_number() -> None:
    """`Day 12` and `Day 13` are two of a series; different words are not."""
    assert differs_only_in_number("Day 12: trees", "Day 13: trees")
    assert differs_only_in_number("Part II", "Part III")
    assert not differs_only_in_number("Day 12: trees", "Day 13: heaps")
    assert not differs_only_in_number("The trees", "Trees")


def test_lectures_that_were_recorded_again() -> None:
    """A lecture of another year is the same where its topic is; puzzles and exams are not."""
    old = read_lecture("CS9 2011 - Lecture 4 - Introduction to Red-Black Trees")
    assert is_again(old, read_lecture("CS9 2020 - Lecture 5 - Introduction to Red-Black Trees"))
    assert is_again(old, read_lecture("CS9 2020 - Lecture 4 - Red-Black Trees"))
    assert not is_again(old, read_lecture("CS9 2020 - Lecture 5 - Red-Black Trees"))
    assert not is_again(old, read_lecture("CS9 2020 - Lecture 4 - Splay Trees"))
    assert not is_again(old, read_lecture("CS8 2020 - Lecture 4 - Red-Black Trees"))
    assert not is_again(old, old)
    assert read_lecture("Puzzles 2022 - Day 4 - Red-Black Trees") is None
    assert read_lecture("Exam 2022 - Lecture 4") is None
