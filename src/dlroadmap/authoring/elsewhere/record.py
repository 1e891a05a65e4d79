"""The record of where a curriculum comes from; it lies beside the files, and moves with them."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from dlroadmap.errors import DlrError
from dlroadmap.text import clean

RECORD = ".origin.json"
"""Its name in the folder of a curriculum."""

MAX_BYTES = 1 << 16


class Origin(NamedTuple):
    """Where a curriculum comes from, and which version of it is here.

    `id` is the one it has here, `source_id` the one it has there, `path` its main file there;
    `commit` is None of what is no repository. `digest` is that of the files as they were written.
    """

    id: str
    source_id: str
    place: str
    path: str
    digest: str
    added: str
    commit: str | None = None
    ref: str | None = None

    @property
    def pin(self) -> str:
        """How a person is shown the version: the commit in twelve characters, or nothing."""
        return (self.commit or "")[:12]


_WORDS = {"place": "from"}
"""How fields are called in the file, where that differs."""


def encode(origin: Origin) -> str:
    """Return the text of a record."""
    values = {_WORDS.get(name, name): value for name, value in origin._asdict().items()}
    return json.dumps(values, indent=2) + "\n"


def read_origin(folder: Path) -> Origin | None:
    """Return where the curriculum of a folder comes from; None if it was not taken in.

    Raises DlrError if its record cannot be read.
    """
    path = folder / RECORD
    if not os.path.lexists(path):
        return None
    try:
        with path.open("rb") as file:
            values = json.loads(file.read(MAX_BYTES))
        return _decode(values)
    except (OSError, ValueError, TypeError, RecursionError) as error:
        message = f"{path} cannot be read: {clean(str(error))}"
        advice = f"Remove {folder}, and add the curriculum again."
        raise DlrError("bad-origin", message, advice) from error


def _decode(values: object) -> Origin:
    """Return what a record says; raises TypeError if that is not one."""
    if not isinstance(values, dict):
        raise TypeError("it is not a JSON object")
    named = {name: values.get(_WORDS.get(name, name)) for name in Origin._fields}
    wrong = [
        name
        for name, value in named.items()
        if not (isinstance(value, str) or (value is None and name in Origin._field_defaults))
    ]
    if wrong:
        raise TypeError(f"{wrong[0]} is not text")
    return Origin(**named)  # type: ignore[arg-type]


def find_origins(curricula: Path) -> Iterator[Path]:
    """Yield the folders of a learner's curricula that were taken in, by name."""
    try:
        folders = sorted(curricula.iterdir())
    except OSError:
        return
    for folder in folders:
        if folder.name[0] != "." and os.path.lexists(folder / RECORD):
            yield folder
