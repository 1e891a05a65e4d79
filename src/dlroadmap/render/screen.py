"""Where text goes: a terminal or a pipe, its width, its colors, and the characters it can show."""

import codecs
import os
import re
import sys
from io import TextIOWrapper
from typing import TYPE_CHECKING, TextIO

from dlroadmap.text import clean, strip_unsafe

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

NARROW = 60
"""Below these columns, lines are laid out anew instead of squeezed."""

UNLIMITED = 10_000
"""The width of a pipe whose COLUMNS is not set: wide enough that no line is broken."""

_END = re.compile(r"(?: |\x1b\[[\d;]*m)+$", re.MULTILINE)
"""Blanks at the end of a line, and the colors among them."""

_ASCII = str.maketrans("“”‘’–—·×→█░", "\"\"''--.x>#.")


class Screen:
    """Standard output, as wide and as colorful as it is.

    `flag` is what `--color` said, `setting` what is configured: auto, always or never.
    """

    def __init__(
        self, flag: str | None = None, setting: str = "auto", stream: TextIO | None = None
    ) -> None:
        from rich.console import Console

        self._stream = stream or sys.stdout
        encoding = (self._stream.encoding or "ascii").lower()
        self.unicode = encoding.startswith("utf")
        self._colored = wants_color(flag, setting, self._stream)
        self.console = Console(
            file=self._stream,
            width=width(self._stream),
            color_system="standard" if self._colored else None,
            force_terminal=self._colored,
            markup=False,
            highlight=False,
            emoji=False,
            legacy_windows=False,
        )

    @property
    def width(self) -> int:
        """The columns that there are."""
        return self.console.width

    def lines(self, *texts: "Text | str") -> None:
        """Print each on one line, however long: for what is copied, or read by programs."""
        if not self._colored and not any(map(_has_tab, texts)):
            # What rich would print of each, without its 50 µs a line.
            self._stream.writelines(f"{_plain(text)}\n" for text in texts)
            return
        with self.console.capture() as capture:
            for text in texts:
                self.console.print(_harmless(text), soft_wrap=True)
        self._stream.write(capture.get())

    def print(self, *renderables: "RenderableType") -> None:
        """Print each on lines of its own, without white space at their ends."""
        with self.console.capture() as capture:
            for renderable in renderables:
                self.console.print(_harmless(renderable))
        text = capture.get()
        if self._colored:
            text = _END.sub(lambda end: end[0].replace(" ", ""), text)
        else:
            text = "".join(f"{line.rstrip()}\n" for line in text.split("\n")[:-1])
        self._stream.write(text)


def _plain(text: "Text | str") -> str:
    return strip_unsafe(text) if isinstance(text, str) else text.plain


def _has_tab(text: "Text | str") -> bool:
    return "\t" in (text if isinstance(text, str) else text.plain)


def _harmless(renderable: "RenderableType") -> "RenderableType":
    return strip_unsafe(renderable) if isinstance(renderable, str) else renderable


def forgive(stream: TextIO) -> None:
    """Let a stream show what its encoding lacks by what comes near it, or as `?`."""
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors=_NEAREST)


def fit(text: str, encoding: str) -> str:
    """Return a text with what comes near it, or `?`, for each character that an encoding lacks."""
    return text.encode(encoding, _NEAREST).decode(encoding)


def _replace_by_nearest(error: UnicodeError) -> tuple[str, int]:
    from unicodedata import normalize

    assert isinstance(error, UnicodeEncodeError)
    missing = error.object[error.start : error.end]
    apart = normalize("NFKD", missing.translate(_ASCII)).encode("ascii", "ignore").decode()
    return apart or "?" * len(missing), error.end


_NEAREST = "dlr-nearest"
codecs.register_error(_NEAREST, _replace_by_nearest)


def wants_color(flag: str | None, setting: str, stream: TextIO) -> bool:
    """Return whether to color: `--color`, NO_COLOR, FORCE_COLOR, the setting, the stream."""
    if flag and flag != "auto":
        return flag == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    if setting != "auto" and not flag:
        return setting == "always"
    return stream.isatty() and os.environ.get("TERM") not in ("dumb", "unknown")


def width(stream: TextIO) -> int:
    """Return the columns of a stream: COLUMNS if set, a terminal's own, else no limit."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns) > 0:
        return min(int(columns), UNLIMITED)
    try:
        return os.get_terminal_size(stream.fileno()).columns or 80
    except (OSError, ValueError):
        return 80 if stream.isatty() else UNLIMITED


def tell(*lines: str) -> None:
    """Print lines to standard error, each harmless, whatever it quotes.

    What is longer than a terminal is wide is broken between words, and only there.
    """
    room = width(sys.stderr)
    for line in lines:
        indent = line[: len(line) - len(line.lstrip(" "))]
        text = f"{indent}{clean(line)}"
        if len(text) > room:
            from textwrap import fill

            text = fill(
                text, room, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
            )
        print(text, file=sys.stderr)
