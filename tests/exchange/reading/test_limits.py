"""How large a file may be, by its kind, and what is said of other encodings."""

from __future__ import annotations

import pytest

from dlroadmap.exchange.reading.failure import UnreadableError
from dlroadmap.exchange.reading.kinds import MAX_BYTES, decode


@pytest.mark.parametrize("start", [b'{"schema_version": 1, ', b"key,title,state\r\n"])
def test_tables_and_json_may_be_large(start: bytes) -> None:
    """An export of 50,000 items comes back, though Markdown of that size would not."""
    assert decode(start + b" " * MAX_BYTES)


def test_a_large_page_is_refused() -> None:
    """Markdown takes too much memory for more than 32 MiB."""
    with pytest.raises(UnreadableError, match="more than 32 MiB"):
        decode(b"# A page\n" + b" " * MAX_BYTES)


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
def test_tables_of_excel_say_how_to_save_them(encoding: str) -> None:
    """Excel saves CSV in other encodings by default: the way to UTF-8 is in the advice."""
    with pytest.raises(UnreadableError, match="UTF-") as caught:
        decode("Task,Status\nCaf\u00e9,done\n".encode(encoding))
    assert "CSV UTF-8" in caught.value.advice[0]
