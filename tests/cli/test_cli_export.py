"""Where an export goes: a file as it is to be, a device, a pipe, and never dlr's own store."""

from __future__ import annotations

import os
import stat
import threading
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Dlr

CALL = ("export", "--format", "csv", "-o")


def test_a_file_keeps_its_mode_and_a_link_its_target(small: Dlr, tmp_path: Path) -> None:
    """What a link leads to is written, with the permissions that it has."""
    file, link = tmp_path / "items.csv", tmp_path / "link.csv"
    file.write_text("old")
    file.chmod(0o640)
    link.symlink_to(file)
    assert small(*CALL, str(link)).out == f"Exported to {link}.\n"
    assert link.is_symlink()
    assert file.read_text().startswith("key,title")
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_a_new_file_is_as_the_shell_makes_it_but_a_history_is_private(
    small: Dlr, tmp_path: Path
) -> None:
    """Others may read a table as they may read any file; a whole history they may not."""
    small("tick", "vectors")
    mask = os.umask(0o022)
    try:
        small(*CALL, str(tmp_path / "a.csv"))
        small("export", "--format", "events", "-o", str(tmp_path / "a.jsonl"))
    finally:
        os.umask(mask)
    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("a.csv", "a.jsonl")]
    assert modes == [0o644, 0o600]


@pytest.mark.posix("pipes with names")
def test_a_pipe_is_written_to_and_stays_one(small: Dlr, tmp_path: Path) -> None:
    """What is no regular file is never replaced by one."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_text()))
    reader.start()
    assert small(*CALL, str(pipe)).code == 0
    reader.join()
    assert read[0].startswith("key,title")
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("folder", "is a folder"),
        ("", "is a folder"),
        ("nowhere/a.csv", "is in a folder that does not exist"),
        ("home/progress.db", "is your progress; nothing was written"),
    ],
)
def test_what_is_no_place_for_a_file_is_refused(
    small: Dlr, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, words: str
) -> None:
    """In words, and nothing is made or changed."""
    (tmp_path / "folder").mkdir()
    monkeypatch.chdir(tmp_path)
    result = small(*CALL, name)
    assert result.code == 2
    assert words in result.err
    assert not (tmp_path / "nowhere").exists()
    assert not (tmp_path / "home" / "progress.db").exists()
