"""Lists of labels: what each came to, with the help of other names, addresses and curricula."""

from pathlib import Path

import pytest

from curriculum.making import curriculum, made
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.curriculum.resolving import Label, Resolver


def linked(id: str, *urls: str) -> str:
    """Return an item with resources at some addresses."""
    resources = ", ".join(f'{{title: R, url: "{url}", type: post}}' for url in urls)
    return f"id: {id}\ntitle: About {id}\nkind: concept\nresources: [{resources}]"


HOME = curriculum(
    linked("one", "https://www.example.org/one/", "https://example.org/both"),
    linked("two", "https://example.org/both"),
)
OTHER = curriculum("id: three\ntitle: Third things\nkind: concept", id="other")


@pytest.fixture
def home(tmp_path: Path) -> Curriculum:
    return made(tmp_path / "a", {"home.yaml": HOME})


@pytest.mark.parametrize(
    ("links", "offered"),
    [
        (("http://example.org/one",), ["one"]),
        (("https://example.org/both",), []),
        (("https://example.org/both", "https://example.org/one"), ["one"]),
        (("https://example.org/none", ""), []),
    ],
)
def test_an_address_of_one_item(
    home: Curriculum, links: tuple[str, ...], offered: list[str]
) -> None:
    """An address that one item alone has makes it likely, never sure; one of two says nothing."""
    resolved = Resolver(home).resolve([Label(1, "Strange", links=links)])
    assert resolved.sure == []
    assert [item.id for likely in resolved.likely for item in likely.may] == offered


def test_other_curricula_are_opened_only_for_what_is_not_sure(
    home: Curriculum, tmp_path: Path
) -> None:
    """The curriculum in use goes first; from others come whole names, and no guesses."""
    opened: list[Curriculum] = []

    def others() -> list[Curriculum]:
        opened.append(made(tmp_path / "b", {"other.yaml": OTHER}, "other.yaml"))
        return opened

    resolver = Resolver(home, others)
    assert len(resolver.resolve([Label(1, "One"), Label(2, "about two")]).sure) == 2
    assert opened == []
    resolved = resolver.resolve([Label(1, "third thing"), Label(2, "thirdd things again")])
    assert [sure.item.key for sure in resolved.sure] == ["other/three"]
    assert [sure.holder for sure in resolved.sure] == opened
    assert [label.line for label in resolved.unknown] == [2]
    assert resolved.left == 1
