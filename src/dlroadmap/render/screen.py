"""Where text goes: a terminal or a pipe, its width, its colors, and the characters it can show."""

import codecs
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from io import TextIOWrapper
from typing import TYPE_CHECKING, TextIO

from dlroadmap.charset import find_encoding
from dlroadmap.render.links import knows_links, unlink
from dlroadmap.text import clean, strip_unsafe

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

NARROW = 60
"""Below these columns, lines are laid out anew instead of squeezed."""

UNLIMITED = 10_000
"""The width of a pipe whose COLUMNS is not set: wide enough that no line is broken."""

_END = re.compile(r"(?: |\x1b\[[\d;]*m)+$")
"""Blanks at the end of a line, and the colors among them."""

_ASCII = str.maketrans("“”‘’–—·×→━╸╍─", "\"\"''--.x>==~-")


class Screen:
    """Standard output, as wide and as colorful as it is.

    `flag` is what `--color` said, `setting` what is configured: auto, always or never.
    """

    def __init__(
        self, flag: str | None = None, setting: str = "auto", stream: TextIO | None = None
    ) -> None:
        self._stream = stream or sys.stdout
        encoding = (self._stream.encoding or "ascii").lower()
        self.unicode = encoding.startswith("utf")
        self._colored = wants_color(flag, setting, self._stream)
        self._links = self._colored and knows_links(self._stream)
        self._held: list[str] | None = None
        self.width = width(self._stream)

    @cached_property
    def console(self) -> "Console":
        """What rich prints with."""
        from rich.console import Console

        return Console(
            file=self._stream,
            width=self.width,
            color_system="standard" if self._colored else None,
            force_terminal=self._colored,
            markup=False,
            highlight=False,
            emoji=False,
            legacy_windows=False,
        )

    @property
    def is_terminal(self) -> bool:
        """Whether a person reads it, and not a program or later on a file."""
        return self._stream.isatty()

    def lines(self, *texts: "Text | str") -> None:
        """Print each on one line, however long: for what is copied, or read by programs."""
        for text in texts:
            lines = self._lay_out(text, sys.maxsize, soft_wrap=True)
            self._write("".join(f"{line}\n" for line in lines))

    def print(self, *renderables: "RenderableType") -> None:
        """Print each on lines of its own, without white space at their ends."""
        for renderable in renderables:
            lines = self._lay_out(renderable, self.width)
            self._write("".join(f"{self._trim(line)}\n" for line in lines))

    def has_room(self, *renderables: "RenderableType") -> bool:
        """Return whether all of it fits the terminal beside its prompt; elsewhere anything does."""
        if not self.is_terminal:
            return True
        from dlroadmap.render.pager import is_long

        lines = (line for one in renderables for line in self._lay_out(one, self.width))
        text = "".join(f"{self._trim(line)}\n" for line in lines)
        return not is_long(text, self._stream, self.width)

    @contextmanager
    def paged(self, choose: Callable[[], str]) -> Iterator[None]:
        """Send what is printed meanwhile through a pager, if it is longer than the terminal.

        `choose` returns the command line of the pager.
        """
        from dlroadmap.render.pager import page

        self._held = []
        try:
            yield
        except BaseException:
            self._release()
            raise
        text, self._held = "".join(self._held), None
        if warning := page(text, self._stream, self.width, choose):
            tell(f"dlr: {warning}", "To set another one: dlr config pager COMMAND")

    @contextmanager
    def direct(self) -> Iterator[None]:
        """Print at once what is printed meanwhile, as questions need it."""
        before = self._held is not None
        self._release()
        try:
            yield
        finally:
            self._held = [] if before else None

    def _release(self) -> None:
        held, self._held = self._held, None
        self._stream.write("".join(held or ()))

    def _write(self, text: str) -> None:
        text = text if self._links else unlink(text)
        if self._held is None:
            self._stream.write(text)
        else:
            self._held.append(text)

    def _lay_out(
        self, renderable: "RenderableType", width: int, soft_wrap: bool = False
    ) -> list[str]:
        """Return the lines of a renderable; rich is asked only where something has to be broken."""
        from dlroadmap.render.layout import lay_out

        renderable = _harmless(renderable)
        lines = lay_out(renderable, width, self._paint)
        if lines is None:
            with self.console.capture() as capture:
                self.console.print(renderable, soft_wrap=soft_wrap)
            lines = capture.get().split("\n")[:-1]
        return lines

    def _paint(self, text: "Text") -> str:
        """Return a line of text with its colors."""
        if not self._colored:
            return text.plain
        from rich.color import ColorSystem
        from rich.segment import Segment

        # Of a text in a single style rich gives the style to its own wrapping alone.
        whole = [Segment(text.plain, self.console.get_style(text.style))]
        return "".join(
            style.render(part, color_system=ColorSystem.STANDARD) if style else part
            for part, style, _ in (text.render(self.console) if text.spans else whole)
        )

    def _trim(self, line: str) -> str:
        """Return a line without blanks at its end, its colors as they are."""
        if self._colored and line.endswith((" ", " \x1b[0m")):
            return _END.sub(lambda end: end[0].replace(" ", ""), line)
        return line.rstrip()


def _harmless(renderable: "RenderableType") -> "RenderableType":
    return strip_unsafe(renderable) if isinstance(renderable, str) else renderable


def forgive(stream: TextIO) -> None:
    """Let a stream show what its encoding lacks by what comes near it, or as `?`."""
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(encoding=find_encoding(stream), errors=_NEAREST)


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
    if columns.isdecimal() and int(columns[:9]) > 0:
        return min(int(columns[:9]), UNLIMITED)
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
