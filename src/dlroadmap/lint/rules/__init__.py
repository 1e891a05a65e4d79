"""The rules, one a file: whatever file of this folder has a RULE is one."""

from collections.abc import Iterable
from pkgutil import iter_modules, resolve_name

from dlroadmap.diagnostics import Finding
from dlroadmap.format.faults import Fault
from dlroadmap.lint.rule import Rule

FAMILIES = "YSGCXU"
"""The first letters of codes, in the order in which rules are listed."""

_FOUND: list[Rule] = [resolve_name(f"{__name__}.{m.name}:RULE") for m in iter_modules(__path__)]
_FOUND.sort(key=lambda rule: (FAMILIES.index(rule.code[0]), rule.code))

RULES = {rule.code: rule for rule in _FOUND}
"""Every rule by its code."""

CODES = {word: rule.code for rule in RULES.values() for word in (rule.code, rule.name)}
"""The code of every rule by its code and by its name."""

_BY_KIND = {kind: rule for rule in RULES.values() for kind in rule.faults}


def describe(faults: Iterable[Fault]) -> list[Finding]:
    """Return the findings of faults that reading has met, each once, by file and position."""
    return sorted({_BY_KIND[fault.kind].describe(fault) for fault in faults})
