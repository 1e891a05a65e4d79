"""Each line is a row of the store, `TABLE` and `COLUMN=VALUE` apart by tabs; `!` sets a pragma.

`i12` is a number, `f1.5` one with a point, `x00ff` bytes, `n` NULL, `t12` a text. Every table that
the migrations make can hold any of them, whatever its constraints. `$` begins one of CALLS that is
made; without any, all are. Reading such a store is right, or refused in words.
"""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from functools import cache
from pathlib import Path

from dlroadmap.progress import tables
from fuzz.learner import call, hold_answer, learner
from fuzz.promises import hold
from fuzz.targets import events
from fuzz.targets.events import read_event

CALLS = [
    "status --json", "log --json", "log", "doctor", "stats", "review --list", "plan", "next",
    "list --json", "show plain", "goal", "tick wide", "undo", "backup", "status",
]  # fmt: skip

CHOICES = [f"\n$ {words}\n" for words in CALLS]


@cache
def template() -> tuple[bytes, dict[str, list[str]]]:
    """Return an empty store without constraints, and the columns of its tables."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as made:
        tables.migrate(made)
        named = made.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        columns = {
            name: [column for _, column, *_ in made.execute(f"PRAGMA table_info({name})")]
            for (name,) in named
        }
        made.execute("PRAGMA writable_schema = ON")
        made.execute("UPDATE sqlite_master SET sql = replace(sql, ' NOT NULL', '')")
        return made.serialize(), columns


def _words() -> list[str]:
    _, columns = template()
    names = {column for table in columns.values() for column in table}
    values = ["n", "i0", "i-1", "i9223372036854775807", "i-9223372036854775808", "f1.5", "f-1e300",
              "xff", "x00", "x", "t", "t1", "t[]", "t{}"]  # fmt: skip
    return [
        *(f"\n{table}\t" for table in columns), *(f"\t{name}=" for name in sorted(names)),
        *(f"{value}\t" for value in values), "\n!user_version=i2\n", "\n!user_version=i0\n",
        "\n!application_id=i0\n", *CHOICES, *events.WORDS,
    ]  # fmt: skip


WORDS = _words()


def fuzz(data: bytes) -> None:
    """Put the rows into a store, then use it."""
    with learner() as folder:
        store = folder / "progress.db"
        store.write_bytes(_made(data))
        hold_use(store, data)


def hold_use(store: Path, data: bytes) -> None:
    """Hold that a store is read and written to by the calls in a text, or refused and left."""
    before = store.read_bytes()
    refused = call("log", "--json").code == 2
    for words in chosen(data, CALLS):
        hold_answer(call(*words.split()))
    if refused:
        hold(store.read_bytes() == before, "what is refused is left as it was")


def chosen(data: bytes, calls: Sequence[str]) -> Sequence[str]:
    """Return the calls that lines of a text name behind `$` or `# $`; all if none does."""
    lines = {line.removeprefix("# ") for line in data.decode("utf-8", "replace").split("\n")}
    return [words for words in calls if f"$ {words}" in lines] or calls


def _made(data: bytes) -> bytes:
    empty, columns = template()
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as made:
        made.deserialize(empty)
        for number, line in enumerate(data.decode("utf-8", "replace").split("\n")[:40], 1):
            if line.startswith("!"):
                _set(made, line[1:])
                continue
            table, *parts = line.split("\t")
            if table not in columns:
                continue
            row: dict[str, object] = {}
            if table == "event":
                row |= read_event("\t".join(parts), number)._asdict()
            for part in parts:
                name, _, value = part.partition("=")
                if name in columns[table] and (name not in row or value[:1] in _SIGNS):
                    row[name] = _value(value)
            _insert(made, table, row)
        return made.serialize()


_SIGNS = tuple("ifxnt")


def _value(text: str) -> object:
    """Return the value that a sign and what stands behind it make; else the text as it is."""
    sign, rest = text[:1], text[1:]
    try:
        match sign:
            case "n" if not rest:
                return None
            case "i" if abs(int(rest)) < 2**63:
                return int(rest)
            case "f":
                return float(rest)
            case "x":
                return bytes.fromhex(rest)
            case "t":
                return rest
    except ValueError:
        pass
    return text


def _insert(made: sqlite3.Connection, table: str, row: dict[str, object]) -> None:
    marks = ", ".join("?" * len(row))
    values = f"({', '.join(row)}) VALUES ({marks})" if row else "DEFAULT VALUES"
    try:
        made.execute(f"INSERT OR REPLACE INTO {table} {values}", [*row.values()])
    except (sqlite3.Error, UnicodeEncodeError):  # a primary key that is NULL, say
        return


def _set(made: sqlite3.Connection, line: str) -> None:
    name, _, value = line.partition("=")
    number = _value(value)
    if name in ("user_version", "application_id") and isinstance(number, int):
        made.execute(f"PRAGMA {name} = {number % 2**31}")
