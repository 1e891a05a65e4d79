"""The history, an event a line."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from dlroadmap.render.screen import NARROW, Screen
from dlroadmap.words import local_time


def log_lines(
    events: Sequence[Mapping[str, Any]], number: int, screen: Screen
) -> list[RenderableType]:
    """Return the last events of a number, and how to see the earlier ones."""
    if not events:
        return ["Nothing was said yet. A good beginning: dlr next"]
    earlier = number - len(events)
    more = ["", f"{earlier} earlier: dlr log -n {number}"] if earlier else []
    return [*_history_lines(events, screen), *more]


def _history_lines(events: Sequence[Mapping[str, Any]], screen: Screen) -> list[RenderableType]:
    """Return events with the time on the reader's clock, notes below them.

    On a narrow screen the item has a line of its own.
    """
    narrow = screen.width < NARROW
    kinds = [kind_in_words(event) for event in events]
    longest = max(map(len, kinds))
    lines: list[RenderableType] = []
    if not narrow:
        lines.append(Text(f"{'When':<16}  {'Batch':<6}  {'What':<{longest}}  Item", "bold"))
    for event, kind in zip(events, kinds, strict=True):
        id = event["key"].partition("/")[2] or event["key"]
        when, batch = local_time(event["at"]), event["batch"][:6]
        if narrow:
            lines += [Text(f"{when[:10]}  {batch}  {kind}"), Text(f"  {id}")]
        else:
            lines.append(Text(f"{when}  {batch}  {kind:<{longest}}  {id}"))
        on = event["on"] and f"dated {event['on']}"
        if more := ", ".join(filter(None, (event["note"], event["link"], on))):
            lines.append(Padding(Text(more), (0, 0, 0, 4)))
    return lines


def kind_in_words(event: Mapping[str, Any]) -> str:
    """Return what was said in a word or two, such as `tick (inferred)` or `review (good)`."""
    more = [event["grade"], event["goal"] if event["goal"] != "set" else None]
    more += ["inferred"] * event["inferred"] + ["undone"] * event["undone"]
    told = ", ".join(filter(None, more))
    return f"{event['kind']} ({told})" if told else str(event["kind"])
