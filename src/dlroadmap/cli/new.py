"""dlr new: begin a curriculum, or add a level, a category or an item to one."""

from pathlib import Path
from typing import Annotated

import typer

from dlroadmap.cli import options
from dlroadmap.cli.output import print_json
from dlroadmap.cli.selecting import check_choice
from dlroadmap.cli.session import Session

EXAMPLES = [
    "dlr new curriculum robotics",
    "dlr new level middle --in curriculum/robotics",
    "dlr new category middle/sensors --title 'Sensors and signals'",
    "dlr new item middle/sensors/lidar",
]


def run(
    kind: Annotated[
        str, typer.Argument(metavar="KIND", help="curriculum, level, category or item.")
    ],
    name: Annotated[
        str, typer.Argument(metavar="ID", help="ID, LEVEL/ID of a category, LEVEL/CATEGORY/ID.")
    ],
    title: Annotated[
        str, typer.Option("--title", metavar="TEXT", show_default=False, help="Its title.")
    ] = "",
    where: Annotated[
        Path,
        typer.Option(
            "--in",
            metavar="PATH",
            show_default=False,
            help="The curriculum, or the folder for a new one; curriculum/ if left out.",
        ),
    ] = Path("curriculum"),
    json: options.Json = False,
    color: options.Color = None,
) -> None:
    """Begin a curriculum, or add to one; what is written passes dlr lint.

    Other lines of a file keep their text and their comments. Nothing that exists is replaced.
    """
    from dlroadmap.authoring.additions import KINDS, add
    from dlroadmap.render.authoring_words import advise_to_fill, summarize_written

    session = Session(None, color, json)
    check_choice("KIND", kind, KINDS)
    written = add(kind, name, title, where, session.library)
    if json:
        print_json({"files": [str(path) for path in written]})
        return
    session.screen.print(summarize_written(written))
    session.screen.lines(*(f"  {path}" for path in written))
    session.screen.print(advise_to_fill(where))
