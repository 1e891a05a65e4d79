"""The YAML files of a place as they are there, in a folder of ours."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from dlroadmap.address import Place
from dlroadmap.authoring.elsewhere.fetching import fetch
from dlroadmap.authoring.repository import (
    GitError,
    Repository,
    is_bare,
    open_bare,
    open_repository,
)
from dlroadmap.authoring.revision import MAX_ENTRIES, MAX_FILES, MAX_TOTAL, write_files
from dlroadmap.curriculum.library import MAIN
from dlroadmap.errors import DlrError
from dlroadmap.format.files import DISK
from dlroadmap.format.source import MAX_BYTES
from dlroadmap.text import clean

_REF = re.compile(r"(?![-+^])[^\s:*?\[\\~^\x00-\x1f\x7f]+")

_SUFFIXES = (".yaml", ".yml")


class Contents(NamedTuple):
    """A folder with the YAML files of a place; `commit` is None where there is no repository."""

    folder: Path
    commit: str | None


@contextmanager
def open_contents(place: Place, ref: str | None, asks: bool) -> Iterator[Contents]:
    """Provide the files of a place: of a repository those of a commit, else as they are now.

    Without `ref` it is the commit that the place itself offers. `asks` is whether git may ask for
    passwords. Raises DlrError if they cannot be read, or are too many.
    """
    if ref is not None and not _REF.fullmatch(ref):
        message = f"“{clean(ref)}” is not a branch, a tag or a commit."
        raise DlrError("bad-ref", message, "Specify one of these, or leave --ref out.")
    with TemporaryDirectory(prefix="dlr-") as name:
        folder = Path(name).resolve()
        yield Contents(folder, _write(place, ref, asks, folder))


def _write(place: Place, ref: str | None, asks: bool, folder: Path) -> str | None:
    if place.path is None:
        with fetch(place.name, ref, asks) as (repository, commit):
            write_files(repository, commit, folder, absent=MAX_BYTES + 1)
            return commit
    if os.path.lexists(place.path / ".git"):
        with open_repository(place.path) as repository:
            return _write_commit(repository, ref, place, folder)
    if is_bare(place.path):
        with open_bare(place.path) as repository:
            return _write_commit(repository, ref, place, folder)
    if ref is not None:
        message = f"{clean(place.name)} is not a Git repository."
        raise DlrError("no-repository", message, "Leave --ref out.")
    _copy(place.path, folder)
    return None


def _write_commit(repository: Repository, ref: str | None, place: Place, folder: Path) -> str:
    try:
        wanted = f"{ref or 'HEAD'}^{{commit}}"
        commit = repository.ask("rev-parse", "--verify", wanted).decode().strip()
    except GitError as error:
        what = f"no revision “{clean(ref)}”" if ref else "no commits"
        message = f"{clean(place.name)} has {what}."
        raise DlrError("unknown-revision", message) from error
    try:
        write_files(repository, commit, folder)
    except GitError as error:
        message = f"{clean(place.name)} is incomplete. {error.message}"
        raise DlrError("incomplete-revision", message) from error
    return commit


def _copy(path: Path, folder: Path) -> None:
    """Copy the YAML files of a folder, or a single one."""
    top = path if path.is_dir() else path.parent
    found = _walk(top) if path.is_dir() or path.name == MAIN else [path]
    number = total = 0
    try:
        for file in found:
            data, _ = DISK.read(file, MAX_BYTES + 1)
            number, total = number + 1, total + len(data)
            if number > MAX_FILES or total > MAX_TOTAL:
                what = f"{MAX_FILES:,} YAML files or {MAX_TOTAL // 2**20} MiB of YAML"
                raise DlrError("too-large", f"{clean(str(path))} has more than {what}.")
            copy = folder / file.relative_to(top)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(data)
    except OSError as error:
        reason = error.strerror or "it is not a regular file"
        message = f"{clean(str(error.filename or path))} cannot be read: {reason}."
        raise DlrError("unreadable-place", message) from error


def _walk(top: Path) -> Iterator[Path]:
    """Yield the YAML files below a folder, without hidden ones, and without what lies outside."""
    number, inside = 0, top.resolve()
    for parent, folders, names in os.walk(top):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        number += len(folders) + len(names)
        if number > MAX_ENTRIES:
            message = f"{clean(str(top))} has more than {MAX_ENTRIES:,} files and folders."
            raise DlrError("too-large", message)
        for name in sorted(names):
            file = Path(parent, name)
            is_wanted = name.endswith(_SUFFIXES) and not name.startswith(".") and file.is_file()
            if is_wanted and file.resolve().is_relative_to(inside):
                yield file
