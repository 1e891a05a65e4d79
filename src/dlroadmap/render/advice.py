"""What to do about a failure."""

from dlroadmap.errors import DlrError

RESTORE = "dlr backup --list shows the backups that can be restored."

COMMANDS = {
    "bad-backup": "dlr backup --list shows the other backups.",
    "bad-curriculum": "To see them: dlr lint {}",
    "broken-curriculum": "To see them all: dlr lint {}",
    "store-damaged": f"dlr doctor says more, {RESTORE}",
    "store-uncertain": "dlr log shows whether it was.",
    "too-long": "Ask for more hours: dlr plan --hours N",
    "unknown-item": "Look for it: dlr search WORDS",
    "unknown-rule": "All rules: dlr rule",
}
"""The command that helps further by the code of an error; `{}` is the error's subject."""


def advice_on(error: DlrError) -> tuple[str, ...]:
    """Return what an error advises by itself, then the command that helps, a line each."""
    if error.subject is None:
        return error.advice
    return (*error.advice, COMMANDS[error.code].format(error.subject))
