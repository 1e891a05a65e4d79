"""dlr import: make a curriculum of a list, or take in progress."""

import sys
from pathlib import Path

from dlroadmap.authoring.outline import Outline
from dlroadmap.cli.options import argument, flag, one_of, option, takes
from dlroadmap.cli.selecting import check_choice
from dlroadmap.cli.session import Session
from dlroadmap.errors import DlrError
from dlroadmap.exchange.reading.kinds import MAX_BYTES, NAMES, read

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
) -> None:
    """Make a curriculum of a list, or take in progress.

    Reads task lists and headings in Markdown, CSV, Taskwarrior, roadmap.sh and graphs. Checked
    boxes become ticks. A list that was imported before keeps its ids and ticks. What dlr exported
    sets the states of its items, or merges its events, and makes no curriculum.
    """
    check_choice("--from", kind, NAMES)
    data, name = _open(source)
    found = read(data, name, base or "", kind)
    if not isinstance(found, Outline):
        from dlroadmap.cli.importing_events import take_in

        take_in(session, found, merge, dry_run)
    elif match:
        from dlroadmap.cli.importing_matches import match_list

        match_list(session, found, source, dry_run)
    elif any(item.key for item in found.items):
        from dlroadmap.cli.importing_states import set_states

        set_states(session, found, dry_run)
    else:
        from dlroadmap.cli.importing_lists import import_list

        import_list(session, found, source, id, into, dry_run)


def _open(source: str) -> tuple[bytes, str]:
    """Return what is in a file or on standard input, and the name that it suggests."""
    if source == "-":
        return sys.stdin.buffer.read(MAX_BYTES + 1), "Imported list"
    path = Path(source).expanduser()
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1), path.stem
    except OSError as error:
        raise DlrError("unreadable-list", f"{path} cannot be read: {error.strerror}.") from error
