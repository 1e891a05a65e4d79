"""`dlr lint`, and the first call on a curriculum, beside other linters and beside PyYAML alone."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import contenders
import page
from contenders import DLR, Peer
from measuring import Command, Figures, Meter

LINT, FIRST, LOADER = "`dlr lint`", "first `dlr status`", "C loader of PyYAML"
OTHERS = ("yamllint", "check-jsonschema")
CONFIG = "{extends: default, rules: {line-length: disable, document-start: disable}}"


def section(
    meter: Meter,
    folder: Path,
    bundled: Sequence[Path],
    sizes: Sequence[int],
    rounds: int,
    found: Mapping[str, Peer],
) -> Iterator[str]:
    """Measure files that come with dlr, and lists of several sizes."""
    loader, schema = folder / "loader.py", folder / "schema.json"
    loader.write_text(contenders.LOADER, encoding="utf-8")
    schema.write_text(contenders.prepare([DLR, "schema"], {}), encoding="utf-8")
    yield "## Lint, and the first call\n"
    yield "`dlr lint --isolated` reads and checks everything. The first `dlr status` of a new"
    yield "learner reads the files, too, and keeps the compiled form that later calls use. The"
    yield "floor is a script that reads the files with `yaml.CSafeLoader`. The others are"
    yield f"`yamllint -d '{CONFIG}'`"
    yield "and `check-jsonschema --schemafile` with what `dlr schema` prints. Together they check"
    yield "a part of what `dlr lint` checks.\n"
    for name in OTHERS:
        if not found[name].path:
            yield f"{name} is left out: it is not installed here (`{found[name].install}`).\n"
    lists = {f"A file of {many:,} items": [contenders.bench(folder, many)] for many in sizes}
    for title, paths in {f"The {len(bundled)} files that come with dlr": bundled, **lists}.items():
        files = [str(path) for path in paths]
        environment = {
            "DLR_HOME": str(folder / f"new-{title}-{{run}}"),
            "DLR_CURRICULUM": files[0] if len(files) == 1 else "deep-learning",
        }
        others = {
            "yamllint": ["-d", CONFIG, *files],
            "check-jsonschema": ["--schemafile", str(schema), *files],
        }
        commands = {
            LINT: Command([DLR, "lint", "--isolated", *files]),
            FIRST: Command([DLR, "status"], environment),
            LOADER: Command([sys.executable, str(loader), *files]),
            **{
                name: Command([found[name].path, *words])
                for name, words in others.items()
                if found[name].path
            },
        }
        figures = meter.in_turn(commands, rounds)
        yield f"### {title}\n"
        floor = figures[LOADER]
        yield from page.table(
            (*page.HEADINGS, "Times the floor"),
            [[name, *page.cells(mine), page.ratio(mine, floor)] for name, mine in figures.items()],
        )
        yield from _sentence(figures)


def _sentence(figures: Mapping[str, Figures]) -> Iterator[str]:
    """Yield how `dlr lint` stands beside the other two, if both were run."""
    both = [figures[name] for name in OTHERS if name in figures]
    if len(both) == len(OTHERS):
        stopped = any(one.stopped for one in both)
        together = Figures([sum(one.time for one in both)], [], stopped)
        yield page.compare((LINT, figures[LINT]), (f"{' and '.join(OTHERS)} together", together))
        peaks = [page.memory(one.peak) for one in (figures[LINT], *both)]
        yield f"Its peak memory is {peaks[0]}, theirs are {peaks[1]} and {peaks[2]}.\n"
