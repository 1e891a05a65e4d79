"""dlr search: find items by words."""

from typing import Annotated

import typer

from dlroadmap.cli import options
from dlroadmap.cli.documents import item_document
from dlroadmap.cli.output import print_json
from dlroadmap.cli.selecting import check_count
from dlroadmap.cli.session import Session
from dlroadmap.curriculum.search import search
from dlroadmap.errors import ExitCode
from dlroadmap.guide.listing import Listed
from dlroadmap.guide.readiness import Readiness

EXAMPLES = ["dlr search chain rule", "dlr search backpropogation", "dlr search 'image data' --json"]


def run(
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help="What to look for.")],
    number: Annotated[
        int, typer.Option("-n", metavar="N", show_default=False, help="How many at most, not 20.")
    ] = 20,
    curriculum: options.Curriculum = None,
    json: options.Json = False,
    color: options.Color = None,
) -> int:
    """Find items by words of their titles, other names and summaries; typing errors are forgiven.

    The best match comes first. Exit code 1 means that nothing was found.
    """
    session = Session(curriculum, color, json)
    check_count(number)
    text = " ".join(words)
    holder, progress = session.curriculum, session.progress
    readiness = Readiness(holder, progress)
    items = search(text, holder)[:number]
    found = [Listed(item, holder.locations[item.key], readiness) for item in items]
    if json:
        print_json({"items": [item_document(i, where, progress, r) for i, where, r in found]})
    else:
        from dlroadmap.render.items import search_page

        session.screen.print(search_page(found, text, holder.title, progress, session.screen))
    return ExitCode.OK if found else ExitCode.NO
