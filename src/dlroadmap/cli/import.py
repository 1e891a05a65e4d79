"""dlr import: make a curriculum of a list, or take in progress."""

import sys
from collections.abc import Mapping
from pathlib import Path

from dlroadmap.authoring.outline import UNTITLED, Outline
from dlroadmap.cli.options import argument, flag, one_of, option, takes
from dlroadmap.cli.selecting import check_choice
from dlroadmap.cli.session import Session
from dlroadmap.errors import DlrError, ExitCode
from dlroadmap.exchange.reading.kinds import NAMES, read, read_file
from dlroadmap.text import clean, is_web_address

EXAMPLES = [
    "dlr import checklist.md",
    "dlr import checklist.md --dry-run",
    "task export | dlr import -",
    "dlr import progress.md",
]


@takes("curriculum", "json", "color", "yes", "no_input")
def run(
    session: Session,
    source: str = argument("FILE", "The list; - reads standard input."),
    kind: str | None = option("--from", "FORMAT", f"{one_of(NAMES)} (default: by the content)."),
    id: str | None = option("--id", "ID", "Set the curriculum's id (default: from its title)."),
    into: str | None = option(
        "--into", "ID|PATH", "Update this imported curriculum, or write to this folder."
    ),
    base: str | None = option("--base", "URL", "Resolve relative links against this address."),
    match: bool = flag("--match", "Match the list against the current curriculum instead."),
    merge: bool = flag("--merge", "Accept events of devices that are new here."),
    dry_run: bool = flag("--dry-run", "Show what would change, and change nothing."),
) -> int:
    """Make a curriculum of a list, or take in progress.

    Reads task lists and headings in Markdown, CSV, Taskwarrior, roadmap.sh and graphs. Checked
    boxes become ticks. A list that was imported before keeps its ids and ticks. What dlr exported
    sets the states of its items, or merges its events, and makes no curriculum.
    """
    check_choice("--from", kind, NAMES)
    if match:
        _refuse({"--id": id, "--into": into}, "--match")
    if base is not None and not is_web_address(base):
        message = f"“{clean(base)}” is not a valid web address."
        raise DlrError("usage", message, "Use one like https://example.org/list/")
    for word, value in {"--id": id, "--into": into}.items():
        if value == "":
            raise DlrError("usage", f"{word} is empty.", "See dlr import --help")
    data, name = _open(source)
    found = read(data, name, base or "", kind or _find_kind(source, data))
    if not isinstance(found, Outline):
        _refuse({"--id": id, "--into": into, "--match": match}, "events of a history")
        from dlroadmap.cli.importing_events import take_in

        return take_in(session, found, source, merge, dry_run)
    if match:
        from dlroadmap.cli.importing_matches import match_list

        match_list(session, found, source, dry_run)
    elif any(item.key for item in found.items):
        from dlroadmap.cli.importing_states import set_states

        set_states(session, found, source, id, into, dry_run)
    else:
        from dlroadmap.cli.importing_lists import import_list

        import_list(session, found, source, id, into, dry_run)
    return ExitCode.OK


def _refuse(given: Mapping[str, str | bool | None], where: str) -> None:
    """Refuse options that have no meaning `where` they are given."""
    for name, value in given.items():
        if value:
            raise DlrError("usage", f"{name} cannot be used with {where}.", f"Leave out {name}.")


def _find_kind(source: str, data: bytes) -> str | None:
    """Return the format that a file's name says, unless its content is JSON."""
    is_table = Path(source).suffix.casefold() in (".csv", ".tsv")
    return "csv" if is_table and data.lstrip()[:1] not in (b"{", b"[") else None


def _open(source: str) -> tuple[bytes, str]:
    """Return what is in a file or on standard input, and the name that it suggests."""
    if source == "-":
        return read_file(sys.stdin.buffer), UNTITLED
    path = Path(source).expanduser()
    try:
        with path.open("rb") as file:
            return read_file(file), path.stem
    except OSError as error:
        raise DlrError("unreadable-list", f"{path} cannot be read: {error.strerror}.") from error
