"""Hours are plausible and match the weeks of their level.

An item of more than 200 hours that is neither a project nor a milestone is a whole course: learners
see no progress on it for months. If a curriculum has `hours_per_week`, the hours of a level should
roughly match its weeks: at most twice as many, and at least half. If a category or level has
`choose`, only the hours of the chosen part count.

## Example

```yaml
hours_per_week: 10
levels:
  - id: entry
    title: Entry
    weeks: 4-6              # 40 to 60 hours
    categories: [theory]    # with items of 300 hours
```

## Instead

Split a big item into smaller ones. Change `weeks` to match the hours of the level, or correct the
item whose hours are wrong.
"""

from dlroadmap.format.nodes import text_of, value_of
from dlroadmap.guide.summary import summarize
from dlroadmap.lint.checked import Checked
from dlroadmap.lint.rule import Found, Met, Rule
from dlroadmap.progress.fold import Progress
from dlroadmap.words import format_number

MOST = 200


def check(checked: Checked) -> Found:
    """Yield own items of too many hours, and levels whose hours and weeks are far apart."""
    for definition in checked.own.values():
        item, hours = definition.item, definition.node.get("hours")
        if hours and (item.hours or 0) > MOST and item.kind not in ("project", "milestone"):
            assert item.hours
            number = format_number(item.hours)
            message = f"{number} hours are too many for one {item.kind}; split it"
            yield Met(definition.source, hours, message)
    yield from _levels(checked)


def _levels(checked: Checked) -> Found:
    curriculum, draft = checked.assembly.curriculum, checked.assembly.draft
    if not checked.whole or not curriculum or not curriculum.hours_per_week:
        return
    pace = curriculum.hours_per_week
    parts = summarize(curriculum, Progress({}, {})).levels
    said = {text_of(value_of(each.node, "id")): each.node for each in draft.levels}
    for level, part in zip(curriculum.levels, parts, strict=True):
        weeks = value_of(said.get(level.id), "weeks")
        if not weeks or not level.weeks or not level.weeks[1]:
            continue
        low, high = (end * pace for end in level.weeks)
        hours = part.counts.hours
        known = all(curriculum.hours[key] is not None for key in part.asked)
        if hours > 2 * high or (hours < low / 2 and part.asked and known):
            span = " to ".join(map(format_number, dict.fromkeys((low, high))))
            message = (
                f"the items of this level take {format_number(hours)} hours, but its weeks have "
                f"{span} at {format_number(pace)} hours a week; correct the wrong number"
            )
            yield Met(draft.main, weeks, message)


RULE = Rule(__name__, "info", __doc__, curriculum=check)
