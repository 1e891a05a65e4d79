"""Resources: each address once, with all that it serves."""

from dataclasses import replace

import pytest

from dlroadmap.curriculum.model import Curriculum, Resource
from dlroadmap.guide.listing import find_item_resources, find_resources, narrow
from guide.building import category, curriculum, level

BOOK = Resource("A book", "https://example.org/book", "book", "paid")
SAME = Resource("The book, chapter 2", "https://example.org/book", "book", "paid")
VIDEO = Resource("A video", "https://example.org/video", "video", "free")


def library() -> Curriculum:
    """Make two categories: the first lists the book itself, items list the book and the video."""
    shelf = category("home/a", "home/b", id="one")._replace(resources=(BOOK,))
    made = curriculum(level(shelf, category("home/b", "home/c", id="two"), id="start"))
    held = {"home/b": (VIDEO, SAME), "home/c": (VIDEO,)}
    items = {key: item._replace(resources=held.get(key, ())) for key, item in made.items.items()}
    return replace(made, items=items)


def test_an_address_is_one_resource() -> None:
    """However often an address is listed, it comes once, under its first name, in file order."""
    found = find_resources(library(), library().categories)
    assert [serving.resource for serving in found] == [BOOK, VIDEO]


def test_a_resource_names_all_that_it_serves() -> None:
    """Items and categories that list an address are all named, each once, in file order."""
    book, video = find_resources(library(), library().categories)
    assert (book.items, book.categories) == (("home/b",), ("start/one",))
    assert (video.items, video.categories) == (("home/b", "home/c"), ())


def test_a_part_serves_for_itself() -> None:
    """The resources of one category name nothing of the others."""
    _, two = library().categories
    video, book = find_resources(library(), [two])
    assert video.items == ("home/b", "home/c")
    assert (book.resource, book.categories) == (SAME, ())


def test_the_resources_of_an_item_are_its_own() -> None:
    """An item answers with what it lists itself, in its own order."""
    found = find_item_resources(library().items["home/b"])
    assert [serving.resource for serving in found] == [VIDEO, SAME]
    assert {serving.items for serving in found} == {("home/b",)}


@pytest.mark.parametrize(
    ("type", "free", "expected"),
    [
        (None, False, [BOOK, VIDEO]),
        ("book", False, [BOOK]),
        (None, True, [VIDEO]),
        ("book", True, []),
    ],
)
def test_resources_are_narrowed_by_type_and_cost(
    type: str | None, free: bool, expected: list[Resource]
) -> None:
    """Only the type that is named, and only what costs nothing; both together."""
    found = find_resources(library(), library().categories)
    assert [serving.resource for serving in narrow(found, type, free)] == expected
