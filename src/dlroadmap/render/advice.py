"""What to do about a failure."""

from dlroadmap.errors import DlrError

RESTORE = "To restore a backup: dlr backup --list"

COMMANDS = {
    "already-added": "To update it: dlr update {}",
    "bad-login": "Then: dlr group {}",
    "bad-backup": "To see the other backups: dlr backup --list",
    "bad-config": "To remove it: dlr config --unset {}",
    "bad-curriculum": "To see them: dlr lint {}",
    "board-closed": (
        "To see what you are asked to learn: dlr group assigned\n"
        "To see your own progress: dlr status"
    ),
    "broken-curriculum": "To see them all: dlr lint {}",
    "changed-here": (
        "To keep your changes, make them in an overlay: dlr new overlay mine --extends {0}\n"
        "To discard them: dlr update {0} --discard"
    ),
    "id-taken": "To use another id: dlr add {} --id ID",
    "in-use": "Choose another one first: dlr use {}",
    "is-category": "To list its items: dlr list --category {}",
    "is-curriculum": "To list its items: dlr list --curriculum {}",
    "is-level": "To list its items: dlr list --level {}",
    "member-taken": "To give that member a new invitation: dlr group rotate {}",
    "no-group": "To join one: dlr group {}",
    "not-received": "To receive it first: dlr sync {}",
    "older-track": "To make your version the group's: dlr group sync --track",
    "other-history": "If all of it is yours, merge it: dlr sync {} --merge",
    "remote-emptied": (
        "If it is on a disk that is not connected, connect it and try again.\n"
        "To send your history again: dlr sync {} --yes\n"
        "To stop syncing: dlr sync --stop"
    ),
    "several-curricula": "Specify which ones, for example: dlr add {}",
    "store-damaged": "For details: dlr doctor. To see the backups: dlr backup --list",
    "store-uncertain": "To check: dlr log",
    "too-long": "Plan more hours a week: dlr plan --hours N",
    "still-needed": "To remove them together: dlr remove {}",
    "unfit-curriculum": "To add them together: dlr add {}",
    "unknown-item": "To search: dlr search WORDS",
    "unknown-rule": "To see all rules: dlr rule",
    "which-group": "Choose one: dlr config group {}",
}
"""The command that helps further by the code of an error; `{}` is the error's subject."""


def advice_on(error: DlrError) -> tuple[str, ...]:
    """Return what an error advises by itself, then the command that helps, a line each."""
    if error.subject is None:
        return error.advice
    return (*error.advice, *COMMANDS[error.code].format(error.subject).splitlines())
