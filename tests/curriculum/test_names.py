"""From what a person types to one item."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curriculum.making import curriculum, item, made
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.curriculum.names import Names, find_matches
from dlroadmap.errors import DlrError
from dlroadmap.render.advice import advice_on

HOME = curriculum(
    "id: adam\ntitle: Adam optimiser\nkind: concept\naliases: [Adaptive Moments, shared]",
    "id: adamw\ntitle: Decoupled decay\nkind: concept\nformerly: [adam-w]",
    "id: batch-norm\ntitle: Batch normalisation\nkind: concept\naliases: [shared, dropout]",
    "id: batch-size\ntitle: Sizes of the batch\nkind: concept",
    "id: dropout\ntitle: Dropping units\nkind: concept",
    "id: units\ntitle: Dropping\nkind: concept",
    head="retired: {gone: ~, old-adam: adam, older-adam: old-adam}",
)


@pytest.fixture
def home(tmp_path: Path) -> Curriculum:
    return made(tmp_path, {"home.yaml": HOME})


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("home/adam", "adam"),
        ("adam", "adam"),
        ("ADAM", "adam"),
        ("  adam ", "adam"),
        ("adamw", "adamw"),
        ("adam-w", "adamw"),
        ("home/adam-w", "adamw"),
        ("old-adam", "adam"),
        ("home/older-adam", "adam"),
        ("adaptive moments", "adam"),
        ("dropout", "dropout"),
        ("batch  Norm", "batch-norm"),
        ("batch-n", "batch-norm"),
        ("drop", "dropout"),
        ("normalisation", "batch-norm"),
        ("DECAY decoupled", "adamw"),
        ("dropping", "units"),
        ("dropping units", "dropout"),
    ],
)
def test_one_item_is_meant(home: Curriculum, name: str, id: str) -> None:
    """The first of key, id, alias, beginning of an id and words of the title decides."""
    assert Names(home).find(name) == (f"home/{id}", home)


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("shared", ["adam", "batch-norm"]),
        ("batch", ["batch-norm", "batch-size"]),
        ("ada", ["adam", "adamw"]),
    ],
)
def test_several_items_are_meant(home: Curriculum, name: str, ids: list[str]) -> None:
    """An ambiguous name is refused with the candidates, in file order."""
    with pytest.raises(DlrError) as caught:
        Names(home).find(name)
    assert caught.value.code == "ambiguous-item"
    assert caught.value.details["candidates"] == [f"home/{id}" for id in ids]
    assert "nothing was changed" in caught.value.message
    advice = "\n".join(caught.value.advice)
    assert all(id in advice for id in ids)


@pytest.mark.parametrize(
    ("name", "near"),
    [("adma", "adam"), ("bacth-norm", "batch-norm"), ("Adaptve Momnts", "adam")],
)
def test_no_item_is_meant(home: Curriculum, name: str, near: str) -> None:
    """An unknown name is refused with the nearest ids, by id, title or alias."""
    with pytest.raises(DlrError) as caught:
        Names(home).find(name)
    assert caught.value.code == "unknown-item"
    found = caught.value.details["near"]
    assert isinstance(found, list)
    assert found[:1] == [near]
    assert len(advice_on(caught.value)) == 1
    assert caught.value.advice[0].startswith(f"Did you mean {near}")


def test_name_that_is_far_from_all(home: Curriculum) -> None:
    """For a name that is like none nothing is offered but a way to look for it."""
    with pytest.raises(DlrError) as caught:
        Names(home).find("zzbzz-norm")
    assert caught.value.details["near"] == []
    [advice] = advice_on(caught.value)
    assert "dlr search" in advice


@pytest.mark.parametrize("name", ["", " ", "\t", "-", "?", "gone", "home/gone", "/"])
def test_names_of_nothing(home: Curriculum, name: str) -> None:
    """Nothing, marks without a word and ids that are gone name no item."""
    with pytest.raises(DlrError) as caught:
        Names(home).find(name)
    assert caught.value.code == "unknown-item"


def test_foreign_words_are_shown_clean(home: Curriculum) -> None:
    """What was typed is shown without control characters."""
    with pytest.raises(DlrError) as caught:
        Names(home).find("x\x1b[2Jy\u202e")
    assert caught.value.message.isprintable()


def test_many_candidates_are_cut(tmp_path: Path) -> None:
    """Of many candidates ten are shown and the rest counted; scripts get all of them."""
    items = [item(f"part-{n}") for n in range(14)]
    with pytest.raises(DlrError) as caught:
        Names(made(tmp_path, {"home.yaml": curriculum(*items)})).find("part")
    assert caught.value.advice[-1] == "  and 4 more"
    assert caught.value.details["candidates"] == [f"home/part-{n}" for n in range(14)]


def test_the_curriculum_in_use_comes_first(tmp_path: Path) -> None:
    """Any fit in the curriculum in use beats a better one elsewhere; else the others are asked."""
    track = made(tmp_path, {"track.yaml": curriculum(item("adam-track"), id="track")}, "track.yaml")
    other = made(tmp_path, {"home.yaml": HOME})
    names = Names(track, lambda: [other])
    assert names.find("adam") == ("track/adam-track", track)
    assert names.find("home/adam") == ("home/adam", other)
    assert names.find("dropout") == ("home/dropout", other)


def test_id_of_two_homes(tmp_path: Path) -> None:
    """One id in two homes is ambiguous by itself and clear with its home."""
    files = {
        "home.yaml": curriculum(item("a"), "other/a"),
        "other.yaml": curriculum(item("a"), id="other"),
    }
    home = made(tmp_path, files)
    assert find_matches("a", home) == ["home/a", "other/a"]
    assert Names(home).find("other/a")[0] == "other/a"


ids = st.from_regex(r"[ab1]{1,3}(-[ab1]{1,2})?", fullmatch=True)


@settings(deadline=None, max_examples=50)
@given(st.lists(st.tuples(ids, ids, ids), min_size=1, max_size=6, unique_by=lambda row: row[0]))
def test_every_id_resolves_to_itself(rows: list[tuple[str, str, str]]) -> None:
    """Whatever the aliases, titles and other ids are, id and key of an item lead to it."""
    texts = [f'id: "{id}"\ntitle: "{title}"\nkind: concept\naliases: ["{alias}"]'
             for id, title, alias in rows]  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        home = made(Path(folder), {"home.yaml": curriculum(*texts)})
    for id, *_ in rows:
        assert find_matches(id, home) == find_matches(f"home/{id}", home) == [f"home/{id}"]


def test_others_are_opened_only_when_needed(home: Curriculum) -> None:
    """A name that the curriculum in use knows costs no look at any other."""

    def others() -> Iterator[Curriculum]:
        raise AssertionError("another curriculum was opened")
        yield home

    assert Names(home, others).find("dropout") == ("home/dropout", home)


@pytest.mark.parametrize(
    ("name", "kind", "command"),
    [
        ("one/cat", "category", "dlr list --category one/cat"),
        ("home/one/cat", "category", "dlr list --category one/cat"),
        ("one", "level", "dlr list --level one"),
        ("home/", "curriculum", "dlr list --curriculum home"),
        ("one/other", "category", "dlr list --category one/other --curriculum track"),
    ],
)
def test_a_section_is_no_item(tmp_path: Path, name: str, kind: str, command: str) -> None:
    """Who names a category, level or curriculum for an item reads what it is and how to list it."""
    home = made(tmp_path, {"home.yaml": HOME})
    text = curriculum(item("b"), id="track").replace("id: cat", "id: other")
    other = made(tmp_path, {"track.yaml": text}, "track.yaml")
    with pytest.raises(DlrError) as caught:
        Names(home, lambda: [other]).find(name)
    assert caught.value.message == f"“{name}” is a {kind}, not an item."
    assert advice_on(caught.value) == (f"To list its items: {command}",)
