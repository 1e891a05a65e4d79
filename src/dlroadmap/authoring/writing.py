"""Writes the texts of several files: all of them, or none."""

import os
from collections.abc import Mapping
from contextlib import ExitStack
from errno import EACCES
from pathlib import Path
from secrets import token_hex

from dlroadmap.errors import DlrError


def save_all(texts: Mapping[Path, str], done: str) -> None:
    """Put texts into their files, each in one step; if one cannot be written, none is changed.

    Raises DlrError, which says that nothing was `done`.
    """
    try:
        with ExitStack() as folders, ExitStack() as drafts, ExitStack() as undo:
            ready = []
            for path, text in texts.items():
                target = path.resolve()
                _make_folder(target.parent, folders)
                ready.append((_write_draft(target, text.encode(), drafts), target))
            for draft, target in ready:
                if target.exists():
                    kept = _write_draft(target, target.read_bytes(), drafts)
                    undo.callback(kept.replace, target)
                else:
                    undo.callback(target.unlink)
                draft.replace(target)
            undo.pop_all()
            folders.pop_all()
    except OSError as error:
        name = error.filename or next(iter(texts))  # a full disk names none
        message = f"{name} cannot be written: {error.strerror}; nothing was {done}."
        raise DlrError("unwritable", message) from error


def _make_folder(folder: Path, undo: ExitStack) -> None:
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir()
        undo.callback(each.rmdir)


def _write_draft(target: Path, data: bytes, drafts: ExitStack) -> Path:
    """Write what is to replace a file beside it, with its mode; a locked file is refused."""
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(EACCES, os.strerror(EACCES), str(target))
    draft = target.with_name(f".{target.name[:100]}.{token_hex(8)}")
    with draft.open("xb") as file:
        drafts.callback(draft.unlink, missing_ok=True)
        file.write(data)
    if target.exists():
        draft.chmod(target.stat().st_mode & 0o7777)
    return draft
