"""Each line changes a file of the cache, `FILE`, `OFFSET` and what is written apart by tabs.

The files are the compiled form (`form`), the texts in it (`head`, `body`, `item`), the words for
TAB (`words`) and what was wrong last (`fault`); at `all` the text takes the place of the whole.
`$` begins a call, as for `store`. What was changed is made anew or refused, and never a crash.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from fuzz.learner import call, hold_answer, learner
from fuzz.targets.damage import change
from fuzz.targets.store import chosen
from fuzz.words import KEYS, NUMBERS, SIGNS

FILES = ("form", "head", "body", "item", "words", "fault")

WORDS = [
    *(f"\n{name}\t" for name in FILES),
    *(f"{n}\t" for n in (0, 1, 5, 9, 40, 100, 200, 400, 4096, 8192)), "all\t", "[", "]", "{",
    "}", ",", '"', ":", "null", "true", "[]", "{}", '""', "xff", "x00", "-1\t", "item\t",
    "level\t", "\t", *NUMBERS, *SIGNS, *KEYS,
]  # fmt: skip

CALLS = [
    "status --json", "list --json", "next", "show marks", "search vectors", "__complete any ",
    "plan", "curricula",
]  # fmt: skip

WORDS += [f"\n$ {words}\n" for words in CALLS]


def fuzz(data: bytes) -> None:
    """Change what is cached of the curriculum in use, then use it."""
    with learner() as folder:
        compiled = folder / "cache" / "compiled"
        if not [*compiled.rglob("hostile-*.db")]:
            call("status")
        [form] = compiled.rglob("hostile-*.db")
        kept = {path: path.read_bytes() for path in compiled.rglob("hostile-*")}
        try:
            for line in data.split(b"\n")[:12]:
                _change(form, line)
            for words in chosen(data, CALLS):
                hold_answer(call(*words.split(" ")))
        finally:
            for path in compiled.rglob("hostile-*"):
                path.unlink()
            for path, content in kept.items():
                path.write_bytes(content)


def _change(form: Path, line: bytes) -> None:
    name, _, rest = line.decode("utf-8", "surrogateescape").partition("\t")
    at, _, text = rest.partition("\t")
    match name:
        case "form" | "words" | "fault":
            path = form if name == "form" else form.with_suffix(f".{name}")
            whole = path.read_bytes() if path.exists() else b""
            path.write_bytes(_written(whole, at, text))
        case "head" | "body":
            _rewrite(form, "outline", name, at, text)
        case "item":
            _rewrite(form, "item", "body", at, text)


def _rewrite(form: Path, table: str, column: str, at: str, text: str) -> None:
    """Change the texts of a column of the compiled form, if that is still a database."""
    try:
        with closing(sqlite3.connect(form, isolation_level=None)) as connection:
            rows = connection.execute(f"SELECT DISTINCT {column} FROM {table}").fetchall()
            for (old,) in rows:
                new = _written(str(old).encode(), at, text).decode("utf-8", "replace")
                connection.execute(
                    f"UPDATE {table} SET {column} = ? WHERE {column} = ?", (new, old)
                )
    except (sqlite3.Error, UnicodeError):
        return


def _written(whole: bytes, at: str, text: str) -> bytes:
    new = text.encode("utf-8", "surrogateescape")
    return new if at == "all" else change(whole, at.encode("ascii", "ignore") + b"\t" + new)
