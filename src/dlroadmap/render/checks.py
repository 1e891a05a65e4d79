"""What doctor found, a line each."""

from collections.abc import Callable, Iterable

from rich.text import Text

from dlroadmap.doctor import Check
from dlroadmap.render.advice import RESTORE, advice_on
from dlroadmap.render.layout import Columns
from dlroadmap.render.tables import labelled
from dlroadmap.render.words import describe_double, describe_dropped, describe_former
from dlroadmap.text import clean, strip_unsafe
from dlroadmap.words import join_words, pluralize

_STYLES = {"ok": "green", "note": "bold", "damage": "bold red"}

MESSAGES: dict[str, Callable[..., str]] = {
    "no-store": lambda path: f"nothing was recorded yet; it will lie in {path}",
    "refused": lambda error: clean(" ".join([error.message, *advice_on(error)])),
    "sound-store": lambda path, events: f"{path} is sound, {pluralize(events, 'event')}",
    "damaged-store": lambda path, verdicts: f"{path}: {clean('; '.join(verdicts))}. {RESTORE}",
    "broken-chain": lambda fault: f"{fault}. {RESTORE}",
    "more-faults": lambda number: f"and {pluralize(number, 'fault')} more",
    "whole-chain": lambda: "every event is as it was written",
    "no-kept-state": lambda: "none yet; the next change makes it from the history",
    "unfit-kept-state": lambda differences: (
        f"does not fit the history ({join_words(differences)}); the history decides, "
        "and the next change makes it anew"
    ),
    "fitting-kept-state": lambda: "what is kept for speed is what the history adds up to",
    "no-folder": lambda folder: f"{folder} will be made when something is recorded",
    "read-only": lambda folder: f"{folder} cannot be written; ticks will fail",
    "open-to-others": lambda folder, mode: (
        f"{folder} is open to others ({mode:o}); to close it: chmod 700 {folder}"
    ),
    "private": lambda folder: f"{folder} is yours alone",
    "network": lambda folder, kind: (
        f"{folder} lies on a network folder ({kind}), where locks may fail; "
        "use one machine at a time, or set DLR_HOME"
    ),
    "local": lambda folder, kind: f"{folder} is local" + (f" ({kind})" if kind else ""),
    "several-programs": lambda programs: (
        f"{len(programs)} programs named dlr are on the PATH: {join_words(programs)}; "
        "the first one runs"
    ),
    "one-program": lambda: "one dlr on the PATH",
    "no-program": lambda: "dlr is not on the PATH",
    "valid-settings": lambda: "every setting is valid",
    "readable": lambda number: f"{number} can be read",
    "broken": lambda fault: fault,
    "double": describe_double,
    "misnamed": lambda home, main: (
        f"{clean(str(main))} has the id {home}; under that name it is found sooner"
    ),
    "renamed": describe_former,
    "dropped": describe_dropped,
    "unknown": lambda keys: (
        f"no curriculum here has {join_words(keys)}; your progress on it is kept"
    ),
    "retired": lambda keys: f"retired since: {join_words(keys)}; your progress is kept",
    "known": lambda: "every item of your history is known",
}
"""What to say by what was found; each takes the values of the check."""


def check_message(check: Check) -> str:
    """Return in words what was found."""
    return MESSAGES[check.finding](**check.values)


def check_lines(checks: Iterable[Check]) -> Columns:
    """Return each check with its verdict in front."""
    return labelled(
        (
            Text(check.verdict, _STYLES[check.verdict]),
            strip_unsafe(f"{check.name}: {check_message(check)}"),
        )
        for check in checks
    )
