"""What can be ticked after an assessment, by category, for a learner to decide in one look."""

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.text import Text

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.curriculum.sections import find_sections
from dlroadmap.guide.placement.placed import Offer
from dlroadmap.render.flowing import flow, number_entry
from dlroadmap.render.hanging import wrap_text
from dlroadmap.render.layout import Lines
from dlroadmap.render.questions import example_numbers, question_lines
from dlroadmap.render.screen import Screen
from dlroadmap.words import agree, join_words, pluralize

WIDEST = 100
"""The columns of the list, as long lines are hard to read."""


def leave_out(number: int) -> str:
    """Return the question for categories to leave out, of so many."""
    return f"Leave out any? (such as {example_numbers(number)}; ?: all titles; Enter: none):"


def confirm_ticks(number: int) -> str:
    """Return the last question."""
    return f"Tick {pluralize(number, 'item')}?"


def bad_offer(word: str, most: int) -> str:
    """Return that no category has a number."""
    return f"“{word[:40]}” is not in the list. Use numbers from 1 to {most}, or press Enter."


def offer_lines(
    offers: Sequence[Offer], curriculum: Curriculum, screen: Screen, height: int
) -> list[Lines]:
    """Return what can be ticked, the least sure category first, on one screen if it fits.

    All titles are shown where they fit, else those of a line for each category, else those of the
    first categories.
    """
    width, console = min(screen.width, WIDEST), screen.console
    number = sum(len(offer.keys) for offer in offers)
    them = agree(number, "it", "them")
    about = [
        "",
        f"dlr can tick {pluralize(number, 'item')} that you very likely know, and mark {them} as "
        f"inferred. To remove {agree(number, 'this tick', 'these ticks')} later: dlr undo",
        *(["Least certain first, with the number of items:"] if len(offers) > 1 else ()),
    ]
    head = [line for text in about for line in wrap_text(Text(text), width, console)]
    room = height - len(head) - len(question_lines(leave_out(len(offers)), screen))
    return [Lines(*head, *_fit(list(_name(offers, curriculum)), width, console, room))]


def title_lines(offers: Sequence[Offer], curriculum: Curriculum, screen: Screen) -> list[Lines]:
    """Return all titles of what can be ticked, on however many lines."""
    width = min(screen.width, WIDEST)
    named = _name(offers, curriculum)
    return [Lines(*(line for one in named for line in _list_titles(*one, width, screen.console)))]


def _name(offers: Sequence[Offer], curriculum: Curriculum) -> Iterator[tuple[Text, list[str]]]:
    """Yield the name of each category, with its number, and the titles of its items.

    A single item with the title of its category needs none.
    """
    names = {one.name: one.title for one in find_sections(curriculum) if one.of == "category"}
    for number, (area, keys, _) in enumerate(offers, 1):
        titles = [curriculum.items[key].title for key in keys]
        entry = number_entry(number, f"{names[area.id]} ({len(keys):,})")
        yield entry, [] if titles == [area.title] else titles


def _fit(
    named: Sequence[tuple[Text, list[str]]], width: int, console: Console, room: int
) -> list[Text]:
    whole = [line for one in named for line in _list_titles(*one, width, console)]
    if len(whole) <= room:
        return whole
    short = [_shorten_titles(*one, width, console) for one in named]
    for shown in range(len(named), -1, -1):
        lines = [line for one in short[:shown] for line in one]
        lines += flow([entry for entry, _ in named[shown:]], width, console)
        if len(lines) <= room:
            break
    return lines


def _list_titles(entry: Text, titles: list[str], width: int, console: Console) -> list[Text]:
    below = f": {join_words(titles, len(titles))}" if titles else ""
    return flow([Text.assemble(entry, below)], width, console)


def _shorten_titles(entry: Text, titles: list[str], width: int, console: Console) -> list[Text]:
    """Return a category on a single line, with the titles that fit there."""
    for most in range(len(titles), min(len(titles) - 1, 1), -1) if titles else ():
        line = Text.assemble(entry, f": {join_words(titles, most)}")
        if line.cell_len <= width:
            return [line]
    return flow([entry], width, console)
