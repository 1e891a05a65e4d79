"""What a stream's encoding lacks is shown by what comes near it."""

import subprocess
import sys

import pytest

from dlroadmap.render.screen import fit


@pytest.mark.parametrize(
    ("text", "encoding", "shown"),
    [
        ("“naïve” – 2×3", "ascii", '"naive" - 2x3'),
        ("naïve – 日本", "latin-1", "naïve - ??"),
        ("naïve – 日本", "utf-8", "naïve – 日本"),
    ],
)
def test_fit(text: str, encoding: str, shown: str) -> None:
    """Characters that an encoding has are kept; others become near ones, or question marks."""
    assert fit(text, encoding) == shown


def test_fit_needs_no_stream() -> None:
    """It works in a fresh process that has prepared no stream, and through findings too."""
    code = "import dlroadmap.render.findings as f; print(f.fit('é', 'ascii'))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "e\n"
