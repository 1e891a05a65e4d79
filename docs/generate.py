"""Writes the parts of the documentation that follow from the program.

`python docs/generate.py` writes them anew: tables between a pair of marks, the output of the
commands that a page shows, and the pictures. With `--check` nothing is written, each file that is
not up to date is named, and the exit code is 1 if there is one.
"""

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import typer
from pictures import drawings, words_of
from pydantic import BaseModel
from sessions import lasting, replayed

from dlroadmap.cli.app import GROUPS, LazyGroup
from dlroadmap.errors import ExitCode
from dlroadmap.format import schema
from dlroadmap.lint.rules import RULES

DOCS = Path(__file__).resolve().parent
ROOT = DOCS.parent
MODELS: dict[str, type[BaseModel]] = {
    "The curriculum": schema.CurriculumModel,
    "A source": schema.SourceModel,
    "A level": schema.LevelModel,
    "A category": schema.CategoryModel,
    "An item": schema.ItemModel,
    "A resource": schema.ResourceModel,
    "An overlay": schema.OverlayModel,
    "What an overlay hides": schema.HideModel,
    "A change": schema.ChangeModel,
    "An added level": schema.AddedLevelModel,
    "An added category": schema.AddedCategoryModel,
}


def commands() -> Iterator[str]:
    """Yield the lines that describe every command."""
    group: Any = LazyGroup(name="dlr")
    with typer.Context(group, info_name="dlr") as top:
        for title, names in GROUPS.items():
            yield f"## {title}\n"
            for name in names:
                command: Any = group.get_command(top, name)
                settings = {"help_option_names": ["-h", "--help"], **command.context_settings}
                with typer.Context(command, parent=top, info_name=name, **settings) as context:
                    yield from _command(command, context)


def _command(command: Any, context: Any) -> Iterator[str]:
    yield f"### dlr {command.name}\n"
    yield from (f"{' '.join(part.split())}\n" for part in command.help.split("\n\n"))
    yield f"```text\n{command.get_usage(context).removeprefix('Usage: ')}\n```\n"
    for heading, kind in (("Argument", "argument"), ("Option", "option")):
        params = [p for p in command.get_params(context) if p.param_type_name == kind]
        if params:
            yield from (f"| {heading} | Meaning |", "| --- | --- |")
            yield from (_row(*param.get_help_record(context)) for param in params)
            yield ""
    yield "Examples:\n\n```sh"
    yield from command.examples
    yield "```\n"


def _row(name: str, *cells: str) -> str:
    """Return a row of a table whose first cell is code."""
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in (f'`{name}`', *cells))} |"


def rules() -> Iterator[str]:
    """Yield the table of the linter's rules, then the documentation of each."""
    yield from ("| Code | Name | Severity | What should be so |", "| --- | --- | --- | --- |")
    for rule in RULES.values():
        link = f"[`{rule.code}`](#{rule.code.lower()}-{rule.name})"
        yield f"| {link} | `{rule.name}` | {rule.severity} | {rule.summary} |"
    for rule in RULES.values():
        yield f"\n## {rule.code} {rule.name}\n\n{rule.severity.capitalize()}. {rule.summary}\n"
        yield re.sub(r"^## ", "### ", rule.documentation, flags=re.MULTILINE)


def exit_codes() -> Iterator[str]:
    """Yield the table of exit codes."""
    source = (ROOT / "src" / "dlroadmap" / "errors.py").read_text(encoding="utf-8")
    yield from ("| Code | Name | Meaning |", "| --- | --- | --- |")
    for code in ExitCode:
        meaning = re.search(rf'{code.name} = {code.value}\n +"""(.+)"""', source)
        yield _row(str(code.value), f"`{code.name}`", meaning[1] if meaning else "")


PATTERNS = {
    "^ID$": "id",
    "^(ID/)?ID$": "id or `home/id`",
    "^ID/ID$": "`level/category`",
    "^(ID/ID/)?ID$": "id or `home/level/category`",
}
"""What patterns of the schema stand for."""


def keys() -> Iterator[str]:
    """Yield a table of keys for each model of the curriculum format."""
    known = schema.json_schema()["$defs"]
    for title, model in MODELS.items():
        yield f"### {title}\n"
        yield f"{model.__doc__}\n"
        yield from ("| Key | Value | Default | Meaning |", "| --- | --- | --- | --- |")
        for name, field in model.model_fields.items():
            default = "required" if field.is_required() else _default(field.default)
            value = _type(known[model.__name__]["properties"][name])
            yield _row(name, value, default, field.description or "")
        yield ""


def _default(value: object) -> str:
    return f"`{value}`" if value or value == 0 else "none"


def _type(value: dict[str, Any]) -> str:
    """Return in words what a part of a JSON Schema allows."""
    if "$ref" in value:
        name = str(value["$ref"]).rpartition("/")[2].removesuffix("Model")
        return " ".join(re.findall("[A-Z][a-z]*", name)).lower()
    if "enum" in value or "const" in value:
        return ", ".join(f"`{word}`" for word in value.get("enum", [value.get("const")]))
    if options := value.get("anyOf", value.get("oneOf")):
        several = [_type(option) for option in options if option.get("type") != "null"]
        return " or ".join(dict.fromkeys(several))
    kind = value["type"]
    if kind == "array":
        return f"list of: {_type(value['items'])}"
    if kind == "object":
        for part in value.get("patternProperties", {}).values():
            if "$ref" in part:
                return f"mapping of items, each to: {_type(part)}"
        return "`id: reason`" if value.get("maxProperties") else "mapping of ids"
    if "pattern" in value:
        return PATTERNS.get(value["pattern"].replace(schema.ID, "ID"), "range")
    if value.get("format") == "uri":
        return "address"
    words = {"string": "text", "number": "number", "integer": "whole number"}[kind]
    limits = [
        f"{word} {value[name]:,}"
        for name, word in (
            ("exclusiveMinimum", "above"),
            ("minimum", "at least"),
            ("maximum", "at most"),
        )
        if name in value
    ]
    if kind == "string" and "minLength" in value:
        most = value.get("maxLength")
        limits = [f"not empty{f', at most {most} characters' if most else ''}"]
    return ", ".join([words, *limits])


TABLES: dict[str, Callable[[], Iterator[str]]] = {
    "commands": commands,
    "rules": rules,
    "exit-codes": exit_codes,
    "keys": keys,
}

_MARKED = re.compile(
    r"(<!-- begin (?P<name>[a-z-]+): .*?-->\n).*?(?=<!-- end (?P=name) -->)", re.DOTALL
)


def page(text: str) -> str:
    """Return a page with its tables and the output of its commands as they are now."""

    def table(match: re.Match[str]) -> str:
        return f"{match[1]}\n{chr(10).join(TABLES[match['name']]()).rstrip()}\n\n"

    return replayed(_MARKED.sub(table, text))


def main(check: bool) -> int:
    """Write what is not up to date, or with `check` only name it."""
    stale = []
    for path in [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]:
        text = path.read_text(encoding="utf-8")
        if (new := page(text)) != text:
            stale.append((path, new))
    for path, drawn in drawings().items():
        old = path.read_text(encoding="utf-8") if path.exists() else ""
        if lasting(words_of(old)) != lasting(words_of(drawn)) or (old != drawn and not check):
            stale.append((path, drawn))
    for path, new in stale:
        name = path.relative_to(ROOT).as_posix()
        print(f"{name} is not up to date; run make docs" if check else f"written: {name}")
        if not check:
            path.write_text(new, encoding="utf-8")
    return ExitCode.NO if check and stale else ExitCode.OK


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
