"""What the tests of overlays that are written by commands share."""

import shlex

from conftest import Dlr

BEGUN = 'format: 1\nid: mine\ntitle: "A small curriculum, my way"\nextends: small\n'
"""An overlay over `small` that changes nothing yet."""


def held(dlr: Dlr) -> dict[str, dict[str, object]]:
    """Return the items of the curriculum in use by their keys."""
    return {item["key"]: item for item in dlr("list", "--json").document["items"]}


def call_back(dlr: Dlr, document: dict[str, object]) -> dict[str, object]:
    """Call what a document says to take it back."""
    result = dlr(*shlex.split(str(document["undo"]))[1:], "--json")
    assert result.code == 0, result.err
    return result.document
