"""Comments of Obsidian, `%% … %%`, which Markdown does not know."""

import re
from typing import NamedTuple

_COMMENT = re.compile(
    r"^[ \t>]*(?P<fence>`{3,}+|~{3,}+)[^\n]*\n(?:.*?^[ \t>]*(?P=fence)[`~]*[ \t]*$|.*\Z)"
    r"|`++[^`\n]*`++"
    r"|(?<![\w%])%%(?P<line>[^\n%]*)%%(?![\w%])"
    r"|^[ \t]*%%(?P<lines>[ \t]*(?:\n|[ \t][^\n%]*\n).*?)%%(?![\w%])",
    re.MULTILINE | re.DOTALL,
)
"""Code, in which there are none, or a comment."""

_OWN = "<!-- dlr:"


class Comment(NamedTuple):
    """A comment, and the line in which it begins."""

    line: int
    text: str


def hide_comments(text: str) -> tuple[str, list[Comment]]:
    """Return a text with empty lines in place of its comments, and these."""
    if "%%" not in text:
        return text, []
    found: list[Comment] = []
    parts: list[str] = []
    end = line = 0
    for one in _COMMENT.finditer(text):
        words = one["lines"] if one["line"] is None else one["line"]
        if words is None or _is_own(text, one):
            continue
        line += text.count("\n", end, one.start())
        found.append(Comment(line + 1, words))
        parts += text[end : one.start()], "\n" * words.count("\n")
        line += words.count("\n")
        end = one.end()
    return "".join((*parts, text[end:])), found


def _is_own(text: str, one: re.Match[str]) -> bool:
    """Return whether the marks stand in a title that dlr exported, and mean nothing."""
    start, end = one.end(), text.find("\n", one.end())
    return one["line"] is not None and _OWN in text[start : end if end >= 0 else None]
