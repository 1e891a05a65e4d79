"""Names of items on standard input: all told together, and recorded together or not at all."""

from collections.abc import Iterable
from typing import Any

from dlroadmap.cli.name_lines import read_name_lines
from dlroadmap.cli.selecting import read_input
from dlroadmap.cli.session import Session
from dlroadmap.curriculum.resolving import Label, Resolved, Resolver
from dlroadmap.curriculum.sections import Section
from dlroadmap.errors import DlrError
from dlroadmap.render.matches_page import left_lines, left_out_line, refusal, sure_line
from dlroadmap.render.screen import tell
from dlroadmap.render.words import describe_unticked
from dlroadmap.text import clean


def resolve_lines(session: Session, kind: str, sure_only: bool) -> Resolved:
    """Return what the names on standard input mean; of a tick those behind an empty box are none.

    Raises DlrError with every name that is not sure, unless only the sure ones are wanted.
    """
    lines = list(read_name_lines(read_input()))
    wanted = [line for line in lines if not (kind == "tick" and line.unticked)]
    labels = [Label(line.number, clean(line.name)) for line in wanted]
    resolved = Resolver(session.curriculum, session.names.others).resolve(labels)
    if resolved.left and not sure_only:
        raise _refuse(resolved, len(wanted), kind)
    if len(wanted) < len(lines):
        tell(f"dlr: {describe_unticked(len(lines) - len(wanted))}")
    if resolved.left and not session.as_json:
        tell(f"dlr: {left_out_line(resolved)}", *left_lines(resolved))
    return resolved


def left_document(resolved: Resolved) -> list[dict[str, Any]]:
    """Return the lines that are not sure; `near` are the ids of items that a name resembles."""
    rows: list[dict[str, Any]] = []
    for label, may, named, sections in resolved.likely:
        row: dict[str, Any] = {"line": label.line, "name": label.text}
        if sections:
            row["sections"] = section_names(sections)
        keys = [item.key for item in may]
        near = [item.id for item in may]
        rows.append({**row, "candidates": keys} if named else {**row, "near": near})
    rows += ({"line": label.line, "name": label.text, "near": []} for label in resolved.unknown)
    return sorted(rows, key=lambda row: row["line"] or 0)


def section_names(sections: Iterable[Section]) -> list[dict[str, Any]]:
    """Return the levels and categories that a label names, as scripts get them."""
    return [{"of": one.of, "name": one.name, "items": len(one.items)} for one in sections]


def sure_document(resolved: Resolved) -> list[dict[str, Any]]:
    """Return the lines that are sure."""
    return [
        {"line": label.line, "name": label.text, "key": item.key}
        for label, item, _ in resolved.sure
    ]


def _refuse(resolved: Resolved, names: int, kind: str) -> DlrError:
    advice = left_lines(resolved)
    if resolved.sure and kind == "tick":
        advice.append(sure_line(len(resolved.sure), "dlr tick - --sure"))
    several = not resolved.unknown and all(likely.named for likely in resolved.likely)
    return DlrError(
        "ambiguous-item" if several else "unknown-item",
        refusal(resolved, names),
        *advice,
        lines=left_document(resolved),
        sure=sure_document(resolved),
    )
