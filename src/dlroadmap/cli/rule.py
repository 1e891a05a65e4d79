"""dlr rule: explain a rule of the linter."""

from dlroadmap.cli.documents import fields
from dlroadmap.cli.options import argument, takes
from dlroadmap.cli.session import Session, print_json

EXAMPLES = ["dlr rule", "dlr rule G205", "dlr rule duplicate-key", "dlr rule C --json"]


@takes("json", "color", "no_pager")
def run(
    session: Session,
    code: str | None = argument(
        "[RULE]", "A code, a name, or a prefix of codes (default: all).", None
    ),
) -> None:
    """Explain a rule of the linter, with reasons and examples, or list the rules."""
    from dlroadmap.lint.rules import RULES
    from dlroadmap.lint.settings import find_rules

    wanted = find_rules([code], "") if code and code.strip(" ,") else frozenset(RULES)
    rules = [rule for rule in RULES.values() if rule.code in wanted]
    if session.as_json:
        named = "code name severity summary documentation"
        print_json({"rules": [fields(rule, named) for rule in rules]})
        return
    from dlroadmap.render.findings import rule_page, rule_table

    if len(rules) == 1:
        session.screen.print(*rule_page(rules[0]))
    else:
        session.screen.print(rule_table(rules), "", "For details: dlr rule CODE")
