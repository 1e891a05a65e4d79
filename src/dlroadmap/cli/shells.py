"""The scripts that make shells complete dlr: commands and options inside, values asked of dlr.

dlr offers ids alone, and still every script quotes what it inserts: that of bash by itself, for zsh
and fish do so. That of bash works with bash 3.2, which macOS has.
"""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, NamedTuple

import typer

from dlroadmap.cli.app import COMMANDS, VALUED, LazyGroup, list_inner
from dlroadmap.cli.values import FREE, Values, find_values
from dlroadmap.settings import SETTINGS

_BASH = """\
# Completion of dlr for bash.
_dlr() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}
  local command= options= words= ask= paths= valued= before= word
  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case $word in
      -*|=) before=$word; continue ;;
    esac
    case $before in
      =|%(taking)s) before=; continue ;;
    esac
    before= command=${command:+$command }$word
    case $command in
      %(outer)s) ;;
      *) break ;;
    esac
  done
  if [[ $cur == = ]]; then
    cur=
  elif [[ $prev == = ]]; then
    prev=${COMP_WORDS[COMP_CWORD-2]}
  fi
  case "$command $prev" in
%(values)s
  esac
  if [[ -z $valued && $cur == -* ]]; then
    case $command in
%(options)s
    esac
    words=$options
  elif [[ -z $valued ]]; then
    case $command in
%(commands)s
%(arguments)s
    esac
  fi
  COMPREPLY=()
  if [[ -n $words ]]; then
    COMPREPLY=($(compgen -W "$words" -- "$cur"))
  fi
  if [[ -n $ask ]]; then
    while IFS=$'\\t' read -r word _; do
      printf -v word %%q "$word"
      COMPREPLY+=("$word")
    done < <(dlr __complete "$ask" "$cur" 2>/dev/null)
  fi
  # Where no path is wanted, bash 4 offers none; bash 3 always does.
  if [[ -z $paths || ( $paths == slash && $cur != */* && $cur != [.~]* ) ]]; then
    compopt +o default 2>/dev/null
  fi
}
complete -o default -F _dlr dlr
"""

_ZSH = """\
#compdef dlr
# Completion of dlr for zsh.
_dlr_ask() {
  local -a found
  local name meaning
  while IFS=$'\\t' read -r name meaning; do
    name=${name//\\\\/\\\\\\\\} meaning=${meaning//\\\\/\\\\\\\\}
    found+=("${name//:/\\\\:}:$meaning")
  done < <(dlr __complete "$1" "$PREFIX" 2>/dev/null)
  _describe "$1" found
}
_dlr() {
  local command= before= word previous=${words[CURRENT-1]}
  local -a names options
  for word in "${(@)words[2,CURRENT-1]}"; do
    case $word in
      -*) before=$word; continue ;;
    esac
    case $before in
      %(taking)s) before=; continue ;;
    esac
    before= command=${command:+$command }$word
    case $command in
      %(outer)s) ;;
      *) break ;;
    esac
  done
  if [[ $PREFIX == --*=* ]]; then
    previous=${PREFIX%%%%=*}
    compset -P '*='
  fi
  case "$command $previous" in
%(values)s
  esac
  if [[ $PREFIX == -* ]]; then
    case $command in
%(options)s
    esac
    _describe option options
    return
  fi
  case $command in
%(commands)s
%(arguments)s
  esac
}
compdef _dlr dlr
"""

_ZSH_PATHS = {"": "", "any": "_files", "slash": "[[ $PREFIX == (*/*|[.~]*) ]] && _files"}

_FISH = """\
# Completion of dlr for fish.
function __dlr_at -d 'Whether one of these is the command on the line'
    # Fish asks once for every command there is.
    set -l line (commandline -cp)
    if test "$line" != "$__dlr_line"
        set -l words (commandline -opc)
        set -l command ''
        set -l before ''
        set -e words[1]
        for word in $words
            if string match -q -- '-*' $word
                set before $word
            else if contains -- $before %(taking)s
                set before ''
            else
                set before ''
                set command (string trim -- "$command $word")
                contains -- $command %(outer)s; or break
            end
        end
        set -g __dlr_line "$line"
        set -g __dlr_command $command
    end
    contains -- "$__dlr_command" $argv
end
complete -c dlr -f
%(lines)s
"""

