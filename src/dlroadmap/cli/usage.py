"""Calls that cannot be understood, in plain words, with the name that was probably meant."""

import re
from collections.abc import Iterable
from typing import Any

from dlroadmap.errors import DlrError
from dlroadmap.likeness import ask_for, find_near
from dlroadmap.text import clean, has_password

_OFFERED = 3
"""So many commands or options are offered for one that is none."""

_NUMBERS = {"integer": "a whole number", "int": "a whole number", "float": "a number"}


def unknown_command(word: str, known: Iterable[str], outer: str = "") -> DlrError:
    """Return what to say of a command that there is not, or of one of a command `outer`."""
    known, start = [*known], f"{outer} " if outer else ""
    plain = [name for name in known if " " not in name]
    near = [f"{start}{name}" for name in find_near(word, plain, _OFFERED, beginnings=True)]
    near = near or [name for name in known if name.endswith(f" {word}")]
    message = f"Unknown command “{start}{clean(word)}”."
    remedy = f"All commands: dlr {start}--help"
    return DlrError("usage", message, *ask_for(near), remedy, near=near)


def usage_error(error: Any) -> DlrError:
    """Return what to say of a call that the parser has refused."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "dlr"
    params = context.command.params if context else []
    message, *advice = _explain(error, command.removeprefix("dlr "), params)
    return DlrError("usage", message, *advice, f"See {command} --help")


def _explain(error: Any, command: str, params: list[Any]) -> list[str]:
    kind, param = type(error).__name__, getattr(error, "param", None)
    if kind == "NoSuchOption":
        name = error.option_name
        known = ["--help", *(option for each in params for option in each.opts if option[0] == "-")]
        long = name.startswith("--")
        near = find_near(name, known, _OFFERED, beginnings=True) if long else []
        return [f"{command} has no option {clean(name)}.", *ask_for(near)]
    if kind == "BadOptionUsage":
        name = clean(error.option_name)
        option = next((each for each in params if error.option_name in each.opts), None)
        if "requires" in error.message and option:
            return [f"{name} needs a value: {name} {option.metavar}"]
        return [f"{name} takes no value."]
    if kind == "MissingParameter" and param:
        if param.param_type_name == "option":
            return [f"Missing option: {max(param.opts, key=len)} {param.metavar}."]
        return [f"Missing argument: {param.metavar.strip('.')}."]
    if kind == "BadParameter" and param and param.type.name in _NUMBERS:
        argument = param.param_type_name == "argument"
        name = param.metavar.strip("[].") if argument else max(param.opts, key=len)
        value = clean(error.message.rpartition(" is not a valid ")[0][1:-1])
        return [f"{name} {value}: “{value}” is not {_NUMBERS[param.type.name]}."]
    if extra := re.fullmatch(r"Got unexpected extra argument.*? \((.*)\)", error.message):
        return _explain_extra(command, params, clean(extra[1]))
    return [str(error.format_message())]


def _explain_extra(command: str, params: list[Any], extra: str) -> list[str]:
    if has_password(extra):
        remedy = "An argument is recorded by the shell, and others on this computer can see it."
        return [f"{command} takes no address with a password as an argument.", remedy]
    if any(each.param_type_name == "argument" for each in params):
        return [f"{command} does not take “{extra}” as well."]
    if not any("--category" in each.opts for each in params):
        return [f"{command} takes no arguments."]
    act = "list" if command == "list" else "choose from"
    part, name = "category" if "/" in extra else "level", "ID" if " " in extra else extra
    remedy = f"To {act} a {part}: dlr {command} --{part} {name}"
    return [f"{command} takes no names.", remedy]
