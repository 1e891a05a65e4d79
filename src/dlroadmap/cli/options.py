"""The arguments and options of commands: how they are declared, and those that many share."""

from collections.abc import Callable, Sequence
from functools import wraps
from inspect import Parameter, Signature, signature
from typing import Any, TypeVar

import typer

from dlroadmap.cli.session import Session

Result = TypeVar("Result")


def argument(metavar: str, help: str, default: Any = ...) -> Any:
    """Declare an argument; without a default it must be given."""
    return typer.Argument(default, metavar=metavar, help=help, show_default=False)


def option(name: str, metavar: str, help: str, default: Any = None, *, short: str = "") -> Any:
    """Declare an option that takes a value; its help names the default if there is one."""
    names = (name, short) if short else (name,)
    return typer.Option(default, *names, metavar=metavar, help=help, show_default=False)


def flag(name: str, help: str, *short: str) -> Any:
    """Declare an option that takes no value."""
    return typer.Option(False, name, *short, help=help)


NAMES = argument(
    "[ITEM]...",
    "Key, id, alias or title words; - reads names from standard input, one per line.",
    None,
)
ITEM = argument("ITEM", "Key, id, alias or title words.")
NAME = argument("NAME", "An item, a category, a level, or a curriculum.")
LEVEL = option("--level", "ID", "Limit to this level.")
CATEGORY = option("--category", "ID", "Limit to this category: ID or LEVEL/ID.")
KIND = option(
    "--kind", "KIND", "Limit to concept, skill, tool, project, milestone, reading or habit."
)

_SHARED: dict[str, tuple[Any, Any]] = {
    "curriculum": (str | None, option("--curriculum", "ID|PATH", "Use this curriculum.")),
    "group": (str | None, option("--group", "GROUP", "Use this group, if you are in several.")),
    "json": (bool, flag("--json", "Print one JSON document.")),
    "color": (
        str | None,
        option("--color", "WHEN", "Use color: auto, always or never (default: auto)."),
    ),
    "yes": (bool, flag("--yes", "Answer yes to every question.", "-y")),
    "no_input": (bool, flag("--no-input", "Never ask questions.")),
    "no_pager": (bool, flag("--no-pager", "Print everything at once, without the pager.")),
}
"""What a session is made of: its type and its option."""


def takes(
    *names: str, lenient: bool = False
) -> Callable[[Callable[..., Result]], Callable[..., Result]]:
    """Give a command shared options, behind its own, and hand it the session made of them.

    One that the command declares itself, in words of its own, it is handed as well. A `lenient`
    command runs even if a setting is not valid, to report or replace it.
    """

    def decorate(run: Callable[..., Result]) -> Callable[..., Result]:
        _, *declared = signature(run).parameters.values()
        own = {parameter.name: parameter for parameter in declared}
        shared = {
            name: Parameter(name, Parameter.POSITIONAL_OR_KEYWORD, default=default, annotation=kind)
            for name, (kind, default) in _SHARED.items()
            if name in names
        }

        @wraps(run)
        def call(**values: Any) -> Result:
            session = Session(**{name: values[name] for name in names})
            session.check_color(flag_only=lenient)
            with session.paging():
                return run(session, **{name: values[name] for name in own})

        # Each stands where it is named first, as it is declared last.
        every = {name: own[name] for name in own if name not in names} | shared | own
        call.__signature__ = Signature(list(every.values()))  # type: ignore[attr-defined]
        return call

    return decorate


def one_of(names: Sequence[str]) -> str:
    """Return what an option takes, for its help: `a, b or c`."""
    return f"{', '.join(names[:-1])} or {names[-1]}"