_FISH_PATH = (
    '(string match -qr "^[.~]|/" -- (commandline -ct); and __fish_complete_path (commandline -ct))'
)
"""What offers files where a path was begun."""

OUTER = (*(name for name in COMMANDS if list_inner(name)), "help")
"""The commands behind which a command of a command may follow."""


class _Taken(NamedTuple):
    """An option or argument: how it is written, what it means, and what it takes, if anything."""

    names: tuple[str, ...]
    meaning: str
    values: Values | None


def _find_lists() -> Iterator[tuple[list[str], dict[str, str]]]:
    """Yield lists of commands, each in a few words, and behind what each of them is offered."""
    yield [""], {name: words for name, words in COMMANDS.items() if " " not in name}
    for name in COMMANDS:
        if inner := list_inner(name):
            yield [name, f"help {name}"], inner


def _params() -> Iterator[tuple[str, list[_Taken], list[Values]]]:
    """Yield each command with its options and what its arguments take."""
    group = LazyGroup(name="dlr")
    context = typer.Context(group, info_name="dlr")
    for name in COMMANDS:
        command: Any = group.get_command(context, name)
        options, arguments = [], []
        for param in command.params:
            if param.param_type_name == "argument":
                arguments.append(find_values(name, param))
            else:
                values = None if param.is_flag else find_values(name, param)
                options.append(_Taken(tuple(param.opts), param.help or "", values))
        options.append(_Taken(("--help",), "Show what the command does.", None))
        yield name, options, [values for values in arguments if values != FREE]


def _find_valued() -> dict[Values, list[str]]:
    """Return patterns of a command and the word before, by what stands behind these.

    An option that takes the same in every command has one pattern for all.
    """
    taken: dict[str, dict[str, Values]] = {}
    for command, options, _ in _params():
        for option in options:
            for name in option.names if option.values is not None else ():
                taken.setdefault(name, {})[command] = option.values or FREE
    found: dict[Values, list[str]] = {}
    for name, by_command in taken.items():
        if len({*by_command.values()}) == 1:
            found.setdefault(next(iter(by_command.values())), []).append(f'*" {name}"')
        else:
            for command, values in by_command.items():
                found.setdefault(values, []).append(f'"{command} {name}"')
    for setting, values in _find_settings():
        found.setdefault(values, []).append(f'"config {setting}"')
    return found


def _find_settings() -> Iterator[tuple[str, Values]]:
    """Yield the settings with what they can be set to."""
    for name, setting in SETTINGS.items():
        if name == "curriculum":
            yield name, Values(ask="curriculum", paths="slash")
        elif name == "group":
            yield name, Values(ask="group")
        else:
            yield name, Values(setting.allowed)


def _find_arguments() -> Iterator[tuple[list[str], Values]]:
    """Yield the commands behind which TAB knows something of the words, and what these are."""
    by_values: dict[Values, list[str]] = {}
    for command, _, arguments in _params():
        if arguments:
            words = tuple(chain.from_iterable(values.words for values in arguments))
            asks = [values.ask for values in arguments if values.ask]
            paths = [values.paths for values in arguments if values.paths]
            found = Values(words, "".join(asks[:1]), "".join(paths[:1]))
            by_values.setdefault(found, []).append(command)
    for values, commands in by_values.items():
        yield commands, values


def _either(commands: Iterable[str]) -> str:
    """Return a pattern of bash and zsh for any of these."""
    return "|".join(name if name and " " not in name else f'"{name}"' for name in commands)


def _walk() -> dict[str, str]:
    """Return what bash and zsh need to find the command on a line."""
    return {"taking": _either(VALUED), "outer": _either(OUTER)}


