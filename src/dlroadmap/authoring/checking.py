"""Saves curriculum files that were edited, unless lint would find new problems in them."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from dlroadmap.authoring.writing import save_all
from dlroadmap.curriculum.library import Library
from dlroadmap.diagnostics import Finding
from dlroadmap.errors import DlrError
from dlroadmap.format.files import DISK
from dlroadmap.lint.engine import lint

_NUMBER = re.compile(r"\d+")


def save_checked(
    main: Path,
    texts: Mapping[Path, str],
    library: Library,
    done: str,
    *,
    lenient: bool = False,
    expected: str = "",
) -> list[Finding]:
    """Save the texts of a curriculum's files; return what lint finds in them and did not before.

    Raises DlrError, which says that nothing was `done`, and saves nothing where there is any such
    finding but of the `expected` rule; if `lenient`, only where no file could be used with it.
    """
    found = _find_new(main, texts, library)
    for finding in found:
        if finding.fatal or (not lenient and finding.rule != expected):
            position = f"{finding.file}:{finding.line}"
            raise DlrError("unfit", f"{position}: {finding.message}; nothing was {done}.")
    save_all(texts, done)
    return found


def _find_new(main: Path, texts: Mapping[Path, str], library: Library) -> list[Finding]:
    written = DISK.over({path: text.encode() for path, text in texts.items()})
    before = lint([main], library).findings if DISK.exists(main) else []
    after = lint([main], library, files=written).findings
    return list(subtract(after, before))


def subtract(after: Sequence[Finding], before: Sequence[Finding]) -> Iterator[Finding]:
    """Yield the findings that are new, in their order.

    An edit moves lines, and messages name them: findings that differ in numbers alone are one.
    """
    known = Counter(map(_identify, before))
    exactly = {(finding.rule, finding.message) for finding in before}
    # Of several that could be the new one it is one that reads differently.
    rest = sorted(after, key=lambda finding: (finding.rule, finding.message) not in exactly)
    old = set()
    for finding in rest:
        if known[_identify(finding)]:
            known[_identify(finding)] -= 1
            old.add(id(finding))
    return (finding for finding in after if id(finding) not in old)


def _identify(finding: Finding) -> tuple[str, str]:
    return finding.rule, _NUMBER.sub("", finding.message)
