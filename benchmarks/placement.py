"""How well `dlr assess` finds out what simulated learners know, and how long a question takes.

The learners are of many makings (`makings.py`), on three curricula (`fields.py`). None of them is
the model's own, a Gaussian process: they have no normal scores, no covariance, nor anything else
that the model is made of. Half of the makings were kept out of sight while it was tuned. What the
learners say, some of it wrong, is in `saying.py`, and the judge who sets the ceiling in
`ceiling.py`: it knows how a learner was drawn, areas and goals and all, but not the throws.

`make bench` sums it up. What is known of each making is printed by:
python benchmarks/placement.py [LEARNERS OF EACH MAKING] [tuned|kept-out] [deep-learning|deep|flat]
"""

import gc
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from statistics import mean
from typing import NamedTuple

import ceiling
import page
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.placement.assessment import Assessment
from dlroadmap.progress.fold import Progress
from fields import Field, deep, dice, flat, made, opened
from makings import KEPT_OUT, TUNED, Making
from saying import MEANINGLESS, SLIPS, Learner, Saying, honest, shy, sparing, vain

CHECKED = (15, 25)
"""After so many questions it is measured what came of them."""

CURRICULA: Mapping[str, Callable[[], Curriculum]] = {
    "deep-learning": lambda: opened("deep-learning"),
    "deep": deep,
    "flat": flat,
}
HALVES = {"tuned": TUNED, "kept-out": KEPT_OUT}
FEW = 20
"""Of fewer items offered to all learners of a making, the share that is known says nothing."""


class Outcome(NamedTuple):
    """What came of some questions: shares of items, and numbers of those offered to be ticked."""

    right: float
    offered: int
    known: int
    confidence: float
    doubtful: bool


def outcome(field: Field, learner: Learner, assessment: Assessment) -> Outcome:
    """Return how far an assessment is right about a learner."""
    placed = assessment.result()
    right = mean((key in placed.known) == (key in learner.known) for key in field.keys)
    known = sum(key in learner.known for key in placed.ticks)
    return Outcome(right, len(placed.ticks), known, placed.confidence, placed.doubtful)


def assess(field: Field, learner: Learner, areas: bool) -> dict[int, Outcome]:
    """Ask a learner as `dlr assess` does."""
    assessment, found = Assessment(field.curriculum, Progress({}, {})), {}
    if areas:
        assessment.name_areas(learner.areas)
    for number in range(max(CHECKED) + 1):
        if number in CHECKED:
            found[number] = outcome(field, learner, assessment)
        if (key := assessment.question()) is not None:
            assessment.answer(key, "yes" if learner.answers[key] else "no")
    return found


class Trial(NamedTuple):
    """What came of the learners of a making, after so many questions, with areas and without."""

    making: str
    ceiling: float
    areas: Sequence[Mapping[int, Outcome]]
    plain: Sequence[Mapping[int, Outcome]]


def draw(field: Field, making: Making, saying: Saying, number: int) -> Learner:
    """Return a learner of a making, the same one for the same number."""
    chance = dice(f"{making.name} {number}")
    return saying(field, making.draw(field, chance), chance)


def tried(
    field: Field, makings: Iterable[Making], learners: int, saying: Saying = honest
) -> Iterator[Trial]:
    """Yield what came of each making."""
    for making in makings:
        drawn = [draw(field, making, saying, number) for number in range(learners)]
        yield Trial(
            making.name,
            ceiling.ceiling(field, making, learners).judged,
            [assess(field, learner, areas=True) for learner in drawn],
            [assess(field, learner, areas=False) for learner in drawn],
        )


Outcomes = Sequence[Mapping[int, Outcome]]


def right(outcomes: Outcomes, number: int) -> float:
    """Return the mean share of items classed right after so many questions."""
    return mean(each[number].right for each in outcomes)


def truth(outcomes: Outcomes, number: int) -> float | None:
    """Return the share of what was offered that is known; None where next to nothing was."""
    offered = sum(each[number].offered for each in outcomes)
    return sum(each[number].known for each in outcomes) / offered if offered >= FEW else None


def percent(value: float | None) -> str:
    """Return a share as a cell."""
    return "" if value is None else f"{100 * value:.1f}"


def mean_and_worst(values: Iterable[float | None]) -> str:
    """Return a cell with the mean over makings, and that of the worst of them."""
    told = [value for value in values if value is not None]
    return f"{percent(mean(told))} ({percent(min(told))})" if told else ""


def half_row(name: str, trials: Sequence[Trial]) -> list[str]:
    """Return a row of the table: the mean over makings, and the worst making."""
    last = CHECKED[-1]
    gaps = [each.ceiling - right(each.areas, last) for each in trials]
    return [
        name,
        mean_and_worst(right(each.plain, last) for each in trials),
        *(mean_and_worst(right(each.areas, number) for each in trials) for number in CHECKED),
        percent(mean(each.ceiling for each in trials)),
        f"{percent(mean(gaps))} ({percent(max(gaps))})",
    ]


def offer_row(name: str, trials: Sequence[Trial]) -> list[str]:
    """Return a row of the table on what is offered to be ticked, and on confidence."""
    last, row = CHECKED[-1], [name]
    for ways in ([each.plain for each in trials], [each.areas for each in trials]):
        every = [one[last] for outcomes in ways for one in outcomes]
        row += [
            f"{mean(each.offered for each in every):.0f}",
            mean_and_worst(truth(outcomes, last) for outcomes in ways),
            f"{percent(mean(each.confidence for each in every))}"
            f" ({percent(mean(each.right for each in every))})",
        ]
    return row