def _bash() -> str:
    def assigned(values: Values) -> str:
        words = f'"{" ".join(values.words)}"' if values.words else ""
        parts = {"words": words, "ask": values.ask, "paths": values.paths}
        return " ".join(f"{name}={value}" for name, value in parts.items() if value)

    options = [
        f'      {_either([name])}) options="{" ".join(_long(options))}" ;;'
        for name, options, _ in _params()
    ]
    values = [
        f"    {'|'.join(patterns)}) valued=1 {assigned(values)} ;;"
        for values, patterns in _find_valued().items()
    ]
    return _BASH % {
        **_walk(),
        "options": "\n".join(options),
        "values": "\n".join(values),
        "commands": "\n".join(
            f'      {_either(before)}) words="{" ".join(names)}" ;;'
            for before, names in _find_lists()
        ),
        "arguments": "\n".join(
            f"      {_either(commands)}) {assigned(values)} ;;"
            for commands, values in _find_arguments()
        ),
    }


def _long(options: list[_Taken]) -> list[str]:
    return [name for option in options for name in option.names if name.startswith("--")]


def _zsh() -> str:
    def quoted(name: str, meaning: str) -> str:
        return "'{}:{}'".format(name, meaning.replace("'", "’").replace(":", "\\:"))

    def named(before: list[str], names: dict[str, str]) -> str:
        rows = "\n".join(f"      {quoted(*each)}" for each in names.items())
        return f"    {_either(before)}) names=(\n{rows}\n      ); _describe command names ;;"

    def offered(values: Values) -> str:
        words = [f"compadd {' '.join(values.words)}"] if values.words else []
        ask = [f"_dlr_ask {values.ask}"] if values.ask else []
        return "; ".join([*words, *ask, *filter(None, [_ZSH_PATHS[values.paths]])])

    options = []
    for name, found, _ in _params():
        listed = [
            quoted(word, option.meaning)
            for option in found
            for word in option.names
            if word.startswith("--")
        ]
        options.append(f"      {_either([name])}) options=({' '.join(listed)}) ;;")
    values = [
        f"    {'|'.join(patterns)}) {offered(values) or ':'}; return ;;"
        for values, patterns in _find_valued().items()
    ]
    arguments = [
        f"    {_either(commands)}) {offered(values)} ;;" for commands, values in _find_arguments()
    ]
    return _ZSH % {
        **_walk(),
        "options": "\n".join(options),
        "values": "\n".join(values),
        "commands": "\n".join(named(*each) for each in _find_lists()),
        "arguments": "\n".join(arguments),
    }


def _fish() -> str:
    def quoted(text: str) -> str:
        return "'{}'".format(text.replace("\\", "\\\\").replace("'", "\\'"))

    def offered(values: Values) -> str:
        ask = [f"(dlr __complete {values.ask} (commandline -ct))"] if values.ask else []
        words = [*values.words, *ask, *[_FISH_PATH] * (values.paths == "slash")]
        return f" -a '{' '.join(words)}'" * bool(words) + " -F" * (values.paths == "any")

    def seen(*commands: str) -> str:
        return f"-n '__dlr_at {' '.join(map(spelled, commands))}'"

    def spelled(command: str) -> str:
        return f'"{command}"' if " " in command or not command else command

    lines = [
        f"complete -c dlr {seen(*before)} -a {name} -d {quoted(words)}"
        for before, names in _find_lists()
        for name, words in names.items()
    ]
    for name, options, _ in _params():
        for option in options:
            names = " ".join(
                f"-l {word[2:]}" if word.startswith("--") else f"-s {word[1:]}"
                for word in option.names
            )
            values = option.values
            value = (
                ""
                if values is None
                else f" -{'r' if values.paths == 'any' else 'x'}{offered(values)}"
            )
            lines.append(f"complete -c dlr {seen(name)} {names} -d {quoted(option.meaning)}{value}")
    for commands, values in _find_arguments():
        lines.append(f"complete -c dlr {seen(*commands)}{offered(values)}")
    for name, values in _find_settings():
        both = f"-n '__dlr_at config; and __fish_seen_subcommand_from {name}'"
        lines.append(f"complete -c dlr {both}{offered(values)}")
    walk = {"taking": " ".join(VALUED), "outer": " ".join(OUTER)}
    return _FISH % {**walk, "lines": "\n".join(lines)}


SCRIPTS = {"bash": _bash, "zsh": _zsh, "fish": _fish}
"""What makes the script for each shell."""
