"""What the labels of a list mean, in three groups: sure, likely and unknown."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dlroadmap.render.words import NOTHING, UNDO
from dlroadmap.text import clean
from dlroadmap.words import agree, join_words, pluralize

if TYPE_CHECKING:
    from rich.console import RenderableType

    from dlroadmap.curriculum.model import Item
    from dlroadmap.curriculum.resolving import Label, Likely, Resolved
    from dlroadmap.curriculum.sections import Section
    from dlroadmap.render.screen import Screen

MOST = 10
"""So many rows of a group are shown on a terminal."""


def refusal(resolved: "Resolved", names: int) -> str:
    """Return that not all names of a list are sure, so that nothing was done."""
    are = agree(resolved.left, "does not match", "do not match")
    return (
        f"{resolved.left:,} of {pluralize(names, 'name')} on standard input {are} exactly one "
        "item; nothing was changed."
    )


def left_lines(resolved: "Resolved") -> list[str]:
    """Return which labels are not sure, with what each may mean, in plain text."""
    lines: list[str] = []
    if resolved.likely:
        lines.append(f"{pluralize(len(resolved.likely), 'name')} may mean:")
        lines += (line for likely in resolved.likely for line in _may_mean(likely))
    if resolved.unknown:
        are = agree(len(resolved.unknown), "is", "are")
        lines.append(f"{pluralize(len(resolved.unknown), 'name')} {are} unknown:")
        lines += (f"  {_place(label)}" for label in resolved.unknown)
    return lines


def sure_line(sure: int, call: str) -> str:
    """Return how many names of a list are sure, and how to have them without the others."""
    return (
        f"{pluralize(sure, 'name')} {agree(sure, 'is', 'are')} sure. "
        f"To tick only {agree(sure, 'this one', 'these')}: {call}"
    )


def left_out_line(resolved: "Resolved") -> str:
    """Return how many names were left out."""
    return f"left out {pluralize(resolved.left, 'name')}."


def _may_mean(likely: "Likely") -> list[str]:
    named = _refer([item.key for item in likely.may])
    items = zip(named, likely.may, strict=True)
    return [
        f"  {_place(likely.label)}",
        *(f"    {name}: {item.title}" for name, item in items),
        *(f"    {section_words(section)}" for section in likely.sections),
    ]


def section_words(section: "Section") -> str:
    """Return which level or category a label may mean, and how many items that would be."""
    return f"the {section.of} {section.name}: {pluralize(len(section.items), 'item')}"


def _refer(keys: Sequence[str]) -> list[str]:
    """Return the ids of some items, or their keys where two have one id."""
    ids = [key.partition("/")[2] for key in keys]
    return ids if len(set(ids)) == len(ids) else list(keys)


def _place(label: "Label") -> str:
    line = f"line {label.line}: " if label.line else ""
    return f"{line}“{label.text}”"


def count_line(resolved: "Resolved", curriculum: str, chosen: int = 0) -> str:
    """Return how many names of a list are items of a curriculum, with those that were `chosen`."""
    sure, likely, unknown = (len(group) for group in resolved)
    sure += chosen
    return (
        f"{curriculum}: {sure:,} of {pluralize(sure + likely + unknown, 'name')} "
        f"{agree(sure, 'matches', 'match')}, {likely:,} may match, "
        f"{unknown:,} {agree(unknown, 'is', 'are')} unknown."
    )


def likely_lines(likely: "Likely") -> list[str]:
    """Return the question what a label is, with the numbers to answer with."""
    line = f" (line {likely.label.line:,})" if likely.label.line else ""
    question = f"“{likely.label.text}”{line}: is it one of these?"
    items = enumerate(likely.may, 1)
    return [question, *(f"  {number} {item.title}" for number, item in items)]


def number_question(items: int) -> str:
    """Return what to answer where a label may mean so many items."""
    every = "a: all of them; " if items > 1 else ""
    return f"Number (Enter: none; {every}q: stop asking):"


def bad_number(typed: str, most: int) -> str:
    """Return that a word is none of the answers."""
    numbers = "1" if most == 1 else f"1 to {most}, a"
    return f"“{clean(typed)[:40]}” is not in the list. Type {numbers}, Enter or q."


def match_tables(
    resolved: "Resolved",
    chosen: "Sequence[tuple[Label, Item]]",
    call: str,
    limited: bool,
    screen: "Screen",
) -> "list[RenderableType]":
    """Return the groups, each as a table; `call` lists what a limited one leaves out."""
    from dlroadmap.render.hanging import advise
    from dlroadmap.render.layout import Columns, Lines

    matched = [(label, item) for label, item, _ in resolved.sure]
    matched = sorted([*matched, *chosen], key=lambda row: row[0].number)
    rows = [[_line(label), label.text, item.title] for label, item in matched]
    may = [
        [_line(likely.label), likely.label.text, _join_meanings(likely)]
        for likely in resolved.likely
    ]
    unknown = [[_line(label), label.text] for label in resolved.unknown]
    shown: list[RenderableType] = []
    left = 0
    for title, headings, group in (
        ("Matched", ["Line", "Name", "Item"], rows),
        ("May match", ["Line", "Name", "May mean"], may),
        ("Unknown", ["Line", "Name"], unknown),
    ):
        if group:
            kept = group[:MOST] if limited else group
            left += len(group) - len(kept)
            more = f", the first {MOST} of {len(group):,}" if len(kept) < len(group) else ""
            shown += ["", f"{title}{more}:", Columns(headings, kept, right=["Line"])]
    if left and call:
        shown += ["", Lines(*advise(f"To list all: {call}", screen.width, screen.console))]
    return [*shown, ""]


def adopted_lines(
    states: Sequence[str], claimed: int, boxes: bool, standing: str, dry_run: bool, call: str
) -> list[str]:
    """Return what was recorded of a list, or why nothing was.

    `states` are those that items changed to, and `claimed` is how many items the list has a checked
    box for; `call` ticks the names of a list without boxes.
    """
    if not boxes:
        lines = ["The list has no boxes, so nothing was ticked."]
        return [*lines, *([f"To tick the names that match: {call}"] if call else [])]
    if not claimed:
        return ["No item that matches is checked, so nothing was ticked."]
    if not states:
        return ["All checked items that match are recorded already.", NOTHING]
    done = [
        f"{verb} {pluralize(number, 'item')}"
        for verb, state in (("tick", "done"), ("start", "doing"), ("skip", "skipped"))
        if (number := states.count(state))
    ]
    words = join_words(done)
    if dry_run:
        return [f"Would {words}.", "Nothing was changed (--dry-run)."]
    for verb, past in (("tick", "Ticked"), ("start", "started"), ("skip", "skipped")):
        words = words.replace(f"{verb} ", f"{past} ")
    return [f"{words[0].upper()}{words[1:]}.", standing, UNDO]


def _join_meanings(likely: "Likely") -> str:
    sections = map(section_words, likely.sections)
    return join_words([*(item.title for item in likely.may), *sections])


def _line(label: "Label") -> str:
    return _count(label.line)


def _count(line: int | None) -> str:
    return f"{line:,}" if line else ""
