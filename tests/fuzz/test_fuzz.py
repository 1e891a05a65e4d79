"""Every input that once reached or found something, through its target; no fuzzer is needed."""

from importlib import import_module
from pathlib import Path
from random import Random
from typing import Any

import pytest

from fuzz import __main__ as fuzzing
from fuzz.engine import Keeper, shorten
from fuzz.learner import call, hold_answer, learner
from fuzz.mutation import mutate
from fuzz.promises import BrokenPromiseError, hold_steers_nothing

CORPUS = fuzzing.CORPUS


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what a target leaves in the working folder be in a temporary one."""
    monkeypatch.chdir(tmp_path)


@pytest.mark.long
@pytest.mark.parametrize("name", fuzzing.NAMES)
def test_corpus(name: str, subtests: pytest.Subtests) -> None:
    """No input of the corpus breaks a promise of its target, and each target has some."""
    target: Any = import_module(f"fuzz.targets.{name}")
    paths = sorted((CORPUS / name).iterdir())
    assert paths
    for path in paths:
        with subtests.test(path.name):
            target.fuzz(path.read_bytes())


def test_corpus_is_small() -> None:
    """The corpus is at most a megabyte, and holds nothing that is no target's."""
    assert {path.name for path in CORPUS.iterdir()} == set(fuzzing.NAMES)
    files = [path for path in CORPUS.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < 2**20


def test_words_change_inputs() -> None:
    """A mutation is a change by the words of the target, the same for the same seed, and short."""
    data = (CORPUS / "loader" / "folder").read_bytes()
    made = [mutate(data, 3000, [b"<word>"], Random(seed)) for seed in range(200)]
    assert made == [mutate(data, 3000, [b"<word>"], Random(seed)) for seed in range(200)]
    assert max(map(len, made)) <= 3000
    assert sum(b"<word>" in one for one in made) > 50
    assert mutate(b"", 10, [b"<word>"], Random(1)) in (b"", b"<word>", b"<word><wor")


def test_found_inputs_are_shortened() -> None:
    """What is found is cut down to what it takes to fail."""
    long = b"".join(b"line %d\n" % n for n in range(60))
    assert shorten(long, lambda data: b"7" in data) == b"7"


def test_each_way_to_fail_is_kept_once(tmp_path: Path) -> None:
    """A target that fails is run on; of each way to fail the shortest input is kept."""

    def fuzz(data: bytes) -> None:
        if b"a" in data:
            raise ValueError
        if b"b" in data:
            raise KeyError

    keeper = Keeper(fuzz, tmp_path / "found", "target")
    for data in (b"fine", b"x" * 9 + b"a", b"bbb", b"za", b"fine"):
        keeper.run(data)
    kept = {path.name.split("-")[1]: path.read_bytes() for path in (tmp_path / "found").iterdir()}
    assert kept == {"ValueError": b"a", "KeyError": b"b"}


def test_promises_are_held() -> None:
    """What the targets hold can break: a bug, a text that steers, an answer that is no JSON."""
    with pytest.raises(BrokenPromiseError):
        hold_steers_nothing("a\x1bb")
    with pytest.raises(BrokenPromiseError):
        hold_steers_nothing("a\u202eb")
    with learner():
        answer = call("status", "--json")
        hold_answer(answer)
        for broken in (
            answer._replace(code=3),
            answer._replace(err="Traceback"),
            answer._replace(args=["status"], out="\x1b[2J"),
            answer._replace(out="{}"),
            answer._replace(code=2, out="", err="", args=["status"]),
        ):
            with pytest.raises(BrokenPromiseError):
                hold_answer(broken)


def test_bugs_are_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    """What dlr would tell as a bug of its own is a failure here."""
    monkeypatch.setattr("dlroadmap.cli.status.summarize", None)
    with learner(), pytest.raises(TypeError):
        call("status")
