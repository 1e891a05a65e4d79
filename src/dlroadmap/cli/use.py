"""dlr use: choose the curriculum that commands work on."""

import os
from typing import Annotated

import typer

from dlroadmap.cli import options
from dlroadmap.cli.output import print_json
from dlroadmap.cli.session import Session
from dlroadmap.render.screen import tell
from dlroadmap.settings import SETTINGS

EXAMPLES = ["dlr use deep-learning", "dlr use ./my-curriculum.yaml"]


def run(
    name: Annotated[str, typer.Argument(metavar="ID|PATH", help="A curriculum's id or path.")],
    json: options.Json = False,
    color: options.Color = None,
) -> None:
    """Choose the curriculum that commands work on from now on.

    A tick counts in every curriculum that holds its item, so nothing is lost by changing.
    """
    session = Session(None, color, json)
    curriculum = session.remember(name)
    variable = SETTINGS["curriculum"].variable
    if os.environ.get(variable):
        tell(f"dlr: {variable} is set and still comes first; unset it to use this choice.")
    if json:
        print_json({"curriculum": {"id": curriculum.id, "title": curriculum.title}})
    else:
        session.screen.print(f"In use now: {curriculum.title}. Where you are: dlr status")
