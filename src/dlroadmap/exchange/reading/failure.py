"""What a reader raises where a text is not in its format."""

from dlroadmap.errors import DlrError


class UnreadableError(DlrError):
    """A text that holds no list in the format; the message says what is wrong with it, and where.

    Nothing was written.
    """

    def __init__(self, message: str, *advice: str) -> None:
        super().__init__("unreadable-list", message, *advice)
