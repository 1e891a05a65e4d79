"""dlr use: choose the curriculum that commands work on."""

import os

from dlroadmap.cli.documents import fields
from dlroadmap.cli.options import argument, takes
from dlroadmap.cli.session import Session
from dlroadmap.render.config_page import precedence
from dlroadmap.render.screen import tell
from dlroadmap.settings import SETTINGS

EXAMPLES = ["dlr use deep-learning", "dlr use ./my-curriculum.yaml"]


@takes("json", "color")
def run(session: Session, name: str = argument("ID|PATH", "A curriculum's id or path.")) -> None:
    """Choose the curriculum that commands work on from now on.

    A tick counts in every curriculum that holds its item, so nothing is lost by changing.
    """
    curriculum = session.remember(name)
    variable = SETTINGS["curriculum"].variable
    if os.environ.get(variable):
        tell(precedence(variable))
    words = f"In use now: {curriculum.title}. Where you are: dlr status"
    session.answer({"curriculum": fields(curriculum, "id title")}, words)
