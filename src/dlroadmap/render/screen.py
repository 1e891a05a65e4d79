"""Where text goes: a terminal or a pipe, its width, its colours, and the characters it can show."""

import os
import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.console import RenderableType

UNLIMITED = 10_000
"""The width of a pipe whose COLUMNS is not set: wide enough that no line is broken."""

_ASCII = str.maketrans("“”‘’–—·×→█░", "\"\"''--.x>#.")


class Screen:
    """Standard output, as wide and as colourful as it is. `color` is auto, always or never."""

    def __init__(self, color: str = "auto", stream: TextIO | None = None) -> None:
        from rich.console import Console

        self._stream = stream or sys.stdout
        encoding = (self._stream.encoding or "ascii").lower()
        self.unicode = encoding.startswith("utf")
        self._colored = wants_color(color, self._stream)
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

    def print(self, *renderables: "RenderableType") -> None:
        """Print each on lines of its own, without white space at their ends."""
        with self.console.capture() as capture:
            for renderable in renderables:
                self.console.print(renderable)
        text = capture.get()
        if not self._colored:
            text = "".join(f"{line.rstrip()}\n" for line in text.split("\n")[:-1])
        write(text, self._stream)


def write(text: str, stream: TextIO) -> None:
    """Write text; what the stream's encoding lacks is shown by what comes near it, or as `?`."""
    try:
        stream.write(text)
    except UnicodeEncodeError:
        from unicodedata import combining, normalize

        encoding = stream.encoding
        apart = normalize("NFKD", text.translate(_ASCII))
        bare = "".join(character for character in apart if not combining(character))
        stream.write(bare.encode(encoding, "replace").decode(encoding))


def wants_color(color: str, stream: TextIO) -> bool:
    """Return whether to colour: `--color`, then NO_COLOR, FORCE_COLOR, then what the stream is."""
    if color != "auto":
        return color == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
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
    """Print lines to standard error, each harmless, whatever it quotes."""
    from dlroadmap.text import clean

    for line in lines:
        indent = line[: len(line) - len(line.lstrip(" "))]
        write(f"{indent}{clean(line)}\n", sys.stderr)
