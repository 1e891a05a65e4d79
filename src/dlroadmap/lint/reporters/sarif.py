"""A report in SARIF 2.1.0, the OASIS standard for the results of static analysis."""

import json
import os
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from dlroadmap import __version__
from dlroadmap.diagnostics import Finding
from dlroadmap.lint.engine import Result
from dlroadmap.lint.rule import Rule
from dlroadmap.lint.rules import RULES

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)

_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def report(result: Result) -> str:
    """Return one run with all rules and findings; columns count Unicode code points."""
    indices = {code: index for index, code in enumerate(RULES)}
    rules = [_rule(rule) for rule in RULES.values()]
    run = {
        "tool": {"driver": {"name": "dlr", "version": __version__, "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, indices[finding.rule]) for finding in result.findings],
    }
    document = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(document, indent=2) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": rule.summary},
        "help": {"text": rule.documentation, "markdown": rule.documentation},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(finding: Finding, index: int) -> dict[str, Any]:
    location = {
        "artifactLocation": {"uri": address(PurePath(finding.file))},
        "region": {
            "startLine": finding.line,
            "startColumn": finding.column,
            "endLine": finding.end_line,
            "endColumn": finding.end_column,
        },
    }
    return {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": location}],
    }


def address(path: PurePath) -> str:
    """Return the address of a file; that of one outside the working folder is a whole one."""
    return path.as_uri() if path.is_absolute() else quote(os.fsencode(path.as_posix()))
