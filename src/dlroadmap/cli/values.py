"""What options and arguments take, by the word that stands for it in the help, for TAB."""

from typing import Any, NamedTuple

from dlroadmap.cli.app import COMMANDS
from dlroadmap.cli.new_options import TAKEN
from dlroadmap.curriculum.model import KINDS, PRIORITIES, RESOURCE_TYPES
from dlroadmap.diagnostics import FAIL_ON
from dlroadmap.exchange.formats import PATH_FORMATS, PLAN_NAMES
from dlroadmap.exchange.reading import kinds as reading
from dlroadmap.exchange.writing import kinds as writing
from dlroadmap.guide.listing import STATES
from dlroadmap.guide.review import GRADES
from dlroadmap.lint import reporters
from dlroadmap.settings import SETTINGS


class Values(NamedTuple):
    """What a value may be: one of some words, what `dlr __complete` answers, or a file.

    `paths` is `any` where each path is one, `slash` where a path is told by a `/` or a dot.
    """

    words: tuple[str, ...] = ()
    ask: str = ""
    paths: str = ""


FREE = Values()
"""Of what there is no list: numbers, dates, texts."""

_BY_METAVAR = {
    "[ITEM|CATEGORY|LEVEL]": Values(ask="any"),
    "[LEVEL|CATEGORY]": Values(ask="place"),
    "BACKUP": Values(ask="backup", paths="slash"),
    "BATCH": Values(ask="batch"),
    "CHANGE": Values(ask="batch"),
    "COMMAND": Values(tuple(name for name in COMMANDS if " " not in name)),
    "FILE": Values(paths="any"),
    "GRADE": Values(GRADES),
    "ID|PATH": Values(ask="curriculum", paths="slash"),
    "ITEM": Values(ask="item"),
    "KEY": Values(tuple(SETTINGS)),
    "KIND": Values(KINDS),
    "LEVEL/ID": Values(ask="category"),
    "N|base|none": Values(("base", "none")),
    "NAME": Values(ask="any"),
    "PATH": Values(paths="any"),
    "RULE": Values(ask="rule"),
    "RULES": Values(ask="rule"),
    "SEVERITY": Values(FAIL_ON),
    "SHELL": Values(("bash", "zsh", "fish")),
    "STATE": Values(STATES),
    "TAG": Values(ask="tag"),
    "TYPE": Values(RESOURCE_TYPES),
    "WHAT": Values(tuple(TAKEN)),
    "WHEN": Values(SETTINGS["color"].allowed),
    "WORD": Values(PRIORITIES),
    "WORD|base|none": Values((*PRIORITIES, "base", "none")),
    **dict.fromkeys(
        ("ADDRESS", "DATE", "LEARNER", "N", "REF", "TEXT", "TIME", "URL", "WORDS", "YEAR"), FREE
    ),
}

_BY_NAME = {
    "--category": Values(ask="category"),
    "--board": Values(("open", "mentors")),
    "--extends": Values(ask="curriculum"),
    "--id": FREE,
    "--level": Values(ask="level"),
    "add ids": FREE,
    "add source": Values(paths="any"),
    "export --format": Values(writing.NAMES),
    "group --format": Values(("csv",)),
    "group --sort": Values(("name", "level", "idle")),
    "group create name": FREE,
    "--group": Values(ask="group"),
    "import --from": Values(reading.NAMES),
    "config --unset": Values(tuple(SETTINGS)),
    "config name": Values(tuple(SETTINGS)),
    "config value": FREE,
    "lint --format": Values(reporters.NAMES),
    "new name": FREE,
    "path --format": Values(tuple(PATH_FORMATS)),
    "plan --format": Values(PLAN_NAMES),
    "prompt --format": FREE,
    "sync --name": FREE,
    "sync target": Values(paths="any"),
    "remove ids": Values(ask="curriculum"),
    "update id": Values(ask="curriculum"),
}
"""What words as general as ID and NAME stand for."""


def find_values(command: str, param: Any) -> Values:
    """Return what an option or argument of a command takes.

    Raises KeyError if nothing here says it: then it belongs into one of the tables above.
    """
    name, metavar = max(param.opts, key=len), str(param.metavar)
    for known in (f"{command} {name}", name):
        if known in _BY_NAME:
            return _BY_NAME[known]
    if metavar in _BY_METAVAR:
        return _BY_METAVAR[metavar]
    return _BY_METAVAR[metavar.strip("[].")]
