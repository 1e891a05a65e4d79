"""Runs one target under Atheris; a process of its own, for libFuzzer ends it.

Called as `engine TARGET FOUND OPTION…`: the options and folders behind are libFuzzer's.
"""

import shlex
import sys
import traceback
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from random import Random
from typing import Any

from fuzz.mutation import mutate

_HOLDING = ("hold", "hold_steers_nothing", "hold_clean")
"""What many promises share; which one is broken is told by what calls it."""

ATTEMPTS = 300
"""So often a found input is tried anew while it is shortened."""


def main() -> None:
    """Fuzz a target; what breaks a promise is shortened and kept, one file for each way it did."""
    name, found, *options = sys.argv[1:]
    atheris: Any = import_module("atheris")
    with atheris.instrument_imports(include=["dlroadmap"], enable_loader_override=False):
        import dlroadmap

        for module in walk_packages(dlroadmap.__path__, "dlroadmap."):
            if not module.name.endswith("__main__"):
                import_module(module.name)
        target = import_module(f"fuzz.targets.{name}")
    words = [word.encode("utf-8", "surrogatepass") for word in target.WORDS]
    keeper = Keeper(target.fuzz, Path(found), name)

    def change(data: bytes, most: int, seed: int) -> bytes:
        chance = Random(seed)
        if chance.random() < 0.4:
            return bytes(atheris.Mutate(data, len(data) + 8))[:most]
        return mutate(data, most, words, chance)

    # To merge corpora libFuzzer calls itself, by a shell.
    itself = shlex.join([sys.executable, "-m", "fuzz.engine", name, found])
    atheris.Setup([itself, *options], keeper.run, custom_mutator=change)
    atheris.Fuzz()


class Keeper:
    """Runs a target on, whatever it finds, and keeps the shortest input of each way to fail."""

    def __init__(self, fuzz: Callable[[bytes], None], folder: Path, name: str) -> None:
        self._fuzz = fuzz
        self._folder = folder
        self._name = name
        self._lengths: dict[str, int] = {}

    def run(self, data: bytes) -> None:
        """Run the target; what it raises is told once and kept."""
        way = self._try(data)
        if not way or len(data) >= self._lengths.get(way, sys.maxsize):
            return
        if way not in self._lengths:
            print(f"FOUND {way}", file=sys.stderr)
            traceback.print_exception(self._error, file=sys.stderr)
        short = shorten(data, lambda part: self._try(part) == way)
        self._lengths[way] = len(short)
        self._folder.mkdir(parents=True, exist_ok=True)
        (self._folder / way).write_bytes(short)

    def _try(self, data: bytes) -> str:
        """Return a name for the way in which the target fails; empty if it does not."""
        try:
            self._fuzz(data)
        except Exception as error:
            self._error = error
            frames = traceback.extract_tb(error.__traceback__)
            crash = not isinstance(error, AssertionError)
            ours = [frame for frame in frames if crash and "dlroadmap" in frame.filename]
            ours = ours or [frame for frame in frames if frame.name not in _HOLDING]
            place = f"{Path(ours[-1].filename).stem}-{ours[-1].lineno}"
            return f"{self._name}-{type(error).__name__}-{place}"
        return ""


def shorten(data: bytes, fails: Callable[[bytes], bool]) -> bytes:
    """Return a shorter input that fails too: lines are left out first, then ever smaller pieces."""
    attempts = iter(range(ATTEMPTS))
    parts: Sequence[bytes] = data.splitlines(keepends=True)
    parts = _leave_out(parts, fails, attempts)
    whole = b"".join(parts)
    parts = _leave_out([whole[i : i + 1] for i in range(len(whole))], fails, attempts)
    return b"".join(parts)


def _leave_out(
    parts: Sequence[bytes], fails: Callable[[bytes], bool], attempts: Any
) -> Sequence[bytes]:
    size = max(len(parts) // 2, 1)
    while size:
        start = 0
        while start < len(parts):
            if next(attempts, None) is None:
                return parts
            fewer = [*parts[:start], *parts[start + size :]]
            if fails(b"".join(fewer)):
                parts = fewer
            else:
                start += size
        size //= 2
    return parts


if __name__ == "__main__":
    main()
