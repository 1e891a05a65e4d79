"""dlr lint: check curriculum files."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dlroadmap.cli import options
from dlroadmap.cli.output import print_json
from dlroadmap.cli.selecting import check_choice
from dlroadmap.cli.session import Session
from dlroadmap.errors import DlrError, ExitCode
from dlroadmap.lint import reporters
from dlroadmap.render.screen import tell
from dlroadmap.text import plural

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from dlroadmap.authoring.fix import Mending
    from dlroadmap.lint.engine import Result
    from dlroadmap.lint.settings import LintSettings

EXAMPLES = [
    "dlr lint",
    "dlr lint my-curriculum.yaml --select G,C",
    "dlr lint --fix",
    "dlr lint curricula/ --base origin/main --format github",
]

DEFAULT = Path("curriculum")

FORMATS = tuple(dict.fromkeys(("full", "concise", "json", *reporters.FORMATS)))
FAIL_ON = ("error", "warning", "info", "never")


def run(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[PATH]...", help="Files or folders; curriculum/ if left out; - reads one file."
        ),
    ] = None,
    format: Annotated[
        str | None, typer.Option("--format", metavar="FORMAT", help=f"{', '.join(FORMATS)}.")
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option("--select", metavar="RULES", help="Only these: codes, names, beginnings."),
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option("--ignore", metavar="RULES", help="Not these.")
    ] = None,
    fail_on: Annotated[
        str | None,
        typer.Option(
            "--fail-on", metavar="SEVERITY", help="Exit code 1 from this on; error if left out."
        ),
    ] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Mend what can be mended safely.")] = False,
    unsafe_fixes: Annotated[
        bool, typer.Option("--unsafe-fixes", help="Also mend where the meaning may change.")
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Show what --fix would change; change nothing.")
    ] = False,
    base: Annotated[
        str | None,
        typer.Option("--base", metavar="REF", help="Also compare with a revision of git."),
    ] = None,
    isolated: Annotated[
        bool, typer.Option("--isolated", help="Read no dlr.toml and no pyproject.toml.")
    ] = False,
    show_settings: Annotated[
        bool, typer.Option("--show-settings", help="Show the settings that hold, and no more.")
    ] = False,
    show_files: Annotated[
        bool, typer.Option("--show-files", help="Show the files that are checked, and no more.")
    ] = False,
    stdin_filename: Annotated[
        Path | None,
        typer.Option("--stdin-filename", metavar="PATH", help="The file that - stands for."),
    ] = None,
    json: options.Json = False,
    color: options.Color = None,
) -> int:
    """Check curriculum files: every fault of every file in one run, with file, line and column.

    A path is a curriculum's file or folder, the file of one category, or a folder that holds
    curricula. Exit code 0 means that nothing stands at or above --fail-on, 1 that something does,
    2 that a path could not be read. What a rule is about: dlr rule CODE
    """
    check_choice("--format", format, FORMATS)
    check_choice("--fail-on", fail_on, FAIL_ON)
    form = "json" if json else format or _default_format()
    session = Session(None, color, form == "json")
    asked, held = _asked(paths, stdin_filename)
    settings = _settings(asked[0], isolated, select, ignore, fail_on)
    if show_settings:
        print_json(settings.document())
        return ExitCode.OK

    from dlroadmap.format.source import unsaved

    with unsaved(held):
        check = _checker(session, asked, settings, base)
        result = check()
        for problem in result.unreadable:
            tell(f"dlr: {problem}")
        if show_files:
            session.screen.lines(*(str(path) for path in result.sources))
            return ExitCode.FAILED if result.unreadable else ExitCode.OK
        if fix or diff:
            from dlroadmap.authoring.fix import mend_all

            mending = mend_all(check, unsafe_fixes)
            result = mending.result
            if diff:
                changed = _show_changes(session, mending.texts)
                return ExitCode.FAILED if result.unreadable else changed
            _keep(mending, held)
    _report(session, result, form, quiet=bool(held) and fix)
    if result.unreadable:
        return ExitCode.FAILED
    failed = any(settings.fails(finding.severity) for finding in result.findings)
    return ExitCode.NO if failed else ExitCode.OK


def _default_format() -> str:
    if os.environ.get("GITHUB_ACTIONS") == "true":
        return "github"
    return "full" if sys.stdout.isatty() else "concise"


def _asked(
    paths: list[Path] | None, stdin_filename: Path | None
) -> tuple[list[Path], dict[Path, bytes]]:
    """Return the paths, and what stands in for a file: standard input, if a path is `-`."""
    if not paths and not os.path.lexists(DEFAULT):
        message = f"Here is no folder {DEFAULT}, which dlr lint checks where no path is named."
        raise DlrError("no-such-path", message, "Name one: dlr lint my-curriculum.yaml")
    asked = paths or [DEFAULT]
    if Path("-") not in asked:
        if stdin_filename:
            raise DlrError("usage", "--stdin-filename says what - stands for.", "Add - as a path.")
        return asked, {}
    if len(asked) > 1:
        raise DlrError("usage", "- stands alone: it is the one file to check.", "Leave out paths.")
    from dlroadmap.lint.collect import normal

    path = normal(stdin_filename or Path("stdin.yaml"))
    return [path], {path: sys.stdin.buffer.read()}


def _settings(
    path: Path,
    isolated: bool,
    select: list[str] | None,
    ignore: list[str] | None,
    fail_on: str | None,
) -> "LintSettings":
    from dlroadmap.lint.settings import LintSettings, find_settings

    # is_dir() raises for names that are too long, and in locked folders.
    folder = path if os.path.isdir(path) else path.parent  # noqa: PTH112
    settings = LintSettings() if isolated else find_settings(folder)
    return settings.override(select, ignore, fail_on)


def _checker(
    session: Session, paths: list[Path], settings: "LintSettings", base: str | None
) -> "Callable[[], Result]":
    """Return what checks the paths, as often as it is called."""
    from dlroadmap.authoring.revision import removed_ids
    from dlroadmap.lint.engine import lint

    compare = removed_ids(base, paths) if base else None

    def check() -> "Result":
        try:
            result = lint(paths, session.library, settings, compare)
        except MemoryError:
            message = "there is not enough memory for all of this."
            raise DlrError("too-large", message, "Check fewer or smaller files at once.") from None
        if not result.files:
            searched = ", ".join(map(str, paths))
            message = "; ".join(result.unreadable) or f"no curriculum was found in {searched}"
            raise DlrError("nothing-to-lint", f"{message}.", "Name a curriculum's file or folder.")
        return result

    return check


def _show_changes(session: Session, texts: "Mapping[Path, tuple[str, str]]") -> int:
    from dlroadmap.render.findings import diff_lines, patch

    for path, (before, after) in texts.items():
        if session.screen.console.is_terminal:
            session.screen.lines(*diff_lines(str(path), before, after))
        else:
            sys.stdout.writelines(patch(str(path), before, after))
    return ExitCode.NO if texts else ExitCode.OK


def _keep(mending: "Mending", held: dict[Path, bytes]) -> None:
    """Write what was mended: into the files, or to standard output for standard input."""
    from dlroadmap.authoring.fix import write_all

    after = {path: text for path, (_, text) in mending.texts.items()}
    if held:
        [(path, data)] = held.items()
        sys.stdout.buffer.write(after[path].encode() if path in after else data)
        return
    try:
        write_all(after)
    except OSError as error:
        message = f"{error.filename} cannot be written: {error.strerror}; nothing was changed."
        raise DlrError("unwritable", message) from error
    if mending.mended:
        tell(f"Mended: {plural(mending.mended, 'finding')} in {plural(len(after), 'file')}.")


def _report(session: Session, result: "Result", form: str, quiet: bool) -> None:
    """Print findings in a format, then what was read; scripts and `quiet` get that on stderr."""
    verdict = "no fault found" if not result.findings else plural(len(result.findings), "fault")
    read = f"{plural(result.files, 'file')} and {plural(result.items, 'item')} read: {verdict}."
    if quiet:
        tell(*reporters.report(result, "concise").splitlines(), read)
    elif form == "json":
        print_json(
            {
                "files": result.files,
                "items": result.items,
                "findings": [finding.document() for finding in result.findings],
                "unreadable": result.unreadable,
            }
        )
    elif form in ("full", "concise"):
        from dlroadmap.render.findings import finding_lines, framed

        screen = session.screen
        if form == "concise":
            screen.lines(*finding_lines(result.findings))
        else:
            for head, lines in framed(result, screen.width, sys.stdout.encoding):
                screen.print(head)
                screen.lines(*lines)
        screen.print(read)
    else:
        sys.stdout.write(reporters.report(result, form))
        tell(read)
