"""Takes the CPU time and the peak memory of whole processes, contenders in turn."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from types import TracebackType
from typing import Any, NamedTuple, Self

BUDGET = 20.0
"""Seconds of CPU time after which a command is not run once more."""

FIRST = 100
"""The number of the first run."""


class Command(NamedTuple):
    """What is run; `{run}` in its words and its environment is the number of the run."""

    words: Sequence[str]
    environment: Mapping[str, str] = {}
    codes: Sequence[int] = (0,)
    """The exit codes of a run that did what it was to do."""
    limit: int = 120
    """Seconds of CPU time after which it is stopped."""
    may_fail: bool = False
    """Whether a failure is a result, and not the end of all."""


@dataclass
class Figures:
    """What the runs of a command took: seconds of CPU time (user and system), and bytes."""

    times: list[float] = field(default_factory=list)
    peaks: list[float] = field(default_factory=list)
    stopped: bool = False
    """Whether it passed the limit and was ended, so that it took longer than the figures say."""
    failure: str = ""
    """The last line of what was said by a run that failed."""

    @property
    def time(self) -> float:
        """The median of the times."""
        return median(self.times)

    @property
    def peak(self) -> float:
        """The median of the peaks."""
        return median(self.peaks)


class Meter:
    """Runs commands through the launcher."""

    def __enter__(self) -> Self:
        launcher = Path(__file__).with_name("launcher.py")
        # Neither site packages nor variables: the less the launcher holds, the less it adds.
        self._launcher = subprocess.Popen(
            [sys.executable, "-I", "-S", str(launcher)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._launcher.communicate()

    def run(self, command: Command, number: int = 0) -> dict[str, Any]:
        """Run a command once, and return what the launcher says of it."""
        run = str(FIRST + number)
        given = {name: text.replace("{run}", run) for name, text in command.environment.items()}
        environment = {**os.environ, **given}
        # Compiled Python files are what makes the start quick; some machines turn them off.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        words = [word.replace("{run}", run) for word in command.words]
        assert self._launcher.stdin
        assert self._launcher.stdout
        print(
            json.dumps([words, environment, command.limit]), file=self._launcher.stdin, flush=True
        )
        answer: dict[str, Any] = json.loads(self._launcher.stdout.readline())
        failed = answer["code"] not in command.codes and not answer["stopped"]
        answer["failure"] = (answer["said"].strip().splitlines() or ["no word"])[-1] * failed
        if failed and not command.may_fail:
            raise SystemExit(f"{words} ended with {answer['code']}:\n{answer['said']}")
        return answer

    def in_turn(self, commands: Mapping[str, Command], rounds: int) -> dict[str, Figures]:
        """Run every command once a round, so that noise hits all alike, after a round to warm up.

        What has used up its budget, or was stopped, is not run again; if that is in the round to
        warm up, this one counts.
        """
        figures = {name: Figures() for name in commands}
        for number in range(rounds + 1):
            for name, command in commands.items():
                mine = figures[name]
                spent = sum(mine.times)
                if (
                    mine.stopped
                    or mine.failure
                    or (number and spent + spent / len(mine.times) > BUDGET)
                ):
                    continue
                print(f"  {name}, run {number} of {rounds}", file=sys.stderr)
                answer = self.run(command, number)
                mine.times.append(answer["cpu"])
                mine.peaks.append(answer["memory"])
                mine.stopped, mine.failure = answer["stopped"], answer["failure"]
        for mine in figures.values():
            if len(mine.times) > 1:
                del mine.times[0], mine.peaks[0]
        return figures
