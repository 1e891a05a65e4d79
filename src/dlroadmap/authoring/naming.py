"""From a title to an id."""

from dlroadmap.errors import DlrError
from dlroadmap.text import MAX_ID, clean, is_id, spell_id

ID_RULE = f"Use lowercase words (a to z, 0 to 9) joined by hyphens, at most {MAX_ID} characters."


def make_id(title: str) -> str:
    """Return the id that a title suggests; raises DlrError where it suggests none."""
    id = spell_id(title)
    if not id:
        message = f"The title “{clean(title)}” cannot be turned into an id."
        raise DlrError("bad-id", message, f"{ID_RULE} For example: --id matrix-calculus")
    return id


def check_id(id: str) -> str:
    """Return an id; refuse what is none."""
    if not is_id(id):
        message = f"“{clean(id)}” is not a valid id."
        raise DlrError("bad-id", message, f"{ID_RULE} Example: matrix-calculus")
    return id


def check_title(title: str, noun: str = "title") -> str:
    """Return a title on one line; refuse one with characters that cannot be shown."""
    words = " ".join(title.split())
    if not words or clean(words) != words:
        message = f"“{clean(title)}” is not a valid {noun}; it is empty or has control characters."
        raise DlrError("usage", message, f"Specify a {noun} in plain text.")
    return words
