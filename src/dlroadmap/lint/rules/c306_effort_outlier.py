"""Hours are plausible, and agree with the weeks of their level.

An item of more than 200 hours that is no project and no milestone is a course of its own: nobody
sees progress on it for months. And where a curriculum says how many hours a week it assumes, the
hours of a level should be somewhere near its weeks: not more than twice as many, and not less
than half. Where `choose` asks for a part only, only that part counts.

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

Cut a big item into smaller ones. Set `weeks` to what the hours of the level say, or look for the
item whose hours are far off.
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
            message = f"{number} hours are too many for one {item.kind}; cut it up"
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
                f"the items of this level take {format_number(hours)} hours, yet its weeks have "
                f"{span} at {format_number(pace)} a week; change the one that is wrong"
            )
            yield Met(draft.main, weeks, message)


RULE = Rule(__name__, "info", __doc__, curriculum=check)
