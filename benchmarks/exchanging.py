"""`dlr import` beside the parser that it stands on, and `dlr export` in every format."""

import sys
from collections.abc import Iterator
from pathlib import Path

import contenders
import lists
import page
from contenders import DLR
from dlroadmap.exchange.writing.kinds import WRITERS
from measuring import Command, Meter

AIM = 5.0
"""How many times as long as markdown-it-py an import of Markdown may take."""

MOST = 200 * 2**20
"""How much memory an export may take, in bytes."""

PARSER = """\
import sys
from markdown_it import MarkdownIt
with open(sys.argv[1], encoding="utf-8") as file:
    MarkdownIt("commonmark").parse(file.read())
"""
"""A script that parses a page with markdown-it-py, and nothing more."""


def section(meter: Meter, folder: Path, boxes: int, items: int, rounds: int) -> Iterator[str]:
    """Measure a checklist of so many boxes, and a curriculum of so many items."""
    checklist, parser = folder / "checklist.md", folder / "parser.py"
    checklist.write_text(lists.checklist(boxes), encoding="utf-8")
    parser.write_text(PARSER, encoding="utf-8")
    environment = {"DLR_HOME": str(folder / "importer-{run}")}
    importing = meter.in_turn(
        {
            "`dlr import`": Command([DLR, "import", str(checklist)], environment),
            "markdown-it-py": Command([sys.executable, str(parser), str(checklist)]),
        },
        rounds,
    )
    mine, floor = importing.values()
    yield "## Import and export\n"
    yield f"A checklist in Markdown with {boxes:,} boxes becomes a curriculum. The floor is a"
    yield f"script that parses it with markdown-it-py; the aim is {AIM:.0f} times its time.\n"
    yield from page.table(
        (*page.HEADINGS, "Times the floor"),
        [[name, *page.cells(each), page.ratio(each, floor)] for name, each in importing.items()],
    )
    within = "within" if mine.time <= AIM * floor.time else "beyond"
    yield f"That is {within} the aim.\n"
    learner = contenders.dlr(folder, items)
    exports = meter.in_turn(
        {
            f"`--format {name}`": Command([DLR, "export", "--format", name], learner)
            for name in WRITERS
        },
        rounds,
    )
    yield f"A curriculum of {items:,} items is exported. The aim is less than"
    yield f"{page.memory(MOST)} of memory.\n"
    yield from page.table(
        page.HEADINGS, [[name, *page.cells(each)] for name, each in exports.items()]
    )
    beyond = [name for name, each in exports.items() if each.peak > MOST]
    yield f"Beyond the aim: {', '.join(beyond)}.\n" if beyond else "Every format is within it.\n"
