"""dlr lint: check curriculum files."""

from pathlib import Path
from typing import Annotated

import typer

from dlroadmap.cli import options
from dlroadmap.cli.output import print_json
from dlroadmap.cli.session import Session
from dlroadmap.errors import DlrError, ExitCode
from dlroadmap.render.screen import tell
from dlroadmap.text import plural

EXAMPLES = ["dlr lint", "dlr lint my-curriculum.yaml", "dlr lint curricula/ --json"]


def run(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[PATH]...", help="Files or folders; curriculum/ if left out."),
    ] = None,
    json: options.Json = False,
    color: options.Color = None,
) -> int:
    """Check curriculum files: every fault of every file in one run, with file, line and column.

    A path is a curriculum's file or folder, the file of one category, or a folder that holds
    curricula. Exit code 0 means no error, 1 that there are some, 2 that a path could not be read.
    """
    from dlroadmap.lint.engine import lint

    session = Session(None, color, json)
    result = lint(paths or [Path("curriculum")], session.library)
    if not result.files:
        searched = ", ".join(map(str, paths or [Path("curriculum")]))
        message = "; ".join(result.unreadable) or f"no curriculum was found in {searched}"
        raise DlrError("nothing-to-lint", f"{message}.", "Name a curriculum's file or folder.")
    for problem in result.unreadable:
        tell(f"dlr: {problem}")
    if json:
        findings = [finding.document() for finding in result.findings]
        print_json(
            {
                "files": result.files,
                "items": result.items,
                "findings": findings,
                "unreadable": result.unreadable,
            }
        )
    else:
        from dlroadmap.render.findings import finding_lines

        session.screen.lines(*finding_lines(result.findings))
        read = f"{plural(result.files, 'file')} and {plural(result.items, 'item')} read"
        verdict = "no fault found" if not result.findings else plural(len(result.findings), "fault")
        session.screen.print(f"{read}: {verdict}.")
    if result.unreadable:
        return ExitCode.FAILED
    errors = any(finding.severity == "error" for finding in result.findings)
    return ExitCode.NO if errors else ExitCode.OK
