"""`python -m torture [--quick] [--page FILE] [--only TRIAL]`: tries everything, writes the page."""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from torture.arena import Arena
from torture.outcome import Outcome
from torture.page import is_clean, write_page
from torture.plan import plan
from torture.strace import why_not
from torture.trials.sabotage import SABOTAGES, Caught, sabotage

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reliability.md"
MEMORY = Path("/dev/shm")  # noqa: S108 - where Linux has files in memory, a sync costs nothing


def main() -> int:
    """Run the trials, as many at once as there are cores, and return the exit code."""
    parser = argparse.ArgumentParser("torture", description="Tries to make dlr lose something.")
    parser.add_argument("--quick", action="store_true", help="a little of each trial")
    parser.add_argument("--page", type=Path, help="where the page goes")
    parser.add_argument("--only", default="", help="the trials whose names begin like that")
    chosen = parser.parse_args()
    where = MEMORY if os.access(MEMORY, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="dlr-torture-", dir=where) as name:
        outcomes, caught = run_all(Path(name), chosen.quick, chosen.only)
        page = write_page(outcomes, caught, Path(name), chosen.quick)
    if chosen.page or not (chosen.quick or chosen.only):
        (chosen.page or PAGE).write_text(page, encoding="utf-8")
    else:
        print(page)
    return 0 if is_clean(outcomes, caught) else 1


def run_all(folder: Path, quick: bool, only: str) -> tuple[list[Outcome], list[Caught]]:
    """Run the trials and the sabotages side by side, and return what they came to, in order."""
    missing = why_not()
    trials = [trial for trial in plan(quick) if trial.name.startswith(only)]
    sabotages = [one for one in SABOTAGES if "sabotage".startswith(only)]
    with ProcessPoolExecutor(os.cpu_count(), get_context("fork")) as pool:
        pending: list[Future[Outcome]] = []
        for trial in trials:
            if trial.needs_strace and missing:
                pending.append(Future())
                pending[-1].set_result(Outcome(trial.name, "needs strace", left_out=missing))
            else:
                pending.append(pool.submit(_run, folder / trial.name.replace(" ", "-"), trial.run))
        noticing = [
            pool.submit(_sabotage, folder / f"sabotage-{number}", number)
            for number, one in enumerate(SABOTAGES)
            if one in sabotages and not (one.needs_strace and missing)
        ]
        everything: list[Future[Any]] = [*pending, *noticing]
        for future in as_completed(everything):
            _tell(future.result())
        return [future.result() for future in pending], [future.result() for future in noticing]


def _run(folder: Path, trial: Callable[[Arena], Outcome]) -> Outcome:
    folder.mkdir()
    return trial(Arena(folder))


def _sabotage(folder: Path, number: int) -> Caught:
    folder.mkdir()
    return sabotage(Arena(folder), SABOTAGES[number])


def _tell(result: Outcome | Caught) -> None:
    if isinstance(result, Outcome):
        words = (
            f"{result.trial}: {result.tried:,} tried, {result.lost:,} lost, {result.wrong:,} wrong"
        )
    else:
        words = f"without a safety: {result.what}: {'noticed' if result.case else 'NOT NOTICED'}"
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
