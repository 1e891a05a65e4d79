"""A Code Quality report of GitLab: a JSON list, in the format of its documentation."""

import json
from hashlib import sha256

from dlroadmap.lint.engine import Result
from dlroadmap.text import clean

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def report(result: Result) -> str:
    """Return one entry for each finding, with a fingerprint that survives a move in its file."""
    seen: dict[str, int] = {}
    entries = []
    for finding in result.findings:
        identity = f"{finding.file}\n{finding.rule}\n{finding.message}"
        number = seen[identity] = seen.get(identity, 0) + 1
        # A file's name may be no UTF-8.
        name = f"{identity}\n{number}".encode(errors="surrogatepass")
        begin = {"line": finding.line, "column": finding.column}
        end = {"line": finding.end_line, "column": finding.end_column}
        entries.append(
            {
                "description": finding.message,
                "check_name": f"{finding.rule} {finding.name}",
                "fingerprint": sha256(name).hexdigest(),
                "severity": _SEVERITIES[finding.severity],
                "location": {
                    "path": clean(finding.file),
                    "positions": {"begin": begin, "end": end},
                },
            }
        )
    return json.dumps(entries, indent=2) + "\n"
