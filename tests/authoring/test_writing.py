"""Writing files: what is written, what stays, and what happens where one cannot be written."""

import os
import stat
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from conftest import Dlr
from curriculum.making import category, item, main_file, write
from dlroadmap.authoring.writing import save_all
from dlroadmap.errors import DlrError

TWO = {
    "curriculum.yaml": main_file("one: [a, b]"),
    "one/a.yaml": category("a", item("a1", "summary: no")),
    "one/b.yaml": category("b", item("b1", "summary: no")),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "track", TWO)
    return tmp_path / "track"


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_files_are_mended_in_place(dlr: Dlr, folder: Path) -> None:
    """--fix writes all files, says how many faults it mended, and leaves nothing else behind."""
    result = dlr("lint", str(folder), "--fix")
    assert result.code == 0
    assert "Fixed 2 problems in 2 files." in result.err
    assert "no problems" in result.out
    assert contents(folder) == {
        name: text.replace("summary: no", 'summary: "no"').encode() for name, text in TWO.items()
    }


def test_fix_twice_is_fix_once(dlr: Dlr, folder: Path) -> None:
    """A second --fix changes no byte, and does not even touch the files."""
    dlr("lint", str(folder), "--fix")
    once = contents(folder)
    times = [path.stat().st_mtime_ns for path in folder.rglob("*.yaml")]
    assert "Mended" not in dlr("lint", str(folder), "--fix").err
    assert contents(folder) == once
    assert [path.stat().st_mtime_ns for path in folder.rglob("*.yaml")] == times


@pytest.mark.posix("links, modes of files")
def test_modes_and_links_are_kept(dlr: Dlr, folder: Path, tmp_path: Path) -> None:
    """A file keeps its mode; a symbolic link stays one, and the file behind it is mended."""
    (folder / "one/a.yaml").chmod(0o640)
    (folder / "one/b.yaml").rename(folder / "one/elsewhere")
    (folder / "one/b.yaml").symlink_to("elsewhere")
    assert dlr("lint", str(folder), "--fix").code == 0
    assert stat.S_IMODE((folder / "one/a.yaml").stat().st_mode) == 0o640
    assert (folder / "one/b.yaml").readlink() == Path("elsewhere")
    assert '"no"' in (folder / "one/elsewhere").read_text()


@pytest.mark.posix("modes of files")
def test_a_new_file_has_the_usual_mode(tmp_path: Path) -> None:
    """A file that is new has the mode that any other program would give it."""
    (tmp_path / "usual").touch()
    save_all({tmp_path / "new/file.yaml": "a: 1\n"}, "added")
    usual = (tmp_path / "usual").stat().st_mode
    assert (tmp_path / "new/file.yaml").stat().st_mode == usual


def test_nothing_is_written_if_one_file_cannot_be(folder: Path) -> None:
    """If one of several files cannot be written, all others are what they were, byte by byte."""
    before = contents(folder)
    (folder / "wall").touch()
    for names in (["one/a.yaml", "wall/x.yaml"], ["new/deep/x.yaml", "wall/x.yaml"]):
        with pytest.raises(DlrError, match="wall"):
            save_all({folder / name: "new\n" for name in names}, "changed")
        assert contents(folder) == {**before, "wall": b""}
        assert not (folder / "new").exists()


def test_nothing_is_left_written_if_the_last_step_fails(folder: Path) -> None:
    """If a file cannot be put in its place, those that already were are put back."""
    before = contents(folder)
    (folder / "one/taken").mkdir()
    texts = {folder / name: "new\n" for name in ("one/a.yaml", "one/fresh.yaml", "one/taken")}
    with pytest.raises(DlrError, match="taken"):
        save_all(texts, "changed")
    assert contents(folder) == before


@pytest.mark.posix("forks, modes of files")
def test_a_locked_file_is_refused() -> None:
    """A file that its owner has locked is not replaced behind their back."""
    with TemporaryDirectory() as place:
        folder = Path(place)
        write(folder, {"a.yaml": "a: 1\n", "b.yaml": "b: 1\n"})
        for path, mode in ((folder, 0o777), (folder / "a.yaml", 0o666), (folder / "b.yaml", 0o444)):
            path.chmod(mode)
        child = os.fork()
        if child == 0:
            os._exit(_write_as_nobody([folder / "a.yaml", folder / "b.yaml"]))
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
        assert contents(folder) == {"a.yaml": b"a: 1\n", "b.yaml": b"b: 1\n"}


def _write_as_nobody(paths: list[Path]) -> int:
    """Return 7 if the last file cannot be written by one who is not root."""
    try:
        if os.geteuid() == 0:
            os.setuid(65534)
        save_all(dict.fromkeys(paths, "new"), "changed")
    except DlrError as error:
        cause = error.__cause__
        return 7 if isinstance(cause, PermissionError) and cause.filename == str(paths[-1]) else 8
    return 9


def test_files_outside_the_lint_stay(dlr: Dlr, folder: Path) -> None:
    """--fix of one category file leaves its neighbors alone, though they have faults."""
    dlr("lint", str(folder / "one/a.yaml"), "--fix")
    assert contents(folder)["one/b.yaml"] == TWO["one/b.yaml"].encode()
    assert contents(folder)["one/a.yaml"] != TWO["one/a.yaml"].encode()
