"""Addresses that can be clicked, where the terminal knows links (OSC 8)."""

import os
import re
from typing import TYPE_CHECKING, TextIO

from dlroadmap.text import is_web_address

if TYPE_CHECKING:
    from rich.text import Text

_LINK = re.compile("\x1b]8;[^\x1b]*\x1b\\\\")

_ADDRESS = re.compile(r"(https?://(?:[^\s()]|\([^\s()]*\))*(?:[^\s,.;:!?()\]'\"]|\([^\s()]*\)))")
"""An address, without the punctuation behind it, but with brackets that it closes itself."""

_MARKS = ("WT_SESSION", "KONSOLE_VERSION", "KITTY_WINDOW_ID", "DOMTERM", "GHOSTTY_RESOURCES_DIR")
"""Variables of terminals that have known links for years."""

_PROGRAMS = {"iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "Tabby", "rio", "zed"}

_TERMS = ("xterm-kitty", "alacritty", "foot", "wezterm", "xterm-ghostty", "contour", "rio")


def address(url: str) -> "Text":
    """Return an address as it is read, a link if it leads to the web."""
    from rich.style import Style
    from rich.text import Text

    return Text(url, Style(link=_encode(url)) if is_web_address(url) else "")


def link_within(text: str) -> "Text":
    """Return a text in which every address of the web is a link."""
    from rich.text import Text

    parts = _ADDRESS.split(text)
    return Text.assemble(*(address(part) if n % 2 else part for n, part in enumerate(parts)))


def _encode(url: str) -> str:
    """Return an address in the ASCII that terminals take."""
    if url.isascii():
        return url
    from urllib.parse import quote

    return quote(url, safe="".join(map(chr, range(33, 127))))


def unlink(text: str) -> str:
    """Return printed text with its links as plain text, readable as before."""
    return _LINK.sub("", text) if "\x1b]8;" in text else text


def knows_links(stream: TextIO) -> bool:
    """Return whether a stream is a terminal that is known to understand links.

    There is no way to ask a terminal; inside tmux or screen what they pass on cannot be told.
    """
    if not stream.isatty() or os.environ.get("TMUX") or os.environ.get("STY"):
        return False
    if os.environ.get("TERM_PROGRAM") in _PROGRAMS or any(map(os.environ.get, _MARKS)):
        return True
    vte = os.environ.get("VTE_VERSION", "")
    if vte.isdecimal():
        return int(vte[:9]) >= 5002  # links crash 0.50.0 and 0.50.1
    return os.environ.get("TERM", "").startswith(_TERMS)
