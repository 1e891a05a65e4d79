"""The options that many commands share."""

from collections.abc import Sequence
from typing import Annotated

import typer

Curriculum = Annotated[
    str | None,
    typer.Option("--curriculum", metavar="ID|PATH", help="Work on this curriculum."),
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
Color = Annotated[
    str | None, typer.Option("--color", metavar="WHEN", help="auto, always or never.")
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Answer every question with yes.")]
NoInput = Annotated[bool, typer.Option("--no-input", help="Ask nothing.")]
Names = Annotated[list[str], typer.Argument(metavar="ITEM...", help="Key, id, alias or words.")]
OptionalNames = Annotated[
    list[str] | None,
    typer.Argument(metavar="[ITEM]...", help="Key, id, alias or words; - reads names, one a line."),
]
Item = Annotated[str, typer.Argument(metavar="ITEM", help="Key, id, alias or words of a title.")]
Level = Annotated[str | None, typer.Option("--level", metavar="ID", help="Only this level.")]
Category = Annotated[
    str | None,
    typer.Option("--category", metavar="ID", help="Only this category: ID, or LEVEL/ID."),
]
Kind = Annotated[
    str | None,
    typer.Option(
        "--kind",
        metavar="KIND",
        help="Only concept, skill, tool, project, milestone, reading or habit.",
    ),
]


def one_of(names: Sequence[str]) -> str:
    """Return what an option takes, for its help: `a, b or c`."""
    return f"{', '.join(names[:-1])} or {names[-1]}"
