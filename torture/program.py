"""The program as it is called, in a process forked from this one, where all is imported already."""

import io
import json
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from dlroadmap.__main__ import main
from dlroadmap.cli.app import run
from dlroadmap.errors import DlrError
from torture.processes import Say, ended, forked, print_into, read_printed
from torture.scenes import Home, Scene, copied, used, used_today

ITEMS = 300


class Answer(NamedTuple):
    """How a call of the program ended: its exit code, and its document if it printed one."""

    code: int
    document: dict[str, Any] | None
    text: str


def write_curriculum(folder: Path) -> Path:
    """Write a small curriculum whose items are those that the scenes tick."""
    lines = ["format: 1", "id: tiny", "title: Tiny", "levels:", "  - id: one", "    title: One"]
    lines += ["    categories:", "      - id: all", "        title: All", "        items:"]
    for number in range(ITEMS):
        lines += [f"          - id: item-{number}", f"            title: Item {number}"]
        lines += ["            kind: concept", "            hours: 2"]
    path = folder / "tiny.yaml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def settle(home: Home, curriculum: Path) -> None:
    """Let this process be the learner's: its environment names the folder and the curriculum."""
    os.environ.update(DLR_HOME=str(home.data), DLR_CURRICULUM=str(curriculum), TZ="UTC")


def warm_up(home: Home, curriculum: Path, calls: Sequence[Sequence[str]]) -> None:
    """Call the program within this process, so that it has imported and compiled everything."""
    settle(home, curriculum)
    for arguments in calls:
        with redirect_stdout(io.TextIOWrapper(io.BytesIO())), redirect_stderr(io.StringIO()):
            run([*arguments])


def become(home: Home, curriculum: Path, arguments: Sequence[str]) -> NoReturn:
    """Be the program from here on."""
    settle(home, curriculum)
    sys.argv = ["dlr", *arguments]
    main()
    raise AssertionError("the program has an end of its own")


def read_answer(code: int, text: str) -> Answer:
    """Return the answer of a program that ended with a code and printed a text, warnings in it."""
    try:
        document, _ = json.JSONDecoder().raw_decode(text[text.index("{") :])
    except ValueError:
        document = None
    return Answer(code, document, text)


def call(home: Home, curriculum: Path, *arguments: str) -> Answer:
    """Call the program in a process of its own."""
    with tempfile.TemporaryFile() as output:

        def work() -> None:
            print_into(output)
            become(home, curriculum, arguments)

        return read_answer(ended(forked(work)), read_printed(output))


def words_of(answer: Answer, home: Home) -> list[str]:
    """Return what an answer acknowledges, in the words that scenes have for it."""
    document = answer.document or {}
    if answer.code == 0:
        if document.get("batch"):
            return [_acknowledged(home, str(document["batch"]))]
        if "restored" in document:
            return ["restored"]
        if "backup" in document:
            return [f"copied {Path(document['backup']).name}"]
        return []
    if "this is a bug of dlr" in answer.text or "Traceback" in answer.text:
        return [f"crashed {answer.text}"]
    return [f"refused {answer.text}"] if answer.code == 2 else []


def _acknowledged(home: Home, batch: str) -> str:
    try:
        ids = [event.id for event in home.store().events() if event.batch == batch]
    except DlrError:
        ids = []
    return " ".join(["stored", *(ids or [f"batch-{batch}"])])


def call_scenes(curriculum: Path) -> list[Scene]:
    """Return the scenes in which the program itself is called."""

    def warm(
        prepare: Callable[[Home, int], object], *arguments: str
    ) -> Callable[[Home, int], None]:
        def prepared(home: Home, size: int) -> None:
            prepare(home, size)
            warm_up(home, curriculum, [["status"], [*arguments, "--help"]])

        return prepared

    def calling(*arguments: str) -> Callable[[Home, Say], NoReturn]:
        return lambda home, _: become(home, curriculum, [*arguments, "--json"])

    tick = ["tick", "item-70", "item-71", "item-72"]
    return [
        Scene("dlr tick", warm(used, "tick"), calling(*tick), grows=3),
        Scene("dlr undo", warm(used_today, "undo"), calling("undo"), grows=1),
        Scene("dlr backup", warm(used_today, "backup"), calling("backup")),
        Scene(
            "dlr backup --restore",
            warm(copied, "backup"),
            calling("backup", "--restore", "mine.db"),
            puts_back=True,
        ),
    ]
