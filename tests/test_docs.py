"""The documentation agrees with the program; its outputs are compared by `make check`."""

from __future__ import annotations

import ast
import json
import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import typer

from dlroadmap.cli.app import COMMANDS, LazyGroup, list_inner
from dlroadmap.errors import ExitCode
from dlroadmap.lint.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Dlr

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PAGES = [*sorted(ROOT.glob("*.md")), *sorted(DOCS.rglob("*.md"))]

FENCE = re.compile(r"^```(.*?)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def reference(name: str) -> str:
    return (DOCS / "reference" / name).read_text(encoding="utf-8")


def command(name: str) -> Any:
    group = LazyGroup(name="dlr")
    found = group.get_command(typer.Context(group, info_name="dlr"), name)
    assert found, f"there is no command {name}"
    return found


def test_every_command_and_option_is_described(subtests: pytest.Subtests) -> None:
    """The page of commands has a section for each command, with each of its options."""
    sections = reference("commands.md").split("\n### dlr ")
    for name in COMMANDS:
        with subtests.test(name):
            [section] = [text for text in sections if text.partition("\n")[0] == name]
            for param in command(name).params:
                for word in (*param.opts, *param.secondary_opts):
                    if param.param_type_name == "option":
                        assert re.search(rf"^\| `[^`]*{word}\b", section, re.MULTILINE), word


def test_every_rule_is_described() -> None:
    """The page of rules has each rule with its severity, and its documentation."""
    page = reference("rules.md")
    for rule in RULES.values():
        assert f"| `{rule.name}` | {rule.severity} |" in page
        assert f"\n## {rule.code} {rule.name}\n" in page
        assert rule.summary.endswith("."), rule.code
        assert len(rule.documentation) > 100, rule.code


def test_every_exit_code_is_described() -> None:
    """The page of exit codes has each of them, with a meaning."""
    for code in ExitCode:
        row = rf"^\| `{code.value}` \| `{code.name}` \| \w.+ \|$"
        assert re.search(row, reference("exit-codes.md"), re.MULTILINE)


def variables() -> Iterator[str]:
    """Yield a pattern for every name of an environment variable that the program reads."""
    for path in sorted((ROOT / "src").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "os.environ.get":
                if isinstance(node.args[0], ast.Constant):
                    yield str(node.args[0].value)
            elif isinstance(node, ast.Subscript) and ast.unparse(node.value) == "os.environ":
                yield ast.unparse(node.slice).strip("'")
            elif isinstance(node, ast.Constant) and re.fullmatch(
                r"(DLR|XDG)_[A-Z_]+", str(node.value)
            ):
                yield str(node.value)


def test_every_environment_variable_is_described() -> None:
    """The page of files and environment names each variable that the program reads."""
    page = reference("files-and-environment.md")
    found = {*variables(), *(f"XDG_{name}_HOME" for name in ("CONFIG", "DATA", "CACHE"))}
    assert {"DLR_HOME", "DLR_CURRICULUM", "DLR_COLOR", "NO_COLOR", "FORCE_COLOR"} <= found
    assert not [name for name in sorted(found) if f"| `{name}` |" not in page]


def headings(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as GitHub makes them."""
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    titles = (line.lstrip("# ") for line in text.splitlines() if re.match(r"#+ ", line))
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def test_links_lead_somewhere(subtests: pytest.Subtests) -> None:
    """Every relative link leads to a file that exists, and its anchor to a heading there."""
    for page in PAGES:
        text = FENCE.sub("", page.read_text(encoding="utf-8"))
        for link in re.findall(r"\]\(([^)\s]+)\)", text):
            if not link.startswith(("https://", "http://")):
                with subtests.test(page.name, link=link):
                    name, _, anchor = link.partition("#")
                    target = (page.parent / name).resolve() if name else page
                    assert target.is_file()
                    assert not anchor or anchor in headings(target)


def test_every_page_is_in_the_index() -> None:
    """The index of the documentation leads to every page, and that of decisions to each of them."""
    for index, pages in (
        (DOCS / "index.md", [page for page in DOCS.rglob("*.md") if page.parent.name != "adr"]),
        (DOCS / "adr" / "0001-record-decisions.md", sorted((DOCS / "adr").glob("*.md"))),
    ):
        links = re.findall(r"\]\(([^)#\s]+)", index.read_text(encoding="utf-8"))
        targets = {(index.parent / link).resolve() for link in links} | {index}
        assert not [page.name for page in pages if page not in targets]


def command_lines(page: Path) -> Iterator[str]:
    """Yield every call of dlr that stands in a block of a page."""
    for info, body in FENCE.findall(page.read_text(encoding="utf-8")):
        if info == "sh":
            yield from body.splitlines()
        elif info == "console":
            yield from (line[2:] for line in body.splitlines() if line.startswith("$ "))
        elif info.startswith("json $ "):
            yield info.removeprefix("json $ ")


def calls(line: str) -> Iterator[list[str]]:
    """Yield the arguments of each call of dlr in a line of shell."""
    if inner := re.search(r"\$\((dlr .*?)\)", line):
        yield from calls(inner[1])
    words = shlex.shlex(line, punctuation_chars=True, posix=True)
    words.whitespace_split = True
    words.commenters = "#"
    call: list[str] | None = None
    for word in [*words, ";"]:
        if set(word) <= set("|;&<>()"):
            if call is not None:
                yield call
            call = None
        elif call is not None:
            call.append(word)
        elif word == "dlr":
            call = []


def test_command_lines_can_be_called(subtests: pytest.Subtests) -> None:
    """Every call of dlr on a page names a command that exists, with arguments that it takes."""
    for page in PAGES:
        for line in command_lines(page):
            for name, *arguments in (call or ["status"] for call in calls(line)):
                if name not in ("--version", "--help"):
                    with subtests.test(page.name, line=line):
                        if arguments and arguments[0] in list_inner(name):
                            name = f"{name} {arguments.pop(0)}"
                        context = {"info_name": name, "resilient_parsing": "--help" in arguments}
                        command(name).make_context(args=arguments, **context)


def test_command_lines_are_found() -> None:
    """The search for calls sees pipes, substitutions, variables and comments."""
    line = """COLUMNS=50 dlr list -n 3 | head  # dlr nothing"""
    assert list(calls(line)) == [["list", "-n", "3"]]
    assert list(calls('eval "$(dlr completion bash)"')) == [["completion", "bash"]]
    assert list(calls("cat known.txt | dlr tick - && dlr")) == [["tick", "-"], []]


def test_readme_has_the_two_commands() -> None:
    """A newcomer finds how to run and how to test, exactly, in the README."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = [body.strip() for info, body in FENCE.findall(text) if info == "sh"]
    assert {"make run", "make test"} <= set(blocks)


def test_picture_is_described_in_words() -> None:
    """Who does not see the terminal of the README reads the same numbers in its description."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    [(described, name)] = re.findall(r'<img alt="([^"]+)" src="([^"]+\.svg)">', text)
    drawn = (ROOT / name).read_text(encoding="utf-8").replace("&#160;", " ")
    for words in re.findall(r"\d[\d,]* of [\d,]+ (?:items done|hours)", described):
        assert words in drawn
    assert described.count(" of ") >= 3


def test_pictures_are_for_light_and_dark_pages() -> None:
    """Each drawing exists twice, says the same both times, and loads nothing from elsewhere.

    That it shows what the program prints today is held by `make check`.
    """
    names = {path.name for path in (DOCS / "images").glob("*.svg")}
    light = {name for name in names if not name.endswith("-dark.svg")}
    assert light == {f"{name}.svg" for name in ("status", "next", "plan", "stats", "assess")}
    assert names - light == {name.replace(".svg", "-dark.svg") for name in light}
    for name in light:
        pair = [DOCS / "images" / one for one in (name, name.replace(".svg", "-dark.svg"))]
        one, other = (path.read_text(encoding="utf-8") for path in pair)
        assert re.findall(">([^<]+)</text>", one) == re.findall(">([^<]+)</text>", other)
        assert one != other
        for drawn in (one, other):
            assert re.findall(r"https?:[^\s\"]+", drawn) == ["http://www.w3.org/2000/svg"]
            assert "@import" not in drawn


def test_screenshots_are_small_and_shown() -> None:
    """Each screenshot is below 350 KB, and a page shows it, by its dark twin on a dark page."""
    pages = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    shown = set(re.findall(r"images/([\w-]+\.png)", pages))
    taken = {path.name for path in (DOCS / "images").glob("*.png")}
    assert shown == taken
    for name in taken:
        assert (DOCS / "images" / name).stat().st_size < 350_000
    pair = r'srcset="[^"]*/([\w-]+)\.png">\n *<img [^>]*/([\w-]+)\.png">'
    pairs = re.findall(pair, pages)
    assert pairs
    assert all(dark == f"{light}-dark" for dark, light in pairs)


JSON = [
    (info.removeprefix("json $ "), body)
    for info, body in FENCE.findall(reference("json.md"))
    if info.startswith("json $ ")
]


@pytest.mark.parametrize(("call", "body"), JSON, ids=[call for call, _ in JSON])
def test_json_examples_are_documents(
    dlr: Dlr, call: str, body: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each example is valid JSON, and its top-level keys are those of the real answer."""
    monkeypatch.chdir(tmp_path)
    for info, text in FENCE.findall(reference("json.md")):
        if info.startswith("yaml title="):
            name = Path(info.removeprefix("yaml title=")).name
            (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.setenv("DLR_CURRICULUM", str(tmp_path / "tiny.yaml"))
    if "use" not in call:
        assert dlr("tick", "multiplication").code == 0
    arguments = [str(tmp_path / "tiny.yaml") if w == "tiny" else w for w in shlex.split(call)[1:]]
    example = json.loads(body)
    assert example["schema_version"] == 1
    assert list(example) == list(json.loads(dlr(*arguments).out))


def test_every_json_command_has_an_example() -> None:
    """Each command with --json has an example, or is named as answering like another one."""
    page = reference("json.md")
    for name in COMMANDS:
        if any("--json" in param.opts for param in command(name).params):
            assert re.search(rf"`(dlr )?{name}\b", page), name


def test_the_example_of_an_overlay(dlr: Dlr) -> None:
    """Five own items, one changed and three hidden are a file of at most 25 lines without fault.

    It is the one that the how-to shows, and opens over the curriculum that comes with dlr.
    """
    path = DOCS / "examples" / "by-hand.yaml"
    text = path.read_text(encoding="utf-8")
    page = (DOCS / "howto" / "your-own-things.md").read_text(encoding="utf-8")
    assert f"```yaml title=by-hand.yaml\n{text}```" in page
    assert len(text.splitlines()) <= 25
    assert dlr("lint", str(path)).out.endswith("no problems.\n")
    base, mine = (
        {
            item["key"]: item
            for item in dlr("list", "--json", "--curriculum", name).document["items"]
        }
        for name in ("deep-learning", str(path))
    )
    assert len(base.keys() - mine.keys()) == 3
    assert sorted(key.partition("/")[0] for key in mine.keys() - base.keys()) == ["by-hand"] * 5
    assert [key for key in base.keys() & mine.keys() if base[key] != mine[key]] == [
        "deep-learning/numpy-arrays"
    ]
