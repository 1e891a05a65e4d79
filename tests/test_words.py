"""What dlr prints and what its pages say has none of the words that are not used any more."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

CHECK = Path(__file__).resolve().parents[1] / "docs" / "words.py"


def check(path: Path, text: str) -> subprocess.CompletedProcess[str]:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    command = [sys.executable, "-X", "utf8", str(CHECK), str(path)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.parametrize(
    ("name", "line", "instead"),
    [
        ("page.md", "Follow a road.", "track"),
        ("page.md", "Now 3 % are done.", "3%"),
        ("page.md", "The Colour of it.", "color"),
        ("module.py", 'X = "Mend it, or remove it."', "fix"),
        ("module.py", 'X = f"Took back {name}"', "undo"),
        ("module.py", 'X = ("It is made " "anew.")', "again"),
        ("cli/tick.py", 'def run() -> None:\n    """Tick what hangs on it."""', "tied to"),
        ("rules/g201.py", '"""Optimisers are not known."""', "optimize"),
    ],
)
def test_a_word_is_found(tmp_path: Path, name: str, line: str, instead: str) -> None:
    """A word that is not used any more is shown with its place and what to write instead."""
    path = tmp_path / name
    result = check(path, f"\n\n{line}\n" if path.suffix == ".md" else f"{line}\n")
    at = 3 if path.suffix == ".md" else 1 + line.count("\n")
    assert result.returncode == 1
    assert result.stdout.startswith(f"{path}:{at}: ")
    assert instead in result.stdout.splitlines()[0]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("page.md", "A roadmap, the broad field, [it](anew.md) `anew`, 50% of it.\n"),
        (
            "page.md",
            "```sh\ndlr tick road # colour\n```\nPromises, noises, supervised, analyses.\n",
        ),
        (
            "module.py",
            'def mend(fault: str) -> str:\n    """Mend a fault."""\n    return "fault"\n',
        ),
        (
            "module.py",
            'X = ("choose another name", "is told apart", "a reason without a word: {}")',
        ),
        ("module.py", 'X = "SELECT batch FROM events"\n# A road.\n'),
    ],
)
def test_code_and_other_words_are_left_alone(tmp_path: Path, name: str, text: str) -> None:
    """Names, comments, code on a page and words that only look alike are no hits."""
    result = check(tmp_path / name, text)
    assert (result.returncode, result.stdout) == (0, "")
