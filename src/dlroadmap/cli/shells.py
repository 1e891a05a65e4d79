"""The scripts that make shells complete dlr: commands and options inside, values asked of dlr.

dlr offers ids alone, and still every script quotes what it inserts: that of bash by itself, for zsh
and fish do so. That of bash works with bash 3.2, which macOS has.
"""

from collections.abc import Iterator
from typing import Any

import typer

from dlroadmap.cli.app import COMMANDS, LazyGroup

VALUES = {
    "--level": "level",
    "--category": "category",
    "--curriculum": "curriculum",
    "--extends": "curriculum",
    "--in": "curriculum",
    "--after": "item",
    "--requires": "item",
}
"""What the values of options are."""

ARGUMENTS = {
    "item": (
        *("tick", "untick", "start", "skip", "show", "note", "log"),
        *("goal", "path", "why", "review", "change"),
    ),
    "place": ("status",),
    "any": ("resources", "hide"),
    "curriculum": ("use",),
}
"""Which commands take what."""

WORDS = {"completion": "bash zsh fish", "new": "curriculum overlay level category item"}
"""Commands whose argument is one of a few words."""

_BASH = """\
# Completion of dlr for bash.
_dlr() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} command= options= ask= word
  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    [[ $word == -* ]] || { command=$word; break; }
  done
  case $command in
%(options)s
  esac
  case $prev in
%(values)s
  esac
  COMPREPLY=()
  if [[ -z $ask && $cur == -* ]]; then
    COMPREPLY=($(compgen -W "$options" -- "$cur"))
    return
  elif [[ -z $ask ]]; then
    case $command in
      "") COMPREPLY=($(compgen -W "%(commands)s" -- "$cur")); return ;;
%(arguments)s
    esac
  fi
  if [[ -n $ask ]]; then
    while IFS=$'\\t' read -r word _; do
      printf -v word %%q "$word"
      COMPREPLY+=("$word")
    done < <(dlr __complete "$ask" "$cur" 2>/dev/null)
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
  local command= word previous=${words[CURRENT-1]}
  local -a names options
  for word in "${(@)words[2,CURRENT-1]}"; do
    [[ $word == -* ]] || { command=$word; break; }
  done
  case $command in
%(options)s
  esac
  case $previous in
%(values)s
  esac
  if [[ $PREFIX == -* ]]; then
    _describe option options
    return
  fi
  case $command in
    "") names=(
%(commands)s
      ); _describe command names ;;
%(arguments)s
  esac
}
compdef _dlr dlr
"""


def _options() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield each command with its long options and their help."""
    group = LazyGroup(name="dlr")
    context = typer.Context(group, info_name="dlr")
    for name in COMMANDS:
        command: Any = group.get_command(context, name)
        found = [
            (option, param.help or "")
            for param in command.params
            for option in getattr(param, "opts", ())
            if option.startswith("--")
        ]
        yield name, [*found, ("--help", "Show what the command does.")]


def _bash() -> str:
    options = [
        f'    {name}) options="{" ".join(option for option, _ in found)}" ;;'
        for name, found in _options()
    ]
    values = [f"    {option}) ask={what} ;;" for option, what in VALUES.items()]
    arguments = [f"      {'|'.join(names)}) ask={what} ;;" for what, names in ARGUMENTS.items()]
    arguments += [
        f'      {name}) COMPREPLY=($(compgen -W "{words}" -- "$cur")); return ;;'
        for name, words in WORDS.items()
    ]
    return _BASH % {
        "options": "\n".join(options),
        "values": "\n".join(values),
        "commands": " ".join(COMMANDS),
        "arguments": "\n".join(arguments),
    }


def _zsh() -> str:
    def quoted(name: str, meaning: str) -> str:
        return "'{}:{}'".format(name, meaning.replace("'", "’").replace(":", "\\:"))

    options = [
        f"    {name}) options=({' '.join(quoted(*option) for option in found)}) ;;"
        for name, found in _options()
    ]
    arguments = [f"    {'|'.join(names)}) _dlr_ask {what} ;;" for what, names in ARGUMENTS.items()]
    arguments += [f"    {name}) compadd {words} ;;" for name, words in WORDS.items()]
    arguments += ["    lint) _files ;;"]
    return _ZSH % {
        "options": "\n".join(options),
        "values": "\n".join(f"    {o}) _dlr_ask {what}; return ;;" for o, what in VALUES.items()),
        "commands": "\n".join(f"      {quoted(*command)}" for command in COMMANDS.items()),
        "arguments": "\n".join(arguments),
    }


def _fish() -> str:
    def quoted(text: str) -> str:
        return "'{}'".format(text.replace("\\", "\\\\").replace("'", "\\'"))

    def ask(what: str) -> str:
        return f"'(dlr __complete {what} (commandline -ct))'"

    lines = ["# Completion of dlr for fish.", "complete -c dlr -f"]
    for name, words in COMMANDS.items():
        lines.append(f"complete -c dlr -n __fish_use_subcommand -a {name} -d {quoted(words)}")
    for name, found in _options():
        seen = f"-n '__fish_seen_subcommand_from {name}'"
        for option, meaning in found:
            value = f" -x -a {ask(VALUES[option])}" if option in VALUES else ""
            lines.append(f"complete -c dlr {seen} -l {option[2:]} -d {quoted(meaning)}{value}")
    for what, names in ARGUMENTS.items():
        seen = f"-n '__fish_seen_subcommand_from {' '.join(names)}'"
        lines.append(f"complete -c dlr {seen} -a {ask(what)}")
    for name, words in WORDS.items():
        lines.append(f"complete -c dlr -n '__fish_seen_subcommand_from {name}' -a '{words}'")
    lines.append("complete -c dlr -n '__fish_seen_subcommand_from lint use' -F")
    return "\n".join(lines) + "\n"


SCRIPTS = {"bash": _bash, "zsh": _zsh, "fish": _fish}
"""What makes the script for each shell."""
