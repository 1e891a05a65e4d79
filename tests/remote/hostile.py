"""What the hostile tests share: journals made by hand, and what must not have changed."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from conftest import Result
from dlroadmap.progress.events import Event, event_id
from dlroadmap.progress.lines import write_line
from dlroadmap.remote.segments import ABOUT

HISTORY = "0" * 32
THEM, US = "b" * 16, "a" * 16


def make_events(
    number: int, device: str = THEM, clock: int = 1, key: str = "small/matrices", **fields: Any
) -> list[Event]:
    """Return a chain of ticks as another device could have written it."""
    events, prev = list[Event](), ""
    for n in range(1, number + 1):
        bare = Event(
            "", device, n, prev, clock + n - 1, "2026-03-01T12:00:00.000Z", "+0100",
            f"{n:012x}", key, "tick", "{}",
        )  # fmt: skip
        events.append(seal(bare, **fields))
        prev = events[-1].id
    return events


def seal(event: Event, **fields: Any) -> Event:
    """Return an event with other content and the id that fits it."""
    changed = event._replace(**fields)
    return changed._replace(id=event_id(changed))


def make_about(**fields: Any) -> bytes:
    """Return a `journal.json`, some of its fields replaced."""
    document = {
        "format": 1,
        "histories": [HISTORY],
        "name": "tower",
        "events": 1,
        "at": "2026-03-01T12:00:00Z",
    }
    return json.dumps({**document, **fields}).encode()


def make_lines(events: Iterable[Event]) -> bytes:
    """Return events as a segment."""
    return "".join(map(write_line, events)).encode()


def make_files(
    lines: Iterable[Event] | bytes, about: bytes | None = None, name: str = "000001.jsonl"
) -> dict[str, bytes]:
    """Return the files of a journal with one segment."""
    data = lines if isinstance(lines, bytes) else make_lines(lines)
    return {ABOUT: make_about() if about is None else about, name: data}


def put(place: Path, device: str, files: Mapping[str, bytes]) -> Path:
    """Put a journal into a folder, and return where it is."""
    folder = place / "dlr" / device
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


def find_journals(place: Path) -> Sequence[str]:
    """Return the devices that have a journal in a folder."""
    return sorted(path.name for path in (place / "dlr").iterdir())


def is_harmless(result: Result) -> bool:
    """Return whether an answer cannot steer a terminal, and is no crash."""
    text = result.out + result.err
    bad = {c for c in text if not c.isprintable() and c != "\n"}
    return not bad and "bug" not in text and "Traceback" not in text
