"""What people write into the text of a task: Obsidian's marks, tags, days and other attributes."""

import re
from datetime import date
from typing import NamedTuple

_DAY = r"(\d{4}-\d{2}-\d{2})"
_DONE = re.compile(
    rf"✅\ufe0f?(?:\s*{_DAY}|\s*(\d{{1,2}}\.\d{{1,2}}\.\d{{4}})(?!\d)|(?!\s*\d+[./-]\d))"
    rf"|@done(?:\({_DAY}[^)\n]*\))?|[\[(]completion::\s*{_DAY}[\])]"
)
_FINISHED = re.compile(r"\s*(?:\((?:done|completed|finished)\)|[✔✓☑]\ufe0f?)\s*$", re.IGNORECASE)
_OTHER_DAYS = re.compile(rf"[➕📅📆🗓⏳⌛🛫❌]\ufe0f?\s*{_DAY}")
_RANK = re.compile(r"[\[(]priority::\s*(\w+)\s*[\])]", re.IGNORECASE)
_FIELD = re.compile(r"\[\w[\w -]*::[^\]\n]*\]|🔁\ufe0f?[\w ,]*|🏁\ufe0f?\s*\w+")
_PRIORITIES = re.compile(r"([🔺⏫🔼🔽⏬])\ufe0f?")
_PRIORITY = {
    "🔺": "essential",
    "⏫": "essential",
    "🔼": "important",
    "🔽": "useful",
    "⏬": "useful",
    "highest": "essential",
    "high": "essential",
    "medium": "important",
    "low": "useful",
    "lowest": "useful",
}
_NAME = re.compile(r"🆔\ufe0f?\s*([\w-]+)")
_AFTER = re.compile(r"⛔\ufe0f?\s*([\w-]+(?:\s*,\s*[\w-]+)*)")
_EMOJI = re.compile("[✅➕📅📆🗓⏳⌛🛫❌🔁🏁🔺⏫🔼🔽⏬🆔⛔]")
_BLOCK_ID = re.compile(r"(?:^|\s)\^([A-Za-z0-9-]+)\s*$")
_NOTE = re.compile(r"!?\[\[([^\[\]|\n]*)(?:\|([^\[\]\n]*))?\]\]")
_TAG = re.compile(r"(?<!\S)#((?=[^\s\d]|\d+[^\s\d])[^\W_][\w/-]*)(?!\S)")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]")


class Marks(NamedTuple):
    """What the marks of a text say, and the text without them; `on` is the day of ✅.

    `done` is whether it ends with a mark that says so, which counts where there is no box.
    """

    text: str
    on: str = ""
    priority: str = ""
    source: str = ""
    tags: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()
    done: bool = False


def read_marks(text: str) -> Marks:
    """Take the marks out of a text in which what is code or escaped is shielded."""
    on = priority = source = ""
    done = False
    requires: tuple[str, ...] = ()
    if "[" in text:
        text = _FOOTNOTE.sub("", _NOTE.sub(_name_note, text))
    if "@done" in text or "::" in text or _EMOJI.search(text):
        on = read_day(text)
        done = bool(_DONE.search(text.lstrip(), 1))
        if found := _PRIORITIES.search(text):
            priority = _PRIORITY[found[1]]
        elif found := _RANK.search(text):
            priority = _PRIORITY.get(found[1].lower(), "")
        if found := _NAME.search(text):
            source = found[1]
        if found := _AFTER.search(text):
            requires = tuple(re.split(r"\s*,\s*", found[1]))
        for pattern in (_DONE, _OTHER_DAYS, _RANK, _FIELD, _PRIORITIES, _NAME, _AFTER):
            text = pattern.sub(" ", text)
    if "^" in text and (found := _BLOCK_ID.search(text)):
        source, text = source or found[1], text[: found.start()]
    tags: list[str] = []
    if "#" in text:
        text, tags = _take_tags(text)
    return Marks(text, on, priority, source, tuple(dict.fromkeys(tags)), requires, done)


def take_done(text: str) -> tuple[str, bool]:
    """Return a text without “(done)” or a check mark at its end, and whether there was one."""
    left = _FINISHED.sub("", text)
    return left, left != text


def read_day(text: str) -> str:
    """Return the day on which a task was done, as its marks say; empty without a true one."""
    for found in _DONE.finditer(text):
        if day := next(filter(None, found.groups()), ""):
            try:
                return _read_date(day).isoformat()
            except ValueError:
                continue
    return ""


def _read_date(day: str) -> date:
    if "." in day:
        number, month, year = map(int, day.split("."))
        return date(year, month, number)
    return date.fromisoformat(day)


def _name_note(found: re.Match[str]) -> str:
    return "" if found[0].startswith("!") else (found[2] or found[1])


def _take_tags(text: str) -> tuple[str, list[str]]:
    """Return a text without the tags around it, and all tags; one amid words stays a word."""
    tags = [found[1] for found in _TAG.finditer(text)]
    if not tags:
        return text, tags
    words = text.split(" ")
    while len(words) > 1 and (not words[-1] or _TAG.fullmatch(words[-1])):
        words.pop()
    start = 0
    while start < len(words) - 1 and (not words[start] or _TAG.fullmatch(words[start])):
        start += 1
    return " ".join(words[start:]), tags
