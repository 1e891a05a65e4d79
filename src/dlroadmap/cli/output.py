"""JSON documents on standard output."""

import json
from collections.abc import Mapping
from typing import Any

SCHEMA_VERSION = 1


def print_json(document: Mapping[str, Any]) -> None:
    """Print one document, in ASCII, so that any encoding can carry it."""
    print(json.dumps({"schema_version": SCHEMA_VERSION, **document}, indent=2, allow_nan=False))
