"""Which curriculum a list is imported to, and which ones it never replaces."""

from collections.abc import Callable
from pathlib import Path

import pytest
from list_imports import LIST, Import, states, taker

from conftest import Dlr
from dlroadmap.authoring.outline import Listed
from dlroadmap.errors import DlrError

UPDATE = "To update “my-list” with this list: --into my-list"
NEW = "To import the list as a new curriculum: --id ID"


@pytest.fixture
def take(small: Dlr, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Import:
    """Return what imports an outline as if it had been read from a file, and its document."""
    return taker(tmp_path, capsys)


def test_another_list_of_the_same_title_is_refused(take: Import, tmp_path: Path) -> None:
    """What came from another file is replaced only where the call names it."""
    take()
    other = str(tmp_path / "other.md")
    with pytest.raises(DlrError, match="another list") as caught:
        take(source=other)
    assert caught.value.advice == (UPDATE, NEW)
    with pytest.raises(DlrError, match="another list"):
        take(source=other, id="my-list")
    assert take(source=other, into="my-list")["kept"] == 5
    assert take(source=other)["kept"] == 5


def test_a_list_is_known_by_its_file(take: Import) -> None:
    """A list whose title changed is imported to the same curriculum."""
    take(id="mine")
    assert take(LIST._replace(title="Another title"))["id"] == "mine"


def test_ids_of_other_curricula_are_refused(
    take: Import, home: Path, write_curriculum: Callable[[str, str], Path]
) -> None:
    """A bundled curriculum, or one of the learner's own, is never replaced."""
    with pytest.raises(DlrError, match="Another curriculum has the id “small”"):
        take(id="small")
    with pytest.raises(DlrError, match="was not imported") as caught:
        take(into="small")
    assert caught.value.advice == (NEW,)
    level = "levels: [{id: a, title: A, categories: [{id: b, title: B, items: [%s]}]}]\n"
    text = f"format: 1\nid: my-list\ntitle: T\n{level % '{id: c, title: C, kind: tool}'}"
    own = write_curriculum("my-list", text)
    with pytest.raises(DlrError, match="was not imported"):
        take()
    with pytest.raises(DlrError, match="was not imported"):
        take(into="my-list")
    assert own.read_text() == text
    with pytest.raises(DlrError, match="no imported curriculum"):
        take(into="absent")


def test_another_folder(small: Dlr, take: Import, tmp_path: Path) -> None:
    """--into FOLDER writes there, and ticks count by the path."""
    document = take(into=f"{tmp_path}/elsewhere/")
    assert document["file"] == str(tmp_path / "elsewhere" / "my-list.yaml")
    assert states(small, document["file"])["heaps"] == "done"
    assert take(into=f"{tmp_path}/elsewhere/")["kept"] == 5


def test_a_list_of_another_folder_says_how_to_update_it(take: Import, tmp_path: Path) -> None:
    """The advice names the file, as its id would name another curriculum."""
    folder = str(tmp_path / "elsewhere")
    take(into=f"{folder}/")
    with pytest.raises(DlrError, match="another list") as caught:
        take(source=str(tmp_path / "other.md"), into=f"{folder}/")
    into = f"{folder}/my-list.yaml"
    assert caught.value.advice[0] == f"To update “my-list” with this list: --into {into}"
    assert take(source=str(tmp_path / "other.md"), into=into)["kept"] == 5


def test_an_id_that_an_imported_curriculum_has(take: Import, tmp_path: Path) -> None:
    """In another folder the id of an imported curriculum is refused, and called what it is."""
    take()
    with pytest.raises(DlrError, match="Another curriculum has the id “my-list”"):
        take(into=f"{tmp_path}/elsewhere/")


def test_a_list_without_a_title_replaces_none(take: Import) -> None:
    """What came from standard input without a title is updated only with --into."""
    first = LIST._replace(title="Imported list")
    other = first._replace(items=(Listed("Something else", 1),), sections=())
    assert take(first, source="-")["id"] == "imported-list"
    for id in (None, "imported-list"):
        with pytest.raises(DlrError, match="no title") as caught:
            take(other, source="-", id=id)
    assert caught.value.advice[0].endswith(": --into imported-list")
    assert caught.value.advice[1] == NEW
    assert take(other, source="-", id="other")["new"] == ["something-else"]
    assert take(first, source="-", into="imported-list")["kept"] == 5


def test_a_list_without_a_title_is_known_by_the_ids_of_its_source(take: Import) -> None:
    """Tasks of another program are updated from standard input, as long as most are the same."""
    rows = [Listed(f"Task {n}", source=f"u{n}") for n in range(4)]
    tasks = LIST._replace(title="Imported list", items=tuple(rows), sections=())
    take(tasks, source="-")
    assert take(tasks._replace(items=tuple(rows[:3])), source="-")["kept"] == 3
    with pytest.raises(DlrError, match="no title"):
        take(tasks._replace(items=tuple(rows[:1])), source="-")


def test_a_list_with_a_title_is_known_by_it(take: Import) -> None:
    """From standard input too, a list of the same title is the same list."""
    take(source="-")
    assert take(source="-")["kept"] == 5
