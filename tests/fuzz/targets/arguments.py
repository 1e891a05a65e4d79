"""Each line is a call of dlr, its arguments apart by tabs; `<` begins what later calls can read.

`␤` and `␉` stand for the line end and the tab within an argument. What would lead out of the
learner's folders is taken out.
"""

import re
from functools import cache
from typing import Any

from dlroadmap.cli.app import COMMANDS, LazyGroup
from fuzz.learner import call, hold_answer, learner
from fuzz.words import DATES, KEYS, NUMBERS, SIGNS

CALLS = 12

NOBODY = "postgresql://admin@127.0.0.1:9/"
"""What the address of a server becomes, with whatever follows: nobody answers there."""

INVITATION = b"postgresql://dlr_0123456789abcdef0123:secret@127.0.0.1:9/classes#ml"


@cache
def _options() -> list[str]:
    group: Any = LazyGroup(name="dlr")
    commands = [group.get_command(group.make_context("dlr", ["status"]), name) for name in COMMANDS]
    return sorted({option for command in commands for p in command.params for option in p.opts})


WORDS = [
    *(f"\n{command}\t".replace(" ", "\t") for command in COMMANDS),
    *(f"\t{word}\t" for word in _options()), *DATES, *NUMBERS, *SIGNS, *KEYS, "␤", "␉",
    "\n", "\t", "\t--json", "\t-\n", "\n<", "\n__complete\t", "\tpostgresql://", "\n<INVITATION",
    "plain", "marks", "long", "longer", "wide", "1", "ls-la", "one", "two", "one/signs", "signs",
    "small", "track", "hostile", "always", "json", "csv", "ics", "md", "mermaid", "dot",
    "full", "sarif", "easy", "hard", "good", "again", "work.yaml", "curriculum", "by-hand",
    "y␤n␤p␤?␤b␤q␤", "G", "C303", "ada", "ml", "name", "level", "idle", "open", "mentors",
]  # fmt: skip


def fuzz(data: bytes) -> None:
    """Call dlr with each line's arguments, as one learner."""
    stdin = b""
    with learner():
        for line in data.split(b"\n")[:CALLS]:
            if line.startswith(b"<"):
                stdin = re.sub(rb"(?i)postgres(ql)?://", NOBODY.encode(), line[1:])
                stdin = stdin.replace("␤".encode(), b"\n").replace(b"INVITATION", INVITATION)
                continue
            words = line.decode("utf-8", "surrogateescape").split("\t")
            args = [_stay(word.replace("␤", "\n").replace("␉", "\t")) for word in words]
            hold_answer(call(*(arg.replace("\0", "") for arg in args), stdin=stdin))


def _stay(arg: str) -> str:
    """Return an argument without what would lead out of the working folder."""
    if arg.startswith("-"):
        return re.sub(r"[/~]", "_", arg)  # which leaves no address either
    arg = re.sub("(?i)postgres(ql)?://", NOBODY, arg.replace("..", "."))
    return arg.lstrip("/~ ")
