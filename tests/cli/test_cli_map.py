"""dlr map: where the page goes, in which browser it opens, and that it agrees with all commands."""

from __future__ import annotations

import json
import shlex
import stat
import sys
from typing import TYPE_CHECKING, Any

import pytest
from cli_helpers import Terminal, dlr_process

from dlroadmap.cli.documents import counts_document, finish_document, goal_document
from dlroadmap.cli.session import Session
from dlroadmap.cli.surveying import take_public_survey, take_survey
from dlroadmap.work import Task, observed_by
from drawing import later

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Dlr
    from dlroadmap.guide.survey import Survey

TITLE = "A small curriculum"

STARTED = [
    ["tick", "vectors", "notebooks", "--date", "2024-05"],
    ["start", "matrices"],
    ["skip", "indexing"],
    ["goal", "top/language", "first-network"],
]


@pytest.fixture(autouse=True)
def without_a_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test open the browser of whoever runs it."""
    for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY", "SSH_CONNECTION", "SSH_TTY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("dlroadmap.cli.browsing.sys.platform", "linux")


@pytest.fixture
def browser(tmp_path: Path) -> tuple[str, Path]:
    """Give a program for BROWSER, and the file in which it notes what it was called with."""
    noted, script = tmp_path / "noted", tmp_path / "browser.py"
    script.write_text(f"import sys; open({str(noted)!r}, 'w').write('\\n'.join(sys.argv[1:]))")
    return f"{shlex.quote(sys.executable)} {shlex.quote(str(script))} %s", noted


def survey(curriculum: str) -> Survey:
    """Return what a map of a curriculum shows the learner."""
    return take_survey(Session(curriculum=curriculum))


def as_json(document: object) -> Any:
    """Return a document as a script reads it."""
    return json.loads(json.dumps(document, default=str))


def check_agreement(dlr: Dlr, curriculum: str, number: int) -> None:
    """Hold that the map says what the commands say, of so many items from all over it."""
    use = ("--curriculum", curriculum, "--json")
    shown = survey(curriculum)
    learner = shown.learner
    assert learner
    status = dlr("status", *use).document
    assert as_json(counts_document(shown.summary.totals)) == status["totals"]
    assert as_json([*map(goal_document, shown.outlooks)]) == status["goals"]
    following = dlr("next", *use).document["suggestions"]
    assert [one.item.key for one in shown.suggestions] == [one["key"] for one in following]
    plan = dlr("plan", *use).document
    assert as_json(finish_document(learner.finish)) == plan["finish"]
    assert learner.rate.hours == plan["hours_per_week"]
    assert learner.rate.source == plan["basis"]["hours_per_week"]
    stats, figures = dlr("stats", *use).document, learner.statistics
    assert figures.streaks._asdict() == stats["streaks"]
    days = [(str(day.start), day.items, day.hours) for day in figures.days]
    assert days == [(day["date"], day["items"], day["hours"]) for day in stats["days"]]
    keys = [*shown.steps]
    for key in keys[:: max(len(keys) // number, 1)]:
        path = dlr("path", key, *use).document
        route = [one["key"] for one in path["items"]]
        assert [*shown.routes.get(key, ())] == route
        states = [(one["state"], one["outside"]) for one in path["items"]]
        assert [(shown.steps[key].state, shown.steps[key].outside) for key in route] == states
    if shown.way.aims:
        path = dlr("path", *use).document
        assert [one.item.key for one in shown.way.steps] == [one["key"] for one in path["items"]]
        assert shown.way.hours == path["hours"]


@pytest.mark.parametrize("before", [[], STARTED], ids=["new", "started"])
def test_the_map_agrees_with_every_command(small: Dlr, before: list[list[str]]) -> None:
    """What `status`, `next`, `path`, `plan` and `stats` say of a learner, the map says too."""
    for args in before:
        assert small(*args).code == 0
    check_agreement(small, "small", number=100)
    check_agreement(small, "track", number=100)


@pytest.mark.parametrize("name", ["quick-start", *later("deep-learning", "architecture")])
def test_the_map_agrees_with_every_command_on_real_curricula(dlr: Dlr, name: str) -> None:
    """With items outside a track, a goal outside it, and things in progress."""
    for args in (
        ["tick", "python-programming", "vectors", "--date", "2024-05"],
        ["start", "derivatives", "perceptron"],
        ["skip", "matrix-operations"],
        ["goal", "lora", "deep-learning/ddpm", "--by", "2031-03"],
    ):
        assert dlr(*args, "--curriculum", "deep-learning").code == 0
    check_agreement(dlr, name, number=12)


def test_moves_are_those_of_the_log(small: Dlr) -> None:
    """Each item has the states that it came into, on the days that the learner named."""
    small("start", "vectors", "--date", "2024-05-01")
    small("tick", "vectors", "--date", "2024-05-03")
    small("tick", "matrices", "--date", "2024-05-04")
    small("undo")
    learner = survey("small").learner
    assert learner
    moves = {key: [*map(tuple, made)] for key, made in learner.moves.items()}
    assert moves == {"small/vectors": [("doing", "2024-05-01"), ("done", "2024-05-03")]}


def test_what_takes_a_hundred_years_has_a_map(small: Dlr, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where `plan` refuses to say when all is done, the map leaves it out, and is made."""
    monkeypatch.setattr("dlroadmap.guide.plan.MOST_WEEKS", 1)
    small("config", "hours-per-week", "0.1")
    assert small("plan").code == 2
    learner = survey("small").learner
    assert learner
    assert learner.finish is None
    assert small("map").code == 0


