"""Saves curriculum files that were edited, unless lint would find new problems in them."""

from collections.abc import Mapping
from pathlib import Path

from dlroadmap.authoring.writing import save_all
from dlroadmap.curriculum.library import Library
from dlroadmap.diagnostics import Finding
from dlroadmap.errors import DlrError
from dlroadmap.format.files import DISK
from dlroadmap.lint.engine import lint


def save_checked(
    main: Path, texts: Mapping[Path, str], library: Library, done: str, *, lenient: bool = False
) -> list[Finding]:
    """Save the texts of a curriculum's files; return what lint finds in them and did not before.

    Raises DlrError, which says that nothing was `done`, and saves nothing where there is any such
    finding; if `lenient`, only where one is an error.
    """
    found = _find_new(main, texts, library)
    for finding in found:
        if not lenient or finding.severity == "error":
            position = f"{finding.file}:{finding.line}"
            raise DlrError("unfit", f"{position}: {finding.message}; nothing was {done}.")
    save_all(texts, done)
    return found


def _find_new(main: Path, texts: Mapping[Path, str], library: Library) -> list[Finding]:
    written = DISK.over({path: text.encode() for path, text in texts.items()})
    before = lint([main], library).findings if DISK.exists(main) else []
    after = lint([main], library, files=written).findings
    known = {(finding.rule, finding.message) for finding in before}
    return [finding for finding in after if (finding.rule, finding.message) not in known]
