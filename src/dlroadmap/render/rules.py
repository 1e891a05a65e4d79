"""The rules of the linter, in a list and one at a time."""

import re
from collections.abc import Iterable, Iterator

from rich.console import RenderableType
from rich.text import Text

from dlroadmap.lint.rule import Rule
from dlroadmap.render.tables import table

_INLINE = re.compile(r"`([^`]*)`")


def rule_table(rules: Iterable[Rule]) -> RenderableType:
    """Return a line for each rule."""
    made = table("Rule", "Severity", "What should be so", whole=["Rule", "Severity"])
    for rule in rules:
        made.add_row(Text(rule.code), Text(rule.severity), Text(_plain(rule.summary)))
    return made


def rule_page(rule: Rule) -> Iterator[RenderableType]:
    """Yield all about one rule: its Markdown as plain text, with examples indented."""
    yield Text.assemble((f"{rule.code} {rule.name}", "bold"), f" ({rule.severity})")
    yield ""
    yield Text(_plain(rule.summary))
    paragraph: list[str] = []
    code = False
    lines = ["", *rule.documentation.splitlines(), ""]
    for number, line in enumerate(lines, 1):
        if line.startswith("```") or code:
            code = code != line.startswith("```")
            if code and not line.startswith("```"):
                yield Text(f"    {line}")
        elif line and not line.startswith("#"):
            if paragraph and line.startswith("- "):
                yield Text(_plain(" ".join(paragraph)))
                paragraph = []
            paragraph.append(line.strip())
        else:
            if paragraph:
                yield Text(_plain(" ".join(paragraph)))
                paragraph = []
            if line:
                yield Text(line.lstrip("# "), "bold")
            elif number < len(lines):
                yield ""


def _plain(text: str) -> str:
    return _INLINE.sub(r"\1", text)
