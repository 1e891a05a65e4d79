"""dlr rule: what a rule of the linter is about."""

from typing import Any

from dlroadmap.cli.options import argument, takes
from dlroadmap.cli.session import Session, print_json

EXAMPLES = ["dlr rule", "dlr rule G205", "dlr rule duplicate-key", "dlr rule C --json"]


@takes("json", "color")
def run(
    session: Session,
    code: str | None = argument("[RULE]", "A code, a name, or the beginning of codes.", None),
) -> None:
    """What a rule of the linter is about, with its reasons and examples; without one, a list."""
    from dlroadmap.lint.rules import RULES
    from dlroadmap.lint.settings import find_rules

    wanted = find_rules([code], "RULE") if code and code.strip(" ,") else frozenset(RULES)
    rules = [rule for rule in RULES.values() if rule.code in wanted]
    if session.as_json:
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
    from dlroadmap.render.rules import rule_page, rule_table

    if len(rules) == 1:
        session.screen.print(*rule_page(rules[0]))
    else:
        session.screen.print(rule_table(rules), "", "More of one: dlr rule CODE")
