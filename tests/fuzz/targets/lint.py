"""The text is files, as for the loader: all rules look at them, all reporters tell what they found.

Each report is what its format asks for, and every place lies in its file. `# $ sarif` chooses a
report, `# $ mend` and `# $ frames` what else is done; without any, all of it is.
"""

import json
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

from dlroadmap.authoring.mending import mend_all
from dlroadmap.curriculum.library import Library
from dlroadmap.errors import DlrError
from dlroadmap.lint.engine import Request, Result
from dlroadmap.lint.reporters import FORMATS, report
from dlroadmap.lint.rules import CODES
from dlroadmap.lint.settings import LintSettings
from dlroadmap.render.findings import diff_lines, finding_lines, frame_findings, patch_lines
from fuzz.promises import hold, hold_steers_nothing
from fuzz.targets import loader
from fuzz.targets.store import chosen

CHOICES = [*FORMATS, "frames", "mend"]

WORDS = [
    *loader.WORDS,
    *(f"\n# $ {name}\n" for name in CHOICES),
    *(f"# dlr: ignore[{word}]" for word in CODES),
    "# dlr: ignore-file[ALL]",
]

EVERYTHING = LintSettings().override(["ALL"], None, None)


def fuzz(data: bytes) -> None:
    """Lint the files with every rule, report and mend."""
    texts = {path: text for path, text in loader.split(data).items() if _fits(path)}
    request = Request([*texts], Library([]), EVERYTHING, held=texts)
    try:
        result = request.check()
    except DlrError as error:
        hold(error.code == "nothing-to-lint", "is linted", error.code)
        return
    _hold_places(result)
    asked = chosen(data, CHOICES)
    for name in FORMATS:
        if name in asked:
            _hold_report(result, name)
    if "frames" in asked:
        _hold_frames(result)
    if "mend" in asked:
        _hold_mending(request, result)


def _fits(path: Path) -> bool:
    return path.suffix == ".yaml" and not path.is_absolute() and ".." not in path.parts


def _hold_places(result: Result) -> None:
    sources = {str(source.path): source for source in result.sources.values()}
    for finding in result.findings:
        hold(finding.line >= 1 and finding.column >= 0, "counts from 1", finding)
        ends = (finding.end_line, finding.end_column)
        hold((finding.line, finding.column) <= ends, "begins before it ends", finding)
        source = sources[finding.file]
        hold(
            finding.end_line <= source.text.count("\n") + source.text.count("\r") + 1, "in the file"
        )
        for edit in finding.fix.edits if finding.fix else ():
            hold(-1 <= edit.start <= edit.end <= len(source.text), "edits lie in the file", edit)


def _hold_mending(request: Request, result: Result) -> None:
    """Hold that mending ends, needs no second time, and that what is safe makes no error."""
    errors = _count_errors(result)
    for unsafe in (False, True):
        mending = mend_all(request.check, unsafe)
        after = {path: text.encode() for path, (_, text) in mending.texts.items()}
        held = {**request.held, **after}
        again = mend_all(replace(request, held=held).check, unsafe)
        hold(not again.mended, "mending twice is mending once", unsafe, again.texts)
        if not unsafe and all(source.root for source in result.sources.values()):
            hold(_count_errors(mending.result) <= errors, "no new error", mending.texts)
        for path, (before, text) in mending.texts.items():
            [*diff_lines(str(path), before, text)]
            [*patch_lines(str(path), before, text)]


def _count_errors(result: Result) -> int:
    return sum(finding.severity == "error" for finding in result.findings)


def _hold_report(result: Result, name: str) -> None:
    text = report(result, name)
    hold_steers_nothing(text)
    match name:
        case "gitlab":
            hold(len(json.loads(text)) == len(result.findings), name)
        case "sarif":
            hold(len(json.loads(text)["runs"][0]["results"]) == len(result.findings), name)
        case "junit":
            root = ElementTree.fromstring(text)
            hold(len([*root.iter("failure")]) == len(result.findings), name)
        case "concise":
            hold(text.count("\n") == len(result.findings), name)


def _hold_frames(result: Result) -> None:
    """Hold what a person sees of findings: lines, and frames of the text around them."""
    for line in finding_lines(result.findings):
        hold_steers_nothing(str(line))
    for encoding in ("utf-8", "ascii"):
        for head, lines in frame_findings(result, 60, encoding):
            for line in (head, *lines):
                hold_steers_nothing(str(line))
