"""What kind of thing a title names, where its words leave no doubt.

`Build a …` and `Project: …` are projects, `Implement …` and `Solve …` skills, `Read the …` is
reading. All else is a concept, as `Project management` and `Read-only interfaces` are.
"""

import re

from dlroadmap.curriculum.model import KINDS

_GUESSES = (
    ("project", r"build (?:an?|the|your|my)\b"),
    ("project", r"(?:(?:final|capstone|mini|side)[ -])?project(?: *\d+)? *[:–-]"),
    ("project", r"(?:final|capstone) project$"),
    ("skill", r"(?:implement|solve)\b"),
    ("reading", r"read (?:the|an?|about|chapters?|pages?)\b"),
)
_PATTERNS = [(kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _GUESSES]


def guess_kind(title: str, stated: str = "") -> str:
    """Return the kind that is stated, else the one that a title leaves no doubt of."""
    if stated in KINDS:
        return stated
    return next((kind for kind, pattern in _PATTERNS if pattern.match(title)), "concept")
