"""Copies of the progress."""

from collections.abc import Iterable
from pathlib import Path


def copy_lines(copies: Iterable[tuple[str, int]]) -> list[str]:
    """Return each copy by its name, with its size in bytes."""
    lines = [f"{name}  {size / 1024:,.0f} KiB" for name, size in copies]
    return lines or ["There is no copy yet."]


def copied_lines(copy: Path) -> list[str]:
    """Return where a copy was made."""
    return [f"Copied to {copy}"]


def restored_lines(source: Path, aside: Path | None) -> list[str]:
    """Return which copy was restored, and where what it replaced is kept."""
    return [f"Restored {source}.", *([f"What it replaced: {aside}"] if aside else [])]
