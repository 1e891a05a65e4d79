"""dlr map: the whole curriculum on one page."""

import os
import sys
from pathlib import Path

from dlroadmap.cli.browsing import is_over_ssh, open_file
from dlroadmap.cli.options import flag, option, takes
from dlroadmap.cli.saving import save
from dlroadmap.cli.session import Session, print_json
from dlroadmap.cli.surveying import take_public_survey, take_survey
from dlroadmap.errors import DlrError
from dlroadmap.exchange.writing.html import write
from dlroadmap.paths import replacing, trusted

EXAMPLES = [
    "dlr map",
    "dlr map -o map.html --open",
    "dlr map --no-progress -o index.html",
]

_ELSEWHERE = "To save it elsewhere: dlr map -o FILE"


@takes("curriculum", "json", "color")
def run(
    session: Session,
    output: Path | None = option(
        "--output", "FILE", "Write to this file (default: one in the cache folder).", short="-o"
    ),
    open_it: bool = flag("--open", "Open the page in the browser, also with -o or in a pipe."),
    no_progress: bool = flag("--no-progress", "Leave out your progress and goals, to publish it."),
) -> None:
    """Show the whole curriculum as a map in the browser: every item, your progress, every path.

    The map is one HTML file that needs no network. Without -o it opens in the browser. Over ssh,
    without a browser, and in a pipe, its path is printed instead. BROWSER sets the program. If
    your browser is not allowed to read the cache folder, use -o FILE --open.

    With --no-progress the map does not depend on your progress or on the date.
    """
    pieces = write(take_public_survey(session) if no_progress else take_survey(session))
    place = _find_place(session, no_progress)
    if output:
        save(session, output, pieces)
    else:
        _keep(session, place, "".join(pieces))
    file = output or place
    wanted = open_it or (output is None and sys.stdout.isatty())
    opened = wanted and open_file(file)
    used = session.curriculum
    if session.as_json:
        size = sum(len(piece.encode()) for piece in pieces)
        document = {"file": file, "opened": opened, "curriculum": used.id}
        print_json({**document, "items": len(used.locations), "bytes": size})
        return
    from dlroadmap.render import map_page as page

    if output:
        session.screen.lines(page.tell_saved(used, file))
    if opened:
        session.screen.lines(*page.tell_opened(used, None if output else file))
    elif wanted or not output:
        browser = os.environ.get("BROWSER", "") if wanted else None
        advice = page.tell_how_to_open(used, None if output else file, browser, is_over_ssh())
        session.screen.lines(*advice)


def _find_place(session: Session, no_progress: bool) -> Path:
    """Return where the page is kept: what may be published has a name of its own."""
    without = "-without-progress" if no_progress else ""
    return session.folders.maps / f"{session.curriculum.id}{without}.html"


def _keep(session: Session, place: Path, page: str) -> None:
    """Write the page into the cache folder, for its owner alone."""
    folder = session.folders.maps
    if not trusted(session.folders.cache, folder):
        message = f"Others can write to {folder}, so the map was not saved there."
        raise DlrError("unwritable", message, _ELSEWHERE)
    try:
        with replacing(place) as draft:
            draft.write_bytes(page.encode())
    except OSError as error:
        message = f"The map could not be saved to {place}: {error.strerror}."
        raise DlrError("unwritable", message, _ELSEWHERE) from error
