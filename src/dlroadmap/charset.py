"""What characters a stream can show."""

import os
import sys
from typing import TextIO


def find_encoding(stream: TextIO) -> str:
    """Return the encoding of a stream: ASCII where LC_ALL asks for the C locale.

    There Python writes UTF-8 all the same, unless it is told which encoding to use.
    """
    if sys.flags.utf8_mode and os.environ.get("LC_ALL") in ("C", "POSIX"):
        told = os.environ.get("PYTHONUTF8") or os.environ.get("PYTHONIOENCODING")
        if not told and "utf8" not in sys._xoptions:
            return "ascii"
    return stream.encoding or "ascii"
