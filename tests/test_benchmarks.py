"""The page of benchmarks can be made; what stands in it is for `make bench` to measure."""

from __future__ import annotations

import os
import platform
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.long
@pytest.mark.posix("the counting of a process's time by wait4")
def test_page_can_be_made(tmp_path: Path) -> None:
    """One command measures every part and writes a page, which names nothing of the machine."""
    page = tmp_path / "page.md"
    variables = {"DLR_HOME": str(tmp_path / "home"), "TMPDIR": str(tmp_path)}
    result = subprocess.run(
        [sys.executable, ROOT / "benchmarks/run.py", "--quick", "--output", page],
        env={**os.environ, **variables},
        stderr=subprocess.PIPE,
        encoding="utf-8",
        timeout=600,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    text = page.read_text(encoding="utf-8")
    committed = (ROOT / "docs/benchmarks.md").read_text(encoding="utf-8")
    for made in (text, committed):
        assert re.findall(r"^## (.+)$", made, re.MULTILINE) == [
            "How it was taken",
            "The machine",
            "Everyday commands",
            "Long histories",
            "Overlays",
            "Beside other programs",
            "Lint, and the first call",
            "Import and export",
            "Sync",
            "The map",
            "Groups",
            "Assessment",
        ]
        for name in ("dlr status", "dlr tick", "dlr undo", "dlr list", "dlr search", "dlr log"):
            assert re.search(rf"^\| `{name}` \| [\d,.]+ m?s \|", made, re.MULTILINE), name
        for peer in ("Taskwarrior", "topydo", "yamllint", "check-jsonschema"):
            assert re.search(rf"^\| {peer} \| (\d[\d.]+|not installed, left out) \|", made, re.M)
        assert not [name for name in (str(Path.home()), str(ROOT), "/tmp") if name in made]
    assert platform.node() not in text
    assert not (tmp_path / "home").exists()
