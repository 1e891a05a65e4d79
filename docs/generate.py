"""Writes the parts of the documentation that follow from the program.

`python docs/generate.py` writes them anew; with `--check` nothing is written, each file that is
not up to date is named, and the exit code is 1 if there is one.
"""

import re
import sys
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import typer
from pydantic import BaseModel
from sessions import Learner, replay

from dlroadmap.cli.app import GROUPS, LazyGroup
from dlroadmap.curriculum import schema
from dlroadmap.diagnostics import RULES
from dlroadmap.errors import ExitCode

DOCS = Path(__file__).resolve().parent
ROOT = DOCS.parent
NOTE = "<!-- Written by docs/generate.py; change the program, then run `make docs`. -->"

PICTURE = """\
<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {width} {height}">
<title>The status of a learner, as dlr prints it</title>
<style>
.{unique_id}-matrix {{
  font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace;
  font-size: {char_height}px; line-height: {line_height}px;
}}
{styles}
</style>
<defs>{lines}</defs>
<rect width="100%" height="100%" rx="8" fill="#0c0c0c"/>
<g transform="translate({terminal_x}, {terminal_y})">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""

HISTORY = (
    "dlr tick python-programming numpy-arrays matrix-operations mathematical-notation",
    "dlr tick learning-your-tools reading-documentation debugging code-versioning derivatives",
    "dlr tick --category entry/data-handling",
    "dlr tick linear-regression gradient-descent",
    "dlr skip audio-data",
    "dlr start logistic-regression",
)
"""What the made-up learner of the picture has said."""

MODELS = {
    "The curriculum": schema.CurriculumModel,
    "A source": schema.SourceModel,
    "A level": schema.LevelModel,
    "A category": schema.CategoryModel,
    "An item": schema.ItemModel,
    "A resource": schema.ResourceModel,
}


def commands() -> str:
    """Return the page of all commands."""
    group = LazyGroup(name="dlr")
    parts = [f"# Commands\n\n{NOTE}\n\n{(DOCS / 'reference' / 'commands.head').read_text()}"]
    with typer.Context(group, info_name="dlr") as top:
        for title, names in GROUPS.items():
            parts.append(f"## {title}\n")
            for name in names:
                command: Any = group.get_command(top, name)
                settings = command.context_settings
                with typer.Context(command, parent=top, info_name=name, **settings) as context:
                    parts += _command(command, context)
    return "\n".join(parts)


def _command(command: Any, context: typer.Context) -> Iterator[str]:
    yield f"### dlr {command.name}\n"
    yield from (f"{' '.join(text.split())}\n" for text in command.help.split("\n\n"))
    yield f"```text\n{command.get_usage(context).removeprefix('Usage: ')}\n```\n"
    for heading, kind in (("Argument", "argument"), ("Option", "option")):
        params = [p for p in command.get_params(context) if p.param_type_name == kind]
        if params:
            yield f"| {heading} | Meaning |\n| --- | --- |"
            yield from (_row(*param.get_help_record(context)) for param in params)
            yield ""
    examples = "\n".join(command.examples)
    yield f"Examples:\n\n```sh\n{examples}\n```\n"


def _row(name: str, *cells: str) -> str:
    """Return a row of a table, its first cell as code."""
    return " | ".join(cell.replace("|", "\\|") for cell in (f"| `{name}`", *cells))[1:].join(
        ("|", " |")
    )


def rules() -> str:
    """Return the page of the linter's rules."""
    rows = "\n".join(f"| {code} | `{name}` | {kind} |" for code, (name, kind) in RULES.items())
    head = (DOCS / "reference" / "rules.head").read_text()
    return f"# Rules\n\n{NOTE}\n\n{head}\n| Code | Name | Severity |\n| --- | --- | --- |\n{rows}\n"
