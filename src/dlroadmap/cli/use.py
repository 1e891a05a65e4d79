"""dlr use: choose the curriculum that commands work on."""

import os

from dlroadmap.cli.documents import fields
from dlroadmap.cli.options import argument, takes
from dlroadmap.cli.session import Session
from dlroadmap.render.config_page import precedence
from dlroadmap.render.curricula_page import switched_line, using_lines
from dlroadmap.render.screen import tell
from dlroadmap.settings import SETTINGS

EXAMPLES = ["dlr use deep-learning", "dlr use ./my-curriculum.yaml", "dlr use"]


@takes("json", "color")
def run(
    session: Session,
    name: str | None = argument("[ID|PATH]", "A curriculum's id or path.", None),
) -> None:
    """Choose the curriculum that commands work on, or show which one is in use.

    A tick counts in every curriculum that contains its item, so you lose nothing by switching.
    """
    if name is None:
        curriculum, source = session.curriculum, session.setting.source
        document = {"curriculum": fields(curriculum, "id title"), "source": source}
        session.answer(document, *using_lines(curriculum, source))
        return
    curriculum = session.remember(name)
    variable = SETTINGS["curriculum"].variable
    if os.environ.get(variable):
        tell(precedence(variable))
    document = {"curriculum": fields(curriculum, "id title")}
    session.answer(document, switched_line(curriculum))
