"""The bytes are dlr.toml, or pyproject.toml where they say `tool`: they hold, or words say no."""

from dlroadmap.errors import DlrError
from dlroadmap.lint.rules import CODES, RULES
from dlroadmap.lint.settings import find_settings
from fuzz.learner import call, hold_answer, learner
from fuzz.promises import hold
from fuzz.words import DATES, NUMBERS, SIGNS

WORDS = [
    "[tool.dlr]\n", "[tool]\n", "dlr = ", "select = [", "ignore = [", "[per-file-ignores]\n",
    "[severity]\n", 'fail-on = "', '"*.yaml" = ["C"]', '"G205" = "error"', "G = ", '"error"',
    '"warning"', '"never"', "ALL", "= ", "\n", '"', "'", '"""', "[[", "]]", "{", "}", ".", ",",
    "inf", "\\u0000", "\\U0010ffff", "[" * 500, "a." * 500, "[a-", "[!", "**", "*" * 60, *CODES,
    *DATES, *NUMBERS, *SIGNS,
]  # fmt: skip


def fuzz(data: bytes) -> None:
    """Read the settings of the linter."""
    with learner() as folder:
        name = "pyproject.toml" if b"tool" in data else "dlr.toml"
        (folder / "work" / name).write_bytes(data)
        try:
            settings = find_settings(folder / "work")
        except DlrError as error:
            hold(error.code in ("bad-settings", "unknown-rule"), "is told", error.code)
            return
        finally:
            hold_answer(call("lint", "x.yaml", "--show-settings"))
        hold(settings.select | settings.ignore <= RULES.keys(), "codes of rules")
        hold(settings.severity.keys() <= RULES.keys(), "codes of rules")
        for file in ("a.yaml", "one/cat.yaml", "[x", "\udcff"):
            settings.holds("G205", file)
        settings.document()
        settings.fails("error")
