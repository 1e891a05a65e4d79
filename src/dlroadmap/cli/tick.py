"""dlr tick: mark items as done."""

from dlroadmap.cli import recording
from dlroadmap.cli.options import NAMES, flag, takes
from dlroadmap.cli.session import Session
from dlroadmap.errors import DlrError

EXAMPLES = [
    "dlr tick backpropagation",
    "dlr tick matrix-operations derivatives --date 2024-05",
    "dlr tick --category entry/mathematics",
    "cat known.txt | dlr tick -",
    "cat known.txt | dlr tick - --sure",
]


@takes("curriculum", "json", "color", "yes", "no_input")
def run(
    session: Session,
    names: list[str] | None = NAMES,
    level: str | None = recording.GROUP_LEVEL,
    category: str | None = recording.GROUP_CATEGORY,
    covered: bool = flag("--covered", "Also tick the items that these cover."),
    sure: bool = flag("--sure", "With -: tick the names that match, and list the others."),
    date: str | None = recording.DATE,
    note: str | None = recording.NOTE,
    link: str | None = recording.LINK,
    dry_run: bool = recording.DRY_RUN,
) -> None:
    """Mark items as done.

    If any name is unknown or ambiguous, nothing is changed. You can tick a blocked item; dlr then
    shows its unfinished prerequisites. Skipped items of a level or category stay skipped.
    """
    if sure and "-" not in (names or ()):
        message = "--sure needs names on standard input."
        raise DlrError("usage", message, "To read them from a file: dlr tick - --sure < FILE")
    kept = recording.read_details(session, date, note, link)
    recording.record(session, "tick", names, level, category, kept, covered, dry_run, sure)
