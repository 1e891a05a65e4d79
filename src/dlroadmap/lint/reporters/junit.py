"""A report in the XML of JUnit, which most CI systems show as tests."""

import re
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from dlroadmap.diagnostics import Finding
from dlroadmap.lint.engine import Result
from dlroadmap.text import clean

_ILLEGAL = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot carry, not even as a reference."""


def report(result: Result) -> str:
    """Return a suite for each file: a failure for each finding, or one test that passed."""
    by_file: dict[str, list[Finding]] = {str(s.path): [] for s in result.sources.values()}
    for finding in result.findings:
        by_file.setdefault(finding.file, []).append(finding)
    root = Element("testsuites", {"name": "dlr lint", **_count(*by_file.values())})
    for file, findings in by_file.items():
        name = _legal(clean(file))
        suite = SubElement(root, "testsuite", {"name": name, **_count(findings)})
        for finding in findings:
            where = f"line {finding.line}, column {finding.column}"
            title = f"{finding.rule} {finding.name}, {where}"
            case = SubElement(suite, "testcase", name=title, classname=name)
            message = _legal(finding.message)
            SubElement(case, "failure", type=finding.severity, message=message)
        if not findings:
            SubElement(suite, "testcase", name="no problems", classname=name)
    indent(root)
    xml: bytes = tostring(root, "us-ascii", xml_declaration=True)
    return f"{xml.decode()}\n"


def _count(*files: list[Finding]) -> dict[str, str]:
    tests = sum(max(1, len(findings)) for findings in files)
    return {"tests": str(tests), "failures": str(sum(map(len, files)))}


def _legal(text: str) -> str:
    return _ILLEGAL.sub("", text)
