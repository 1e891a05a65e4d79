"""The history, an event a line."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from dlroadmap.render.screen import NARROW, Screen
from dlroadmap.words import local_time


def log_lines(
    events: Sequence[Mapping[str, Any]], number: int, screen: Screen
) -> Iterator[RenderableType]:
    """Yield the last events of a number, notes below them, and how to see the earlier ones.

    Times are on the reader's clock. On a narrow screen the item has a line of its own.
    """
    if not events:
        yield "Nothing was said yet. A good beginning: dlr next"
        return
    narrow = screen.width < NARROW
    longest = max(len(kind_in_words(event)) for event in events)
    if not narrow:
        yield Text(f"{'When':<16}  {'Batch':<6}  {'What':<{longest}}  Item", "bold")
    for event in events:
        id = event["key"].partition("/")[2] or event["key"]
        when, batch, kind = local_time(event["at"]), event["batch"][:6], kind_in_words(event)
        if narrow:
            yield from (f"{when[:10]}  {batch}  {kind}", f"  {id}")
        else:
            yield f"{when}  {batch}  {kind:<{longest}}  {id}"
        on = event["on"] and f"dated {event['on']}"
        if more := ", ".join(filter(None, (event["note"], event["link"], on))):
            yield Padding(Text(more), (0, 0, 0, 4))
    if earlier := number - len(events):
        yield from ("", f"{earlier} earlier: dlr log -n {number}")


def kind_in_words(event: Mapping[str, Any]) -> str:
    """Return what was said in a word or two, such as `tick (inferred)` or `review (good)`."""
    more = [event["grade"], event["goal"] if event["goal"] != "set" else None]
    more += ["inferred"] * event["inferred"] + ["undone"] * event["undone"]
    told = ", ".join(filter(None, more))
    return f"{event['kind']} ({told})" if told else str(event["kind"])
