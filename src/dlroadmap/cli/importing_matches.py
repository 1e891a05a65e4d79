"""A list of names against what there is."""

import shlex
import sys
from datetime import date
from functools import partial
from typing import Any

import typer

from dlroadmap.authoring.outline import Dropped, Listed, Outline
from dlroadmap.cli.asking import choose
from dlroadmap.cli.documents import import_document, recorded_document
from dlroadmap.cli.name_lists import section_names
from dlroadmap.cli.session import Session, print_json
from dlroadmap.curriculum.model import Item
from dlroadmap.curriculum.resolving import Label, Likely, Resolved, Resolver
from dlroadmap.guide.merging import Stated, combine, find_news, merge_states
from dlroadmap.guide.stated_days import read_day
from dlroadmap.guide.summary import summarize
from dlroadmap.render.dropped_page import dropped_lines
from dlroadmap.render.matches_page import (
    adopted_lines,
    bad_number,
    count_line,
    likely_lines,
    match_tables,
    number_question,
)
from dlroadmap.render.words import standing
from dlroadmap.text import clean


def match_list(session: Session, outline: Outline, source: str, dry_run: bool) -> None:
    """Match a list against the curriculum in use, tick what is checked, and show what matched."""
    used = session.curriculum
    listed = {_label(item, number): item for number, item in enumerate(outline.items)}
    resolved = Resolver(used).resolve(listed)
    summary = count_line(resolved, used.title)
    chosen: list[tuple[Label, Item]] = []
    if session.can_ask and not dry_run:
        asked = [one for one in resolved.likely if one.may and _is_claimed(listed[one.label])]
        if asked:
            session.screen.print(summary)
        chosen = _ask(session, asked)
        labels = {label for label, _ in chosen}
        left = [one for one in resolved.likely if one.label not in labels]
        resolved = resolved._replace(likely=left)
        summary = count_line(resolved, used.title, len(labels))
    matched = [*((label, item) for label, item, _ in resolved.sure), *chosen]
    matched.sort(key=lambda row: row[0].number)
    dropped = list(outline.dropped)
    claims = combine(
        _claim(listed[label], item, session.today(), dropped) for label, item in matched
    )
    idle = dry_run or not find_news(claims, session.past(used).progress)
    recorded = session.record(partial(merge_states, claims), dry_run=idle)
    changes = find_news(claims, recorded.before.progress)
    if session.as_json:
        items, sure = len(outline.items), len(resolved.sure)
        print_json({
            **import_document(source, used.id, None, items, sure, changes, dropped),
            **_groups(resolved, matched),
            **recorded_document(changes, recorded.batch, (), dry_run),
        })  # fmt: skip
        return
    file = "" if source == "-" else shlex.quote(source)
    again = f"dlr import {file} --match --dry-run | less" if file else ""
    is_plain = source.lower().endswith((".md", ".txt"))
    tick = f"dlr tick - --sure < {file}" if is_plain else ""
    boxes = any(item.state for item in outline.items)
    totals = summarize(used, recorded.after.progress).totals
    session.screen.print(
        summary,
        *match_tables(resolved, chosen, again, sys.stdout.isatty(), session.screen),
        *dropped_lines(dropped, sys.stdout.isatty()),
        *adopted_lines(
            [change.after for change in changes],
            len(claims),
            boxes,
            standing(used.title, totals),
            dry_run,
            tick,
        ),
    )


def _label(item: Listed, number: int) -> Label:
    links = tuple(link.url for link in item.links)
    return Label(item.line, clean(item.title), item.aliases, links, number)


def _is_claimed(item: Listed) -> bool:
    """Return whether something is recorded of an item once it is matched."""
    return item.state in ("done", "doing", "skipped")


def _ask(session: Session, asked: list[Likely]) -> list[tuple[Label, Item]]:
    """Return what the learner says that labels are; the end of input changes nothing at all."""
    chosen: list[tuple[Label, Item]] = []
    for likely in asked:
        most = len(likely.may)
        answers: dict[str, tuple[Item, ...] | str] = {"": (), "q": "stop"}
        answers |= {str(number): (item,) for number, item in enumerate(likely.may, 1)}
        answers |= {"a": likely.may} if most > 1 else {}
        session.screen.print("", *likely_lines(likely))
        refuse = partial(_refuse, session, most)
        items = choose(session, number_question(most), answers, refuse)
        if items is None:
            raise typer.Abort
        if isinstance(items, str):
            break
        chosen += ((likely.label, item) for item in items)
    if asked:
        session.screen.print("")
    return chosen


def _refuse(session: Session, most: int, typed: str) -> None:
    session.screen.print(bad_number(typed, most))


def _claim(listed: Listed, item: Item, today: date, dropped: list[Dropped]) -> Stated:
    """Return what a list says of an item; a day that makes no sense is dropped."""
    on, why = read_day(listed.on if _is_claimed(listed) else "", today)
    dropped += [Dropped(listed.line, listed.on, why)] if why else []
    state = listed.state if _is_claimed(listed) else ""
    return Stated(item.key, state, on=on, claimed=True)


def _groups(resolved: Resolved, matched: list[tuple[Label, Item]]) -> dict[str, Any]:
    sure = {label for label, *_ in resolved.sure}
    return {
        "matched": [
            {**_place(label), "key": item.key, "sure": label in sure} for label, item in matched
        ],
        "likely": [
            {
                **_place(likely.label),
                "candidates": [item.key for item in likely.may],
                **({"sections": section_names(likely.sections)} if likely.sections else {}),
            }
            for likely in resolved.likely
        ],
        "unknown": list(map(_place, resolved.unknown)),
    }


def _place(label: Label) -> dict[str, Any]:
    return {"line": label.line, "text": label.text}
