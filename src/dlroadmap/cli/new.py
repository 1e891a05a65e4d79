"""dlr new: begin a curriculum, or add a level, a category or an item to one."""

from pathlib import Path

from dlroadmap.cli.options import argument, option, takes
from dlroadmap.cli.selecting import check_choice
from dlroadmap.cli.session import Session, print_json

EXAMPLES = [
    "dlr new curriculum robotics",
    "dlr new level middle --in curriculum/robotics",
    "dlr new category middle/sensors --title 'Sensors and signals'",
    "dlr new item middle/sensors/lidar",
]


@takes("json", "color")
def run(
    session: Session,
    kind: str = argument("KIND", "curriculum, level, category or item."),
    name: str = argument("ID", "ID, LEVEL/ID of a category, LEVEL/CATEGORY/ID."),
    title: str = option("--title", "TEXT", "Its title.", ""),
    where: Path = option(
        "--in",
        "PATH",
        "The curriculum, or the folder for a new one; curriculum/ if left out.",
        Path("curriculum"),
    ),
) -> None:
    """Begin a curriculum, or add to one; what is written passes dlr lint.

    Other lines of a file keep their text and their comments. Nothing that exists is replaced.
    """
    from dlroadmap.authoring.additions import KINDS, add
    from dlroadmap.render.authoring_words import advise_to_fill, summarize_written

    check_choice("KIND", kind, KINDS)
    written = add(kind, name, title, where, session.library)
    if session.as_json:
        print_json({"files": written})
        return
    session.screen.print(summarize_written(written))
    session.screen.lines(*(f"  {path}" for path in written))
    session.screen.print(advise_to_fill(where))
