"""Labels that name a level or a category, and what one call takes for sure the other takes too."""

from pathlib import Path

import pytest

from curriculum.making import curriculum, made, shipped
from curriculum.test_matching import LABELS
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.curriculum.names import Names
from dlroadmap.curriculum.resolving import Label, Resolver
from dlroadmap.curriculum.subjects import find_subjects
from dlroadmap.errors import DlrError


@pytest.fixture(scope="module")
def field() -> Curriculum:
    return shipped("deep-learning")


@pytest.mark.parametrize(
    ("label", "names"),
    [
        ("Computer Vision", ["intermediate/computer-vision"]),
        ("Entry", ["entry"]),
        ("Mathematics", ["entry/mathematics", "intermediate/mathematics"]),
        ("Linear Algebra", ["entry/mathematics"]),
        ("Excel", []),
        ("learning", []),
        ("", []),
    ],
)
def test_a_label_names_a_level_or_a_category(
    field: Curriculum, label: str, names: list[str]
) -> None:
    """Titles and ids of sections are told, else what few descriptions of categories speak of."""
    assert [one.name for one in find_subjects(label, field)] == names


def test_a_section_is_told_and_never_sure(field: Curriculum) -> None:
    """A label that names a category is likely, with no item of it unless an item is near."""
    resolved = Resolver(field).resolve([Label(1, "Linear Algebra"), Label(2, "Dropout")])
    assert [sure.item.id for sure in resolved.sure] == ["dropout"]
    (likely,) = resolved.likely
    assert ([one.name for one in likely.sections], likely.may) == (["entry/mathematics"], ())


def test_what_is_sure_in_a_list_is_sure_alone(field: Curriculum) -> None:
    """`dlr tick NAME` finds the very item that a list with this name ticks."""
    items = [field.items[key] for key in field.locations]
    names = [name for item in items for name in (item.title, *item.aliases)]
    spelled = [f(name) for n, name in enumerate(names) for f in (SPELLINGS[n % len(SPELLINGS)],)]
    labels = [label for label, _ in LABELS]
    labels += [*names[:: len(names) // 200], *spelled[:: len(spelled) // 200]]
    resolved = Resolver(field).resolve(Label(None, text, number=n) for n, text in enumerate(labels))
    assert len(resolved.sure) > 150
    known = Names(field)
    for label, item, _ in resolved.sure:
        assert known.find(label.text)[0] == item.key, label.text


SPELLINGS = (
    str.upper,
    "Introduction to {}".format,
    "{}s".format,
    "the {}".format,
    "{} basics".format,
    lambda name: name.replace(" ", "-"),
    lambda name: name.replace(" and ", " & "),
    lambda name: name.replace("-", " "),
)


OTHER = curriculum("id: deep\ntitle: Deep\nkind: concept", id="other")


def test_loose_words_of_the_one_in_use_come_before_other_curricula(tmp_path: Path) -> None:
    """A name of another curriculum is not sure where `dlr tick NAME` takes words of this one."""
    used = made(
        tmp_path / "a",
        {"home.yaml": curriculum("id: sea\ntitle: The deep sea\nkind: concept")},
    )
    other = made(tmp_path / "b", {"other.yaml": OTHER}, "other.yaml")
    names = Names(used, lambda: [other])
    resolved = Resolver(used, lambda: [other]).resolve([Label(1, "Deep")])
    assert names.find("Deep")[0] == "home/sea"
    assert [item.id for item in resolved.likely[0].may] == ["sea"]


@pytest.mark.parametrize("label", ["Precision", "confusion matrix", "decorator", "LeNet", "DNN"])
def test_an_alias_that_is_less_than_the_item_is_only_offered(field: Curriculum, label: str) -> None:
    """A word that leads to an item ticks it alone, by name, and in no list of others."""
    resolved = Resolver(field).resolve([Label(1, label)])
    assert resolved.sure == []
    assert resolved.likely[0].may
    try:
        key, _ = Names(field).find(label)
    except DlrError as error:
        pytest.fail(str(error))
    assert resolved.likely[0].may[0].key == key


def test_words_in_one_and_in_two_are_seen_on_both_sides(field: Curriculum) -> None:
    """`Feedforward networks` may be two things, however they are written."""
    for label in ("Feedforward Networks", "feed-forward networks", "Feed Forward nets"):
        (likely,) = Resolver(field).resolve([Label(1, label)]).likely
        assert {item.id for item in likely.may} == {"dense-networks", "feed-forward-network"}
