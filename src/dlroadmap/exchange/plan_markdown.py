"""A plan as a Markdown checklist, a section a week."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.plan import Plan
from dlroadmap.render.plan_page import list_week
from dlroadmap.render.words import estimate_hours, note_guessed
from dlroadmap.words import format_exactly, format_pace


def export_plan(plan: Plan, curriculum: Curriculum, title: str, _now: datetime) -> str:
    """Return the finish in words, and each week as a section."""
    sections = {
        f"Week of {week.start} ({format_pace(week.hours)})": list_week(week, curriculum)
        for week in plan.weeks
    }
    words = "Nothing is left to do."
    if finish := plan.finish:
        guess = note_guessed(plan.guessed, plan.items)
        effort = estimate_hours(plan.hours, plan.guessed)
        a_week = f"{format_exactly(plan.hours_per_week)} a week"
        hours = f"{effort[0].upper()}{effort[1:]}{guess}, {a_week}"
        words = (
            f"{hours}: done around {finish.likely} (likely range: {finish.early} to {finish.late})."
        )
    return checklist(f"Plan: {title}", [words], sections)


def checklist(title: str, words: Iterable[str], sections: Mapping[str, Iterable[str]]) -> str:
    """Return a page with a title, some paragraphs, and a GFM task list below each heading."""
    blocks = [f"# {escape(title)}", *map(escape, words)]
    for heading, boxes in sections.items():
        blocks.append(f"## {escape(heading)}")
        blocks.append("\n".join(f"- [ ] {escape(box)}" for box in boxes))
    return "\n\n".join(filter(None, blocks)) + "\n"


def escape(text: str) -> str:
    """Return a text that Markdown shows as it is."""
    text = re.sub(r"([\\`*_\[\]<>|~#])", r"\\\1", text)
    return re.sub(r"&(?=#?\w+;)", r"\\&", text)
