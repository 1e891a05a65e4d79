"""The project as others install it: what a clone of its repository has."""

import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

_PUBLISHED = (
    *("pyproject.toml", "README.md", "LICENSE", "LICENSE-CURRICULUM"),
    *("src", "curriculum", "action.yml", ".pre-commit-hooks.yaml"),
)


def publish(folder: Path) -> None:
    """Copy what is needed to install the project, as it is now, to a folder."""
    for name in _PUBLISHED:
        source = ROOT / name
        if source.is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(source, folder / name, ignore=ignored)
        else:
            shutil.copy(source, folder / name)
