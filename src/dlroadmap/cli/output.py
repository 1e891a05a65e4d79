"""Documents and exports on standard output."""

import json
import sys
from collections.abc import Mapping
from typing import Any

SCHEMA_VERSION = 1


def print_json(document: Mapping[str, Any]) -> None:
    """Print one document, in ASCII, so that any encoding can carry it."""
    print(json.dumps({"schema_version": SCHEMA_VERSION, **document}, indent=2, allow_nan=False))


def print_export(content: str | bytes) -> None:
    """Print what another program reads: text in the terminal's encoding, bytes as they are."""
    if isinstance(content, str):
        sys.stdout.write(content)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
