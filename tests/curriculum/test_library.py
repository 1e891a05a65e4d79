"""Which curricula there are, and how a name or a path leads to one."""

from pathlib import Path

import pytest

from curriculum.making import curriculum, item, main_file, write
from dlroadmap.curriculum.library import Library, cache_files, curriculum_name, is_path, main_files
from dlroadmap.curriculum.library import main_file as to_main_file
from dlroadmap.errors import DlrError
from dlroadmap.format.compiling import DraftShelf
from dlroadmap.paths import bundled


def shelf(folder: Path, *names: str) -> list[str]:
    """Write a curriculum at each name; return the names as the folder's library yields them."""
    write(folder, dict.fromkeys(names, curriculum(item("a"))))
    return [path.relative_to(folder).as_posix() for path in Library([folder])]


def test_main_files_of_a_folder(tmp_path: Path) -> None:
    """Files and folders are curricula, by name; hidden ones, others and deeper ones are not."""
    names = ["b.yaml", "a/curriculum.yaml", ".hidden.yaml", ".git/curriculum.yaml", "c.yml"]
    names += ["notes.txt", "deep/er/curriculum.yaml", "curriculum.yaml", "d/one/x.yaml"]
    assert shelf(tmp_path, *names) == ["a/curriculum.yaml", "b.yaml"]


def test_folder_that_is_not_there(tmp_path: Path) -> None:
    """A folder that is not there, or is a file, holds nothing."""
    (tmp_path / "file").touch()
    assert main_files(tmp_path / "absent") == main_files(tmp_path / "file") == []
    assert list(Library([tmp_path / "absent"])) == []


def test_earlier_folder_wins(tmp_path: Path) -> None:
    """Of two curricula with one name the earlier folder's is taken; both are known."""
    names = ["mine/x.yaml", "theirs/x/curriculum.yaml", "theirs/y.yaml"]
    write(tmp_path, dict.fromkeys(names, ""))
    library = Library([tmp_path / "mine", tmp_path / "theirs"])
    assert list(library) == [tmp_path / name for name in names]
    assert library.find("x") == tmp_path / "mine/x.yaml"
    assert library.find("y") == tmp_path / "theirs/y.yaml"
    assert library.find("z") is None


def test_neighbors_come_first(tmp_path: Path) -> None:
    """Beside a curriculum from elsewhere its neighbors stand in front, for a file and a folder.

    In the library its order holds for all, so that an id means the same for each of them.
    """
    write(tmp_path, {"mine/x.yaml": "", "mine/y/curriculum.yaml": "", "lib/x.yaml": ""})
    library = Library([tmp_path / "lib", tmp_path / "other"])
    for name in ("x.yaml", "y/curriculum.yaml"):
        beside = library.beside(tmp_path / "mine" / name)
        assert beside.folders == (tmp_path / "mine", tmp_path / "lib", tmp_path / "other")
        assert library.beside(tmp_path / "other" / name).folders == library.folders


def test_shelf_finds_by_name_then_by_id(tmp_path: Path) -> None:
    """A curriculum is found by its file's name, else by the id that a file carries."""
    write(
        tmp_path,
        {"a.yaml": curriculum(item("x"), id="a"), "file.yaml": curriculum(item("x"), id="b")},
    )
    drafts = DraftShelf(Library([tmp_path]))
    for id, name in (("a", "a.yaml"), ("b", "file.yaml")):
        draft = drafts.find(id)
        assert draft is not None
        assert draft.path == tmp_path / name
        assert drafts.find(id) is draft
    assert drafts.find("c") is None


def test_main_file_of_a_path(tmp_path: Path) -> None:
    """A path leads to a file, or to the main file in a folder; both are made absolute."""
    write(tmp_path, {"x.yaml": "", "y/curriculum.yaml": main_file("one: []"), "z/a.yaml": ""})
    assert to_main_file(str(tmp_path / "x.yaml")) == tmp_path / "x.yaml"
    assert to_main_file(str(tmp_path / "y")) == tmp_path / "y/curriculum.yaml"
    for wrong in ("z", "absent", "absent.yaml"):
        with pytest.raises(DlrError) as caught:
            to_main_file(str(tmp_path / wrong))
        assert caught.value.code == "no-such-curriculum"
        assert wrong in caught.value.message


def test_words_that_are_paths() -> None:
    """Whatever has a slash or ends in .yaml is a path, all else is an id."""
    assert all(map(is_path, ["./x", "a/b", "/x", "x.yaml", "a/"]))
    assert not any(map(is_path, ["deep-learning", "x.yml", "yaml", ""]))


def test_names_in_the_cache(tmp_path: Path) -> None:
    """Every main file has a compiled form of its own, though two may bear one name."""
    one, two, track = (
        cache_files(tmp_path / name, tmp_path)
        for name in ("a/x.yaml", "b/x.yaml", "track/curriculum.yaml")
    )
    assert not {*one} & {*two}
    assert one.form.name.startswith("x-")
    assert track.form.name.startswith("track-")
    assert [path.suffix for path in one] == [".db", ".words", ".fault"]


def test_bundled_curricula_are_found() -> None:
    """The curriculum that comes with dlr is found by its id."""
    main = Library([bundled()]).find("deep-learning")
    assert main is not None
    assert curriculum_name(main) == "deep-learning"
