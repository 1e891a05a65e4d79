"""dlr use: choose the curriculum that commands work on."""

import os
from typing import Annotated

import typer

from dlroadmap.cli import options
from dlroadmap.cli.output import print_json
from dlroadmap.cli.session import Session
from dlroadmap.curriculum.library import is_path, main_file
from dlroadmap.render.screen import tell
from dlroadmap.settings import SETTINGS, save

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
    curriculum = session.open(name).curriculum
    value = str(main_file(name)) if is_path(name) else curriculum.id
    save(session.folders, "curriculum", value)
    variable = SETTINGS["curriculum"].variable
    if os.environ.get(variable):
        tell(f"dlr: {variable} is set and still comes first; unset it to use this choice.")
    if json:
        print_json({"curriculum": {"id": curriculum.id, "title": curriculum.title}})
    else:
        session.screen.print(f"In use now: {curriculum.title}. Where you are: dlr status")
