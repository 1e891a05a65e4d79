"""Calls that cannot be understood, in plain words, with the name that was probably meant."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Any

from dlroadmap.errors import DlrError
from dlroadmap.text import clean

LIKENESS = 0.7
"""How much alike two names must be for one to be offered in place of the other."""

_SLACK = 0.1
"""How much less likely than the likeliest a name may be to stand beside it."""

_NUMBERS = {"integer": "a whole number", "int": "a whole number", "float": "a number"}


def find_near(word: str, known: Iterable[str], most: int = 3) -> list[str]:
    """Return the names that a word was probably meant for, the likeliest first.

    A name is likely if it is much alike, or if the word is its beginning.
    """
    typed = word.lstrip("-").casefold()
    ranked = []
    for place, name in enumerate(known):
        bare = name.lstrip("-")
        likeness = SequenceMatcher(None, bare, typed).ratio()
        begun = len(typed) > 1 and bare.startswith(typed)
        if likeness >= LIKENESS or begun:
            ranked.append((begun or likeness, -place, name))
    ranked.sort(reverse=True)
    return [name for likeness, _, name in ranked[:most] if likeness >= ranked[0][0] - _SLACK]


def _offer(near: list[str]) -> list[str]:
    if not near:
        return []
    listed = " or ".join([*([", ".join(near[:-1])] if near[1:] else []), near[-1]])
    return [f"Did you mean {listed}?"]


def unknown_command(word: str, known: Iterable[str]) -> DlrError:
    """Return what to say of a command that there is not."""
    near = find_near(word, known)
    message = f"“{clean(word)}” is not a command of dlr."
    return DlrError("usage", message, *_offer(near), "All commands: dlr --help", near=near)


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
        offer = _offer(find_near(name, known)) if name.startswith("--") else []
        return [f"{command} has no option {clean(name)}.", *offer]
    if kind == "BadOptionUsage":
        name = clean(error.option_name)
        option = next((each for each in params if error.option_name in each.opts), None)
        if "requires" in error.message and option:
            return [f"{name} needs a value: {name} {option.metavar}"]
        return [f"{name} takes no value."]
    if kind == "MissingParameter" and param:
        return [f"{command} needs {param.metavar.strip('.')}."]
    if kind == "BadParameter" and param and param.type.name in _NUMBERS:
        argument = param.param_type_name == "argument"
        name = param.metavar.strip("[].") if argument else max(param.opts, key=len)
        value = clean(error.message.rpartition(" is not a valid ")[0][1:-1])
        return [f"{name} {value}: “{value}” is not {_NUMBERS[param.type.name]}."]
    if extra := re.fullmatch(r"Got unexpected extra argument.*? \((.*)\)", error.message):
        return [f"{command} does not take “{clean(extra[1])}” as well."]
    return [str(error.format_message())]
