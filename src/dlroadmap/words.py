"""Words and times of day for people."""

from datetime import UTC, datetime, tzinfo

from dlroadmap.text import clean


def pluralize(number: int, noun: str) -> str:
    """Return `1 item` or `3 items`."""
    return f"{number:,} {noun}{agree(number, '', 's')}"


def agree(number: float, one: str, many: str) -> str:
    """Return `one` for a single thing, else `many`."""
    return one if number == 1 else many


def join_words(words: list[str], most: int = 5) -> str:
    """Return `a, b and c`, or `a, b and 7 more` when there are more than `most`."""
    if len(words) > most:
        words = [*words[: most - 1], f"{len(words) - most + 1} more"]
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def format_number(value: float) -> str:
    """Return `1,207`, `2.5`, or `0.25`: of small numbers two decimals, of others one."""
    if value == int(value):
        return f"{value:,.0f}"
    return f"{value:.2f}".rstrip("0").rstrip(".") if abs(value) < 10 else f"{value:,.1f}"


def format_exactly(value: float) -> str:
    """Return `1,207`, `12.25` or `0.1`: of any number two decimals."""
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def format_pace(hours: float) -> str:
    """Return `12.25 hours` or `1 hour`, with the decimals that a pace is reckoned with."""
    return f"{format_exactly(hours)} hour{agree(hours, '', 's')}"


def format_hours(hours: float) -> str:
    """Return `1 hour` or `2.5 hours`."""
    return f"{format_number(hours)} hour{agree(hours, '', 's')}"


def localize(moment: datetime, zone: tzinfo | None = None) -> datetime:
    """Return a moment on the clock of a zone, without one of this machine; in UTC if that fails.

    It fails where a zone makes no sense, and for years that only one of the two clocks knows.
    """
    try:
        return moment.astimezone(zone)
    except (ValueError, OverflowError, OSError):
        return moment.astimezone(UTC)


def local_day(at: str) -> str:
    """Return the day that a time in UTC falls on, on the reader's clock."""
    return local_time(at)[:10]


def local_time(at: str) -> str:
    """Return a time in UTC as day, hour and minute on the reader's clock."""
    try:
        moment = localize(datetime.fromisoformat(at))
        return moment.isoformat(" ", "minutes")[:16]
    except (ValueError, OverflowError):
        return clean(at)[:16]
