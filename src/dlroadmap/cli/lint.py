"""dlr lint: check curriculum files."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from dlroadmap.cli.documents import fields, finding_document
from dlroadmap.cli.options import argument, flag, one_of, option, takes
from dlroadmap.cli.selecting import check_choice
from dlroadmap.cli.session import Session, print_json
from dlroadmap.curriculum.library import FOLDER, MAIN, default_path
from dlroadmap.diagnostics import FAIL_ON
from dlroadmap.errors import DlrError, ExitCode
from dlroadmap.lint import reporters
from dlroadmap.render.authoring_words import summarize_lint, summarize_mending
from dlroadmap.render.screen import tell

if TYPE_CHECKING:
    from dlroadmap.authoring.mending import Mending
    from dlroadmap.lint.checked import Base
    from dlroadmap.lint.engine import Result
    from dlroadmap.lint.settings import LintSettings

EXAMPLES = [
    "dlr lint",
    "dlr lint my-curriculum.yaml --select G,C",
    "dlr lint --fix",
    "dlr lint curricula/ --base origin/main --format github",
]


@takes("json", "color")
def run(
    session: Session,
    paths: list[Path] | None = argument(
        "[PATH]...",
        "Files or folders, or - for standard input (default: curriculum/; without it, the current "
        "folder if it has a curriculum.yaml).",
        None,
    ),
    format: str | None = option(
        "--format",
        "FORMAT",
        f"{one_of(reporters.NAMES)} "
        "(default: full on a terminal, github in GitHub Actions, or concise).",
    ),
    select: list[str] | None = option(
        "--select", "RULES", "Use only these rules: codes, names or prefixes."
    ),
    ignore: list[str] | None = option("--ignore", "RULES", "Leave these rules out."),
    fail_on: str | None = option(
        "--fail-on", "SEVERITY", f"Lowest severity that fails: {one_of(FAIL_ON)} (default: error)."
    ),
    fix: bool = flag("--fix", "Fix what can be fixed safely."),
    unsafe_fixes: bool = flag(
        "--unsafe-fixes", "Also fix what may change the meaning or delete a reason."
    ),
    diff: bool = flag("--diff", "Show what --fix would change, and change nothing."),
    base: str | None = option("--base", "REF", "Also compare with a Git revision."),
    isolated: bool = flag("--isolated", "Ignore dlr.toml and pyproject.toml."),
    show_settings: bool = flag("--show-settings", "Show only the settings in effect."),
    show_files: bool = flag("--show-files", "Show only the files that are checked."),
    stdin_filename: Path | None = option(
        "--stdin-filename", "PATH", "File name of standard input (default: stdin.yaml)."
    ),
) -> int:
    """Check curriculum files.

    Reports every problem of every file, with its file, line and column. A path is a curriculum
    (file or folder), the file of one category, or a folder with curricula.

    Exit codes: 0, no problems at or above --fail-on; 1, at least one; 2, a path could not be read.
    With --diff, exit code 1 means that --fix would change something. To explain a rule: dlr rule
    CODE
    """
    check_choice("--format", format, reporters.NAMES)
    check_choice("--fail-on", fail_on, FAIL_ON)
    form = "json" if session.as_json else format or _choose_format()
    asked, held = _read_paths(paths, stdin_filename)
    settings = _read_settings(asked[0], isolated).override(select, ignore, fail_on)
    if show_settings:
        print_json(settings.document())
        return ExitCode.OK

    from dlroadmap.authoring.mending import mend_all
    from dlroadmap.lint.engine import Request
    from dlroadmap.lint.settings import find_everyday

    find_words = (lambda _: ()) if isolated else find_everyday
    library = session.library
    request = Request(asked, library, settings, _read_base(base, asked), held, find_words)
    mending = mend_all(request.check, unsafe_fixes) if (fix or diff) and not show_files else None
    result = mending.result if mending else request.check()
    tell(*(f"dlr: {problem}" for problem in result.unreadable))
    if show_files:
        session.screen.lines(*map(str, result.sources))
        faulty = False
    elif mending and diff:
        _show_diff(session, mending)
        faulty = bool(mending.texts)
    else:
        if mending:
            _keep(mending, held)
        _report(session, result, form, quiet=bool(held) and fix)
        faulty = any(settings.fails(finding.severity) for finding in result.findings)
    return ExitCode.FAILED if result.unreadable else ExitCode(faulty)


def _choose_format() -> str:
    if os.environ.get("GITHUB_ACTIONS") == "true":
        return "github"
    return "full" if sys.stdout.isatty() else "concise"


def _read_paths(
    paths: list[Path] | None, stdin_filename: Path | None
) -> tuple[list[Path], dict[Path, bytes]]:
    """Return the paths, and what stands in for a file: standard input, if a path is `-`."""
    asked = paths or [default_path()]
    if not paths and not os.path.lexists(asked[0]):
        message = f"The current folder has neither {FOLDER} nor {MAIN}."
        raise DlrError("no-such-path", message, "Specify a path: dlr lint my-curriculum.yaml")
    if Path("-") not in asked:
        if stdin_filename:
            message = "--stdin-filename needs the path - (standard input)."
            raise DlrError("usage", message, f"Try: dlr lint - --stdin-filename {stdin_filename}")
        return asked, {}
    if len(asked) > 1:
        message = "Standard input (-) cannot be checked together with other paths."
        raise DlrError("usage", message, "Try: dlr lint - < my-curriculum.yaml")
    from dlroadmap.lint.collect import normalize

    path = normalize(stdin_filename or Path("stdin.yaml"))
    return [path], {path: sys.stdin.buffer.read()}


def _read_settings(path: Path, isolated: bool) -> "LintSettings":
    from dlroadmap.lint.settings import LintSettings, find_settings

    # is_dir() raises for names that are too long, and in locked folders.
    folder = path if os.path.isdir(path) else path.parent  # noqa: PTH112
    return LintSettings() if isolated else find_settings(folder)


def _read_base(ref: str | None, paths: list[Path]) -> "Base | None":
    """Return the curricula of the revision to compare with, if one is named."""
    if ref is None:
        return None
    from dlroadmap.authoring.versions import read_base

    return read_base(ref, paths)


def _show_diff(session: Session, mending: "Mending") -> None:
    from dlroadmap.render.findings import diff_lines, patch_lines

    for path, (before, after) in mending.texts.items():
        if session.screen.console.is_terminal:
            session.screen.lines(*diff_lines(str(path), before, after))
        else:
            sys.stdout.writelines(patch_lines(str(path), before, after))


def _keep(mending: "Mending", held: dict[Path, bytes]) -> None:
    """Write what was mended: into the files, or to standard output for standard input."""
    after = {path: text for path, (_, text) in mending.texts.items()}
    if held:
        [(path, data)] = held.items()
        sys.stdout.buffer.write(after[path].encode() if path in after else data)
        return
    from dlroadmap.authoring.writing import save_all

    save_all(after, done="changed")
    if mending.mended:
        tell(summarize_mending(mending))


def _report(session: Session, result: "Result", form: str, quiet: bool) -> None:
    """Print findings in a format, then what was read; scripts and `quiet` get that on stderr."""
    summary = summarize_lint(result)
    if quiet:
        tell(*reporters.report(result, "concise").splitlines(), summary)
    elif form == "json":
        findings = [finding_document(finding) for finding in result.findings]
        counts = fields(result, "files items")
        print_json({**counts, "findings": findings, "unreadable": result.unreadable})
    elif form == "full":
        from dlroadmap.render.findings import count_rules, frame_findings

        screen = session.screen
        for head, lines in frame_findings(result, screen.width, sys.stdout.encoding):
            screen.print(head)
            screen.lines(*lines)
        screen.print(*count_rules(result.findings), summary)
    elif form == "concise":
        from dlroadmap.render.findings import count_rules, finding_lines

        session.screen.lines(*finding_lines(result.findings))
        ending = list(count_rules(result.findings))
        session.screen.print(*[""] * bool(ending), *ending, summary)
    else:
        sys.stdout.write(reporters.report(result, form))
        tell(summary)
