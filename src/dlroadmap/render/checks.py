"""What doctor found, a line each."""

from collections.abc import Callable, Iterable

from rich.text import Text

from dlroadmap.doctor import Check
from dlroadmap.errors import DlrError
from dlroadmap.render.advice import RESTORE, advice_on
from dlroadmap.render.import_events_page import SHORT
from dlroadmap.render.layout import Columns
from dlroadmap.render.tables import labelled
from dlroadmap.render.words import describe_double, describe_dropped, describe_former
from dlroadmap.text import clean, strip_unsafe
from dlroadmap.words import agree, join_words, pluralize

_STYLES = {"ok": "green", "note": "bold", "damage": "bold red"}

_NAMES = {"place": "location"}
"""What a person reads for a check that is not called so in JSON."""


def _advice(error: DlrError) -> tuple[str, ...]:
    """Return what helps, but not dlr doctor, which is where this is shown."""
    return (*error.advice, RESTORE) if error.code == "store-damaged" else advice_on(error)


MESSAGES: dict[str, Callable[..., str]] = {
    "no-store": lambda path: f"nothing is recorded yet; {path} will be created",
    "refused": lambda error: clean(" ".join([error.message, *_advice(error)])),
    "sound-store": lambda path, events: f"{path} is intact, {pluralize(events, 'event')}",
    "damaged-store": lambda path, verdicts: f"{path}: {clean('; '.join(verdicts))}. {RESTORE}",
    "broken-chain": lambda fault: f"{fault}. {RESTORE}",
    "more-faults": lambda number: f"and {number:,} more {agree(number, 'problem', 'problems')}",
    "whole-chain": lambda: "no recorded event was altered",
    "forks": lambda devices: (
        f"{agree(len(devices), 'a device', f'{len(devices)} devices')} "
        f"({join_words([device[:SHORT] for device in devices])}) recorded two different "
        "histories, as happens when a home folder is copied; dlr keeps both"
    ),
    "no-kept-state": lambda: "none yet; the next change creates it from the history",
    "unfit-kept-state": lambda differences: (
        f"differs from the history ({join_words(differences)}); dlr trusts the history, "
        "and the next change rebuilds this"
    ),
    "fitting-kept-state": lambda: "the saved state matches the history",
    "no-folder": lambda folder: f"{folder} will be created when something is recorded",
    "read-only": lambda folder: f"{folder} is not writable; ticks will fail",
    "open-to-others": lambda folder, mode: (
        f"others can read {folder} ({mode:o}); to make it private: chmod 700 {folder}"
    ),
    "private": lambda folder: f"{folder} is private",
    "network": lambda folder, kind: (
        f"{folder} is on a network file system ({kind}), where locks may fail; "
        "use one machine at a time, or set DLR_HOME"
    ),
    "local": lambda folder, kind: f"{folder} is on a local disk" + (f" ({kind})" if kind else ""),
    "several-programs": lambda programs: (
        f"{len(programs)} programs named dlr are on the PATH: {join_words(programs)}; "
        "the first one is used"
    ),
    "one-program": lambda: "one dlr on the PATH",
    "no-program": lambda: "dlr is not on the PATH",
    "valid-settings": lambda: "every setting is valid",
    "readable": lambda number: f"{number:,} can be read",
    "broken": lambda fault: fault,
    "double": describe_double,
    "misnamed": lambda home, main: (
        f"{clean(str(main))} has the id {home}; rename it to match, and dlr finds it faster"
    ),
    "renamed": describe_former,
    "dropped": describe_dropped,
    "unknown": lambda keys: (
        f"not in any curriculum: {join_words(keys)}; your progress on "
        f"{agree(len(keys), 'it', 'them')} remains saved"
    ),
    "retired": lambda keys: f"retired: {join_words(keys)}; your progress remains saved",
    "known": lambda: "no unknown item in your history",
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
            strip_unsafe(f"{_NAMES.get(check.name, check.name)}: {check_message(check)}"),
        )
        for check in checks
    )