def test_hours_that_are_none_are_a_warning(small: Dlr, monkeypatch: pytest.MonkeyPatch) -> None:
    """A setting that is not valid keeps no map away."""
    monkeypatch.setenv("DLR_HOURS_PER_WEEK", "many")
    result = small("map")
    assert result.code == 0
    assert "DLR_HOURS_PER_WEEK" in result.err


def test_a_public_map_knows_no_learner(
    small: Dlr, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With --no-progress the bytes are the same for everybody on every day, history or not."""

    def publish(name: str) -> bytes:
        assert small("map", "--no-progress", "-o", str(tmp_path / name)).code == 0
        return (tmp_path / name).read_bytes()

    first = publish("new.html")
    assert not (home / "progress.db").exists()
    for args in STARTED:
        assert small(*args).code == 0
    small("config", "hours-per-week", "3")
    monkeypatch.setattr("dlroadmap.cli.session.time", lambda: 2_000_000_000)
    assert publish("old.html") == first
    shown = take_public_survey(Session(curriculum="small"))
    assert shown.learner is None
    assert shown.outlooks == ()
    assert not shown.progress.states


def test_a_public_map_opens_no_store(small: Dlr, home: Path) -> None:
    """With --no-progress a store that nobody can read does no harm."""
    (home / "progress.db").write_text("no database" * 1000)
    assert small("map").code == 2
    assert small("map", "--no-progress").code == 0
    (home / "progress.db").unlink()
    (home / "progress.db").mkdir()
    assert small("map", "--no-progress").code == 0


def test_without_a_name_the_map_goes_into_the_cache(small: Dlr, home: Path) -> None:
    """The page is its owner's alone, takes the place of the last one, and its path is printed."""
    file = home / "cache/maps/small.html"
    result = small("map")
    lines = [f"Open the map of {TITLE} in a browser:", f"  {file}"]
    assert (result.code, result.err, result.lines) == (0, "", lines)
    before = file.read_bytes()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    small("tick", "vectors")
    assert small("map").code == 0
    assert file.read_bytes() != before
    assert [*file.parent.iterdir()] == [file]


def test_the_document_says_what_was_made(small: Dlr, home: Path, tmp_path: Path) -> None:
    """--json has the file, its bytes, whether it was opened, and the curriculum."""
    document = small("map", "--json").document
    file = home / "cache/maps/small.html"
    size = file.stat().st_size
    assert document == {
        "schema_version": 1,
        "file": str(file),
        "opened": False,
        "curriculum": "small",
        "items": len(small("list", "--json").document["items"]),
        "bytes": size,
    }
    named = tmp_path / "a.html"
    assert small("map", "-o", str(named), "--json").document["file"] == str(named)


def test_a_named_file_is_written_as_an_export_is(small: Dlr, tmp_path: Path) -> None:
    """-o follows links, keeps modes, and opens nothing by itself."""
    file, link = tmp_path / "a.html", tmp_path / "link.html"
    file.write_text("old")
    file.chmod(0o640)
    link.symlink_to(file)
    assert small("map", "-o", str(link)).lines == [f"Saved the map of {TITLE} to {link}."]
    assert link.is_symlink()
    assert file.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("folder", "is a folder"),
        ("nowhere/a.html", "is in a folder that does not exist"),
        ("home/progress.db", "is your progress; nothing was written"),
    ],
)
def test_what_is_no_place_for_a_map_is_refused(
    small: Dlr, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, words: str
) -> None:
    """In words, and nothing is made or changed."""
    (tmp_path / "folder").mkdir()
    monkeypatch.chdir(tmp_path)
    result = small("map", "-o", name)
    assert (result.code, result.out) == (2, "")
    assert words in result.err
    assert not (tmp_path / "nowhere").exists()
    assert not (tmp_path / "home" / "progress.db").exists()