def saying_row(field: Field, saying: Saying, learners: int) -> list[str]:
    """Return a row of the table on people whose answers are not to be trusted."""
    last, row = CHECKED[-1], [f"{field.curriculum.id}, {saying.__name__.replace('_', ' ')}"]
    makings = KEPT_OUT[: 5 * learners]
    drawn = [draw(field, making, saying, n) for making in makings for n in range(learners)]
    for areas in (False, True):
        every = [assess(field, learner, areas)[last] for learner in drawn]
        row += [
            percent(mean(each.confidence for each in every)),
            percent(mean(each.right for each in every)),
            percent(mean(each.doubtful for each in every)),
            f"{mean(each.offered for each in every):.0f}",
        ]
    return row


class Pace(NamedTuple):
    """Seconds: until areas can be named, to take them in, and from an answer to a question."""

    items: int
    areas: int
    first: float
    named: float
    mean: float
    most: float


def pace(curriculum: Curriculum) -> Pace:
    """Return how long it takes to begin, to take areas in, and to find each next question."""
    known = TUNED[0].draw(Field(curriculum), dice("pace"))
    gc.disable()  # as dlr does
    start = time.perf_counter()
    assessment = Assessment(curriculum, Progress({}, {}))
    begun = time.perf_counter()
    assessment.name_areas([area.id for area in assessment.areas[::3]])
    key = assessment.question()
    named = time.perf_counter()
    times = []
    while key is not None and assessment.asked < max(CHECKED):
        asked = time.perf_counter()
        assessment.answer(key, "yes" if key in known else "no")
        key = assessment.question()
        times.append(time.perf_counter() - asked)
    gc.enable()
    size, areas = len(curriculum.locations), len(assessment.areas)
    return Pace(size, areas, begun - start, named - begun, mean(times), max(times))


def section(learners: int, curricula: Sequence[str] = tuple(CURRICULA)) -> Iterator[str]:
    """Yield the part of the page: all makings on all curricula, and how long a question takes."""
    fields = {name: Field(CURRICULA[name]()) for name in curricula}
    trials = {
        f"{name}, {half}": list(tried(field, makings, learners))
        for name, field in fields.items()
        for half, makings in HALVES.items()
    }
    yield "## Assessment\n"
    yield f"What `dlr assess` finds out about {learners} simulated learners of each of"
    yield f"{len(TUNED) + len(KEPT_OUT)} makings, who answer {100 * SLIPS:.0f} of 100 questions"
    yield f"wrong. The {len(KEPT_OUT)} makings that are *kept out* were not looked at while the"
    yield "numbers of the model were chosen. *deep-learning* is the bundled curriculum, *deep* a"
    yield "generated graph, and *flat* a list with headings and no prerequisites. A cell has the"
    yield "mean over makings, and in parentheses the worst making. How it works is in"
    yield "[How an assessment works](explanation/placement.md).\n"
    yield "How many of 100 items are classed right. The ceiling is a judge who knows how each"
    yield "learner was drawn, and lacks only the independent throws; no number of questions leads"
    yield "past it on average.\n"
    columns = [f"areas, {number}" for number in CHECKED]
    headings = ("", "25 questions", *columns, "Ceiling", "Below it")
    yield from page.table(headings, [half_row(name, each) for name, each in trials.items()])
    yield "What is offered to be ticked after 25 questions: how many items, how many of 100 are"
    yield "known, and the estimated accuracy, with the true one in parentheses. Makings that are"
    yield f"offered fewer than {FEW} items in all are left out of the share.\n"
    three = ("Offered", "Known", "Accuracy")
    headings = ("", *three, *(f"{each}, areas" for each in three))
    yield from page.table(headings, [offer_row(name, each) for name, each in trials.items()])
    yield "Learners of the kept out makings who claim too much or too little, and people whose"
    yield "answers do not tell what they know: the estimated accuracy and the true one after 25"
    yield "questions, how many of 100 are warned, and how many items they are offered.\n"
    four = ("Accuracy", "True", "Warned", "Offered")
    headings = ("", *four, *(f"{each}, areas" for each in four))
    rows = [
        saying_row(field, saying, -(-learners // 3))
        for field in fields.values()
        for saying in (vain, shy, sparing, *MEANINGLESS)
    ]
    yield from page.table(headings, rows)
    yield "Time, measured inside one process:\n"
    paces = [pace(each) for each in (opened("deep-learning"), made(5_000))]
    rows = [[f"{each.items:,}", f"{each.areas}", *map(page.duration, each[2:])] for each in paces]
    headings = ("Items", "Areas", "Start", "Areas taken in", "Question, mean", "Question, longest")
    yield from page.table(headings, rows)


def main() -> None:
    """Print what came of each making."""
    learners, half, name = [*sys.argv[1:], *("10", "tuned", "deep-learning")[len(sys.argv) - 1 :]]
    field = Field(CURRICULA[name]())
    print(f"{learners} learners of each making, {half}, on {name}; percent of items right:")
    print(f"{'':<22}{'25':>8}{'areas 15':>9}{'25':>7}{'ceiling':>9}{'offered':>9}{'known':>7}")
    for each in tried(field, HALVES[half], int(learners)):
        figures = [100 * right(each.plain, CHECKED[-1])]
        figures += [100 * right(each.areas, number) for number in CHECKED]
        offered = mean(one[CHECKED[-1]].offered for one in each.areas)
        known = percent(truth(each.areas, CHECKED[-1]))
        columns = "".join(f"{figure:>8.1f}" for figure in figures)
        print(f"{each.making:<22}{columns}{100 * each.ceiling:>9.1f}{offered:>9.0f}{known:>7}")


if __name__ == "__main__":
    main()
