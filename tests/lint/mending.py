"""Findings of chosen rules, and files as their fixes leave them."""

from pathlib import Path

from curriculum.making import told, write
from dlroadmap.curriculum.library import Library
from dlroadmap.diagnostics import Finding
from dlroadmap.format.files import Files
from dlroadmap.format.source import Source, read
from dlroadmap.lint.engine import lint
from dlroadmap.lint.settings import LintSettings, find_rules


def findings(folder: Path, *rules: str) -> list[Finding]:
    """Return what these rules find in a folder."""
    return lint([folder], Library([]), LintSettings(select=find_rules(rules, "test"))).findings


def check(folder: Path, text: str, *rules: str) -> list[Finding]:
    """Write a curriculum, and hold what these rules find in it against its marks."""
    expected = write(folder, {"home.yaml": text})
    found = findings(folder, *rules)
    assert told(found, folder) == expected
    return found


def mended(folder: Path, text: str, rule: str, *, safe: bool = True) -> str | None:
    """Write a curriculum, and return it with all fixes of a rule made; None if there is none."""
    write(folder, {"home.yaml": text})
    found = [each for each in findings(folder, rule) if each.rule == rule]
    assert found
    fixes = [each.fix for each in found if each.fix]
    assert all(fix.safe == safe for fix in fixes)
    if not fixes:
        return None
    after = read(folder / "home.yaml").text
    for edit in sorted((edit for fix in fixes for edit in fix.edits), reverse=True):
        after = after[: edit.start] + edit.text + after[edit.end :]
    return after


def source_of(text: str) -> Source:
    """Return what a text is read as, without a file."""
    path = Path("held.yaml")
    return read(path, Files({path: text.encode()}))
