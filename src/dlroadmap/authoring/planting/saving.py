"""Saves a planted curriculum with what is kept of its import, once lint finds no error in it."""

from pathlib import Path

from dlroadmap.authoring.planting.kept import Kept, encode_kept, kept_path, relate
from dlroadmap.authoring.planting.plant import Planted
from dlroadmap.authoring.writing import save_all
from dlroadmap.curriculum.library import Library
from dlroadmap.errors import DlrError
from dlroadmap.format.files import DISK
from dlroadmap.lint.engine import lint
from dlroadmap.lint.rules import RULES
from dlroadmap.lint.settings import LintSettings

BACKUP = ".import.bak"
"""The ending of the file that an import replaced."""

_ERRORS = frozenset(code for code, rule in RULES.items() if rule.severity == "error")


def check_planted(main: Path, planted: Planted, library: Library) -> None:
    """Refuse a curriculum that lint finds an error in, which no list should come to."""
    files = DISK.over({main: planted.text.encode()})
    errors = LintSettings(select=_ERRORS)
    for finding in lint([main], library, errors, files).findings:
        if finding.severity == "error":
            message = f"{finding.file}:{finding.line}: {finding.message}; nothing was imported."
            raise DlrError("unfit", message)


def save_planted(main: Path, planted: Planted) -> Path | None:
    """Write both files, or neither; return where the text lies that was replaced, if one was.

    The states of boxes are kept once they are recorded, so that none is lost in between.
    """
    texts = {main: planted.text, **_keep(main, planted.kept_before_ticks)}
    backup = None
    if main.exists() and (before := main.read_text(encoding="utf-8")) != planted.text:
        backup = main.with_name(f"{main.stem}{BACKUP}")
        texts[backup] = before
    save_all(texts, "imported")
    return backup


def save_kept(main: Path, planted: Planted) -> None:
    """Keep the states of the boxes too."""
    if planted.kept != planted.kept_before_ticks:
        save_all(_keep(main, planted.kept), "recorded of its boxes")


def _keep(main: Path, kept: Kept) -> dict[Path, str]:
    return {kept_path(main): encode_kept(relate(kept, main.parent))}
