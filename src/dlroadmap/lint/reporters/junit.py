"""A report in the XML of JUnit, which most CI systems show as tests."""

import re
from xml.sax import saxutils

from dlroadmap.diagnostics import Finding
from dlroadmap.lint.engine import Result
from dlroadmap.text import clean

_ILLEGAL = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def report(result: Result) -> str:
    """Return a suite for each file: a failure for each finding, or one test that passed."""
    by_file: dict[str, list[Finding]] = {str(s.path): [] for s in result.sources.values()}
    for finding in result.findings:
        by_file.setdefault(finding.file, []).append(finding)
    tests = sum(max(1, len(found)) for found in by_file.values())
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuites name="dlr lint" tests="{tests}" failures="{len(result.findings)}">',
    ]
    for file, found in by_file.items():
        name = _quoted(clean(file))
        size = f'tests="{max(1, len(found))}" failures="{len(found)}"'
        lines.append(f"  <testsuite name={name} {size}>")
        lines += [line for finding in found for line in _case(finding, name)]
        if not found:
            lines.append(f'    <testcase name="no finding" classname={name}/>')
        lines.append("  </testsuite>")
    return "\n".join([*lines, "</testsuites>", ""])


def _case(finding: Finding, file: str) -> list[str]:
    place = f"line {finding.line}, column {finding.column}"
    name = _quoted(f"{finding.rule} {finding.name}, {place}")
    message = _quoted(finding.message)
    return [
        f"    <testcase name={name} classname={file}>",
        f'      <failure type="{finding.severity}" message={message}/>',
        "    </testcase>",
    ]


def _quoted(text: str) -> str:
    """Return text as an attribute's value, in ASCII, without what XML cannot carry."""
    quoted = saxutils.quoteattr(_ILLEGAL.sub("", text))
    return quoted.encode("ascii", "xmlcharrefreplace").decode()
