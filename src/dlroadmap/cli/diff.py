"""dlr diff: what changed in curricula since a revision of git."""

import os
from pathlib import Path
from typing import Annotated

import typer

from dlroadmap.cli import options
from dlroadmap.cli.output import print_json
from dlroadmap.cli.session import Session
from dlroadmap.errors import DlrError

EXAMPLES = ["dlr diff main", "dlr diff v1.0 curriculum/", "dlr diff HEAD~1 --json"]


def run(
    ref: Annotated[
        str, typer.Argument(metavar="REF", help="A revision of git: a branch, tag or commit.")
    ],
    path: Annotated[
        Path | None,
        typer.Argument(
            metavar="[PATH]", help="A curriculum, or a folder; curriculum/ if left out."
        ),
    ] = None,
    json: options.Json = False,
    color: options.Color = None,
) -> None:
    """What changed for learners since a revision: new, gone, moved and renamed items, and hours."""
    from dlroadmap.authoring.changes import changes
    from dlroadmap.authoring.revision import versions

    session = Session(None, color, json)
    where = path or Path("curriculum")
    if not os.path.exists(where):  # noqa: PTH110 - exists() raises for names that are too long
        raise DlrError("no-such-path", f"There is no {where}.", "Name a curriculum or a folder.")
    found = [
        (before, after, list(changes(before, after)) if before and after else [])
        for before, after in versions(ref, where, session.library)
    ]
    if json:
        print_json(
            {
                "curricula": [
                    {
                        "id": (after or before).id,  # type: ignore[union-attr]
                        "state": "same" if before and after else "new" if after else "gone",
                        "changes": [vars(change) for change in listed],
                    }
                    for before, after, listed in found
                ]
            }
        )
        return
    from dlroadmap.render.changes import change_list

    for before, after, listed in found:
        session.screen.print(*change_list(before, after, listed, ref))