@pytest.mark.posix("a device that is full")
@pytest.mark.parametrize("command", [["map"], ["export", "--format", "csv"]], ids=" ".join)
def test_a_full_device_is_told_in_words(small: Dlr, home: Path, command: list[str]) -> None:
    """It is no bug of dlr: exit code 2, which file and why, and no report."""
    result = small(*command, "-o", "/dev/full")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("dlr: /dev/full could not be written: No space left on device.\n")
    assert not (home / "reports").exists()


@pytest.mark.posix("devices")
@pytest.mark.usefixtures("dlr")
def test_a_pipe_by_its_device_gets_the_page(home: Path) -> None:
    """`-o /dev/stdout` writes into the pipe, before the words."""
    ended = dlr_process(home, "map", "--curriculum", "quick-start", "-o", "/dev/stdout")
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert ended.stdout.startswith(b"<!doctype html>")
    assert ended.stdout.endswith(b"Saved the map of Deep learning quick start to /dev/stdout.\n")


@pytest.mark.parametrize("command", [["map"], ["export", "--format", "csv"]], ids=" ".join)
def test_a_folder_that_takes_no_file_is_told_in_words(
    small: Dlr, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    """A folder that cannot be written to is no bug of dlr either, and no draft is left."""

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    file = tmp_path / "a.html"
    with monkeypatch.context() as patch:
        patch.setattr("dlroadmap.paths.os.open", refuse)
        result = small(*command, "-o", str(file))
    assert (result.code, result.out) == (2, "")
    assert f"{file} could not be written: Permission denied." in result.err
    assert not (home / "reports").exists()
    assert not file.exists()


def test_a_cache_that_takes_no_map_says_what_to_do(small: Dlr, home: Path) -> None:
    """Without a folder for it the map is not made, and -o is advised."""
    (home / "cache/maps").write_text("in the way")
    result = small("map")
    assert (result.code, result.out) == (2, "")
    assert "could not be saved" in result.err
    assert result.err.endswith("dlr map -o FILE\n")
    assert not (home / "reports").exists()


@pytest.mark.posix("modes of folders")
def test_a_folder_of_others_takes_no_map(small: Dlr, home: Path) -> None:
    """Nobody else can put another page in the place of the learner's."""
    (home / "cache/maps").mkdir()
    (home / "cache/maps").chmod(0o777)
    result = small("map")
    assert (result.code, result.out) == (2, "")
    assert "Others can write to" in result.err
    assert "dlr map -o FILE" in result.err
    assert [*(home / "cache/maps").iterdir()] == []


def test_an_export_is_the_same_page(
    small: Dlr, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`export --format html` writes the bytes of `map` at the same moment, into a pipe too."""
    for args in STARTED:
        assert small(*args).code == 0
    monkeypatch.setattr("dlroadmap.cli.session.time", lambda: 2_000_000_000)
    assert small("map", "-o", str(tmp_path / "map.html")).code == 0
    assert small("export", "--format", "html", "-o", str(tmp_path / "export.html")).code == 0
    page = (tmp_path / "map.html").read_bytes()
    assert (tmp_path / "export.html").read_bytes() == page
    assert small("export", "--format", "html").out == page.decode()


@pytest.mark.usefixtures("dlr")
def test_a_terminal_opens_the_browser_and_a_pipe_only_when_told(
    home: Path, tmp_path: Path, browser: tuple[str, Path]
) -> None:
    """The browser gets the file's address in one word, and BROWSER is obeyed over ssh, too."""
    program, noted = browser
    home = home.rename(tmp_path / "a home#1? ü%20")
    file = home / "cache/maps/quick-start.html"
    use = ("map", "--curriculum", "quick-start")
    ended = dlr_process(home, *use, BROWSER=program)
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert not noted.exists()
    ended = dlr_process(home, *use, "--open", BROWSER=program, SSH_CONNECTION="somewhere")
    assert (ended.returncode, ended.stderr) == (0, b"")
    first, second = ended.stdout.decode().splitlines()
    assert first.startswith("Opened the map of ")
    assert first.endswith(" in the browser.")
    assert second == f"  {file}"
    assert noted.read_text() == file.as_uri()
    noted.unlink()
    with Terminal(home, *use, columns=200, more={"BROWSER": program}) as terminal:
        terminal.expect(" in the browser.")
        assert terminal.end() == 0
    assert noted.read_text() == file.as_uri()
    noted.unlink()
    named = tmp_path / "named.html"
    ended = dlr_process(home, *use, "-o", str(named), BROWSER=program)
    assert not noted.exists()
    ended = dlr_process(home, *use, "-o", str(named), "--open", BROWSER=program)
    assert ended.stdout.decode().splitlines()[1:] == ["Opened it in the browser."]
    assert noted.read_text() == named.as_uri()


def test_a_terminal_without_a_browser_says_how_to_open_it(small: Dlr, tmp_path: Path) -> None:
    """Where nothing can be opened the reason is given, with the path on a line of its own."""
    first, second = small("map", "--open").lines
    assert first == f"No browser found. Open the map of {TITLE} in a browser:"
    assert second.startswith("  ")
    lines = small("map", "--open", "-o", str(tmp_path / "a.html")).lines
    assert lines[1:] == ["No browser found. Open it in a browser."]


def test_over_ssh_the_file_is_to_be_copied(small: Dlr, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who sits at another machine is told to copy the page there."""
    monkeypatch.setenv("SSH_TTY", "/dev/pts/1")
    monkeypatch.setenv("DISPLAY", ":10")
    first = small("map", "--open").lines[0]
    words = f"Copy the map of {TITLE} to your computer and open it in a browser:"
    assert first == f"No browser found. {words}"


def test_a_browser_that_does_not_start_is_no_error(
    small: Dlr, monkeypatch: pytest.MonkeyPatch
) -> None:
    """BROWSER is blamed, and the path is printed."""
    monkeypatch.setenv("BROWSER", "/nowhere/browser %s")
    result = small("map", "--open")
    assert (result.code, result.err) == (0, "")
    assert result.lines[0].startswith("BROWSER (“/nowhere/browser %s”) failed. Open the map of ")
    assert small("map", "--open", "--json").document["opened"] is False


def test_what_a_browser_prints_is_no_part_of_the_answer(home: Path) -> None:
    """A script gets one document, whatever the program says that opens the page."""
    ended = dlr_process(
        home, "map", "--curriculum", "quick-start", "--open", "--json", BROWSER="echo %s"
    )
    assert json.loads(ended.stdout)["opened"] is True
    assert b"file://" in ended.stderr


def test_a_page_to_publish_has_a_file_of_its_own(small: Dlr, home: Path) -> None:
    """The learner's page and the one without progress never take each other's place."""
    assert small("map").code == small("map", "--no-progress").code == 0
    files = {path.name for path in (home / "cache/maps").iterdir()}
    assert len(files) == 2
    assert sum(name.endswith("-without-progress.html") for name in files) == 1


@pytest.mark.parametrize("command", [["map"], ["export", "--format", "html"]])
def test_a_dash_is_no_file(
    small: Dlr, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    """Who means standard output gets no file that is called like an option."""
    monkeypatch.chdir(tmp_path)
    result = small(*command, "-o", "-")
    assert result.code == 2
    assert "“-” is not a file." in result.err
    assert not (tmp_path / "-").exists()


MINE = """\
format: 1
id: mine
title: Mine
levels:
  - id: one
    title: One
    categories: [{id: part, title: Part, items: [{id: a, title: First, kind: skill}]}]
"""


def test_a_curriculum_by_its_path_has_a_map(small: Dlr, home: Path, tmp_path: Path) -> None:
    """--curriculum takes a path, and the page is named by the id."""
    (tmp_path / "other.yaml").write_text(MINE)
    assert small("map", "--curriculum", str(tmp_path / "other.yaml")).code == 0
    assert "First" in (home / "cache/maps/mine.html").read_text(encoding="utf-8")


def test_of_a_broken_curriculum_the_last_valid_version_is_shown(
    small: Dlr, home: Path, write_curriculum: Callable[[str, str], Path]
) -> None:
    """An edit that breaks a curriculum takes no map away, and is named on stderr."""
    file = write_curriculum("mine", MINE)
    assert small("map", "--curriculum", "mine").code == 0
    file.write_text(MINE.replace("title: Mine", "title: [Mine"))
    result = small("map", "--curriculum", "mine")
    assert result.code == 0
    assert "Using its last valid version." in result.err
    assert "First" in (home / "cache/maps/mine.html").read_text(encoding="utf-8")


class _Noting:
    def __init__(self) -> None:
        self.told: list[tuple[Task, str, int, int]] = []

    def advance(self, task: Task, subject: str, done: int, total: int) -> None:
        self.told.append((task, subject, done, total))

    def rest(self) -> None:
        pass


@pytest.mark.usefixtures("dlr")
def test_long_work_says_how_far_it_is() -> None:
    """Who draws a large curriculum is told of it, step by step."""
    observer = _Noting()
    with observed_by(observer):
        shown = take_public_survey(Session(curriculum="deep-learning"))
    told = [note for note in observer.told if note[0] is Task.DRAW]
    title, number = shown.curriculum.title, len(shown.steps)
    assert told == [(Task.DRAW, title, done, number) for done in range(0, number, 500)]


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (["status"], "To see it as a map: dlr map"),
        (["path", "a"], "To see it on the map: dlr map"),
        (["path", "a", "--graph"], "To see it on the map: dlr map"),
    ],
)
def test_a_person_is_led_to_the_map(
    dlr: Dlr,
    home: Path,
    write_curriculum: Callable[[str, str], Path],
    call: list[str],
    words: str,
) -> None:
    """`status` and `path` end with how to see it as a map; a pipe is told nothing of it."""
    write_curriculum("mine", MINE)
    use = (*call, "--curriculum", "mine")
    assert "dlr map" not in dlr(*use).out
    dlr("tick", "vectors")  # a newcomer would be asked
    with Terminal(home, *use) as terminal:
        assert terminal.end() == 0
    assert words in terminal.output.splitlines()[-1]


def test_a_full_screen_is_left_as_it_is(dlr: Dlr, home: Path) -> None:
    """Where the status fills the terminal, nothing is pushed off it for the map."""
    dlr("tick", "vectors")
    with Terminal(home, "status") as terminal:
        assert terminal.end() == 0
    assert len(terminal.output.splitlines()) < 24
