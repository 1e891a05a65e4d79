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
from dlroadmap.guide.readiness import Readiness
from dlroadmap.text import clean

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
    found = search(" ".join(words), session.curriculum)[:number]
    readiness = Readiness(session.curriculum, session.progress)
    places = session.curriculum.places
    if json:
        progress = session.progress
        documents = [item_document(item, places[item.key], progress, readiness) for item in found]
        print_json({"items": documents})
    elif found:
        from dlroadmap.render.items import item_table, state_in_words

        rows = [(item, state_in_words(item.key, session.progress, readiness)) for item in found]
        session.screen.print(item_table(rows, places, session.screen))
    else:
        title = session.curriculum.title
        session.screen.print(f"Nothing in {title} fits “{clean(' '.join(words))}”.")
    return ExitCode.OK if found else ExitCode.NO
