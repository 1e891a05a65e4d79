"""Lines without a box in a page with boxes: a section that has many of them is recorded once."""

from collections import Counter
from typing import NamedTuple

from dlroadmap.exchange.reading.markdown.draft import Draft, plain
from dlroadmap.exchange.reading.markdown.words import Words
from dlroadmap.words import pluralize

_MOST = 5
"""So many sections are recorded one by one; in a page of prose, the others are one line."""

_LONGEST_TOPIC = 60


class _Lost(NamedTuple):
    """A section's lines without a box: how many, and the first one."""

    lines: int
    line: int | None
    text: str


class Unboxed:
    """Entries of lists and rows of tables that nothing takes in, by their section."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self._lost: dict[int | None, _Lost] = {}

    def add(self, section: int | None, line: int | None, words: Words) -> None:
        """Count a line that could be a topic: no link, which is taken in, and no sentence."""
        text = plain(words.text)
        if words.links or not text or len(text) > _LONGEST_TOPIC or text[-1] in ".!?:：。":
            return
        lost = self._lost.get(section, _Lost(0, line, text))
        self._lost[section] = lost._replace(lines=lost.lines + 1)

    def record(self) -> None:
        """Record each section in which such lines are more than its items, by the first one."""
        items = Counter(item.section for item in self.draft.items)
        lost = [one for section, one in self._lost.items() if one.lines > items[section]]
        lost.sort(key=lambda one: -one.lines)
        for count, line, text in lost[:_MOST]:
            why = f"the first of {count:,} lines without a box"
            self.draft.drop(line, text, why if count > 1 else "a line without a box")
        if rest := sorted(lost[_MOST:], key=lambda one: one.line or 0):
            lines = pluralize(sum(one.lines for one in rest), "line")
            where = f"{lines} without a box in {pluralize(len(rest), 'other section')}"
            self.draft.drop(rest[0].line, rest[0].text, f"the first of {where}")
