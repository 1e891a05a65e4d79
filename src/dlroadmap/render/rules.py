"""The rules of the linter, in a list and one at a time."""

import re
from collections.abc import Iterable, Iterator

from rich.console import RenderableType
from rich.text import Text

from dlroadmap.lint.rule import Rule
from dlroadmap.render.tables import table

_INLINE = re.compile(r"`([^`]*)`")
_FENCE = re.compile(r"^```.*\n?", re.MULTILINE)
_WRAPPED = re.compile(r"(?<=.)\n *(?!\n|#|- )")
"""The end of a line that goes on in the next one."""


def rule_table(rules: Iterable[Rule]) -> RenderableType:
    """Return a line for each rule."""
    rows = ((rule.code, rule.severity, _plain(rule.summary)) for rule in rules)
    return table(["Rule", "Severity", "What should be so"], rows, whole=["Rule", "Severity"])


def rule_page(rule: Rule) -> Iterator[RenderableType]:
    """Yield all about one rule: its Markdown as plain text, with examples indented."""
    yield Text.assemble((f"{rule.code} {rule.name}", "bold"), f" ({rule.severity})")
    yield from ("", _plain(rule.summary), "")
    for index, part in enumerate(_FENCE.split(rule.documentation)):
        if index % 2:
            yield from (f"    {line}" for line in part.splitlines())
            continue
        for line in _WRAPPED.sub(" ", part).splitlines():
            yield Text(line.lstrip("# "), "bold") if line.startswith("#") else _plain(line)


def _plain(text: str) -> str:
    return _INLINE.sub(r"\1", text)
