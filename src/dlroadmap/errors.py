"""Failures that a person can do something about, and the exit codes."""

from enum import IntEnum


class ExitCode(IntEnum):
    """What the exit status of every command means."""

    OK = 0
    """Fine."""
    NO = 1
    """The answer is no: dlr found problems, or nothing matched."""
    FAILED = 2
    """It could not be done: usage, bad input, an unreadable store, a bug."""
    INTERRUPTED = 130
    """Stopped by Ctrl-C."""


class DlrError(Exception):
    """A failure told in words: what was wrong and where, then what to do.

    `code` is a stable word for scripts, `details` more for `--json`. Where a command helps further,
    `subject` says with what; the code decides which command is named when the error is shown.
    """

    def __init__(
        self, code: str, message: str, *advice: str, subject: object = None, **details: object
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.advice = advice
        self.subject = subject
        self.details = details
