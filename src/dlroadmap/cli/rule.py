"""dlr rule: what a rule of the linter is about."""

from typing import Annotated, Any

import typer

from dlroadmap.cli import options
from dlroadmap.cli.output import print_json
from dlroadmap.cli.session import Session

EXAMPLES = ["dlr rule", "dlr rule G205", "dlr rule duplicate-key", "dlr rule C --json"]


def run(
    code: Annotated[
        str | None,
        typer.Argument(metavar="[RULE]", help="A code, a name, or the beginning of codes."),
    ] = None,
    json: options.Json = False,
    color: options.Color = None,
) -> None:
    """What a rule of the linter is about, with its reasons and examples; without one, a list."""
    from dlroadmap.lint.rules import RULES
    from dlroadmap.lint.settings import find_rules

    session = Session(None, color, json)
    wanted = find_rules([code], "RULE") if code and code.strip(" ,") else frozenset(RULES)
    rules = [rule for rule in RULES.values() if rule.code in wanted]
    if json:
        documents: list[dict[str, Any]] = [
            {
                "code": rule.code,
                "name": rule.name,
                "severity": rule.severity,
                "summary": rule.summary,
                "documentation": rule.documentation,
            }
            for rule in rules
        ]
        print_json({"rules": documents})
        return
    from dlroadmap.render.findings import rule_page, rule_table

    if len(rules) == 1:
        session.screen.print(*rule_page(rules[0]))
    else:
        session.screen.print(rule_table(rules), "", "More of one: dlr rule CODE")
