"""dlr new: begin a curriculum, or add a level, a category or an item to one."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dlroadmap.cli import options
from dlroadmap.cli.output import print_json
from dlroadmap.cli.selecting import check_choice
from dlroadmap.cli.session import Session
from dlroadmap.curriculum.library import MAIN
from dlroadmap.errors import DlrError
from dlroadmap.text import clean, plural

if TYPE_CHECKING:
    from dlroadmap.authoring.scaffold import Texts

EXAMPLES = [
    "dlr new curriculum robotics",
    "dlr new level middle --in curriculum/robotics",
    "dlr new category middle/sensors --title 'Sensors and signals'",
    "dlr new item middle/sensors/lidar",
]

PARTS = {"curriculum": 1, "level": 1, "category": 2, "item": 3}
"""How many words between slashes name a thing of each kind."""


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
    place: Annotated[
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
    from dlroadmap.authoring.fix import write_all
    from dlroadmap.authoring.scaffold import MAKERS

    session = Session(None, color, json)
    check_choice("KIND", kind, PARTS)
    words = name.split("/")
    if len(words) != PARTS[kind]:
        form = {1: "ID", 2: "LEVEL/ID", 3: "LEVEL/CATEGORY/ID"}[PARTS[kind]]
        raise DlrError("usage", f"The name of a new {kind} is {form}, not “{clean(name)}”.")
    where = place if kind == "curriculum" else _main(place)
    texts = MAKERS[kind](where, *words, title)
    main = where / words[0] / MAIN if kind == "curriculum" else where
    made = [path for path in texts if kind == "curriculum" or (kind != "item" and path != main)]
    _check(session, texts, main, made)
    try:
        write_all(texts)
    except OSError as error:
        message = f"{error.filename} cannot be written: {error.strerror}; nothing was added."
        raise DlrError("unwritable", message) from error
    if json:
        print_json({"files": [str(path) for path in texts]})
        return
    session.screen.print(f"Written: {plural(len(texts), 'file')}")
    session.screen.lines(*(f"  {path}" for path in texts))
    session.screen.print("Fill it in, then check it: dlr lint " + str(place))


def _main(place: Path) -> Path:
    """Return the main file of the one curriculum that a path leads to."""
    from dlroadmap.lint.collect import collect

    mains = list(collect([place]).mains)
    if len(mains) == 1:
        return mains[0]
    told = f"{len(mains)} curricula" if mains else "no curriculum"
    advice = f"Name one with --in: {', '.join(map(str, mains))}" if mains else "Name one with --in."
    raise DlrError("which-curriculum", f"There is {told} in {place}.", advice)


def _check(session: Session, texts: "Texts", main: Path, made: list[Path]) -> None:
    """Refuse to replace a file, and whatever lint would find new fault with."""
    from dlroadmap.format.source import is_there, unsaved
    from dlroadmap.lint.engine import lint

    for path in made:
        if path.exists():
            raise DlrError("exists", f"{path} is there already; nothing was added.")
    known = lint([main], session.library).findings if is_there(main) else []
    with unsaved({path: text.encode() for path, text in texts.items()}):
        found = lint([main], session.library).findings
    told = {(finding.rule, finding.message) for finding in known}
    for finding in found:
        if (finding.rule, finding.message) not in told:
            place = f"{finding.file}:{finding.line}"
            raise DlrError("unfit", f"{place}: {finding.message}; nothing was added.")
