"""SIGKILL at chosen system calls: what was acknowledged is there, and nothing is damaged."""

import signal
from collections.abc import Sequence
from functools import partial

from torture.arena import Arena, Template
from torture.outcome import Outcome
from torture.scenes import SCENES, Scene, telling
from torture.strace import ENDING, WRITING, number, watched
from torture.verdict import judge

CHANGING = ("mkdir", "write", "pwrite64", "ftruncate", "rename", "unlink")
SIZES = (9, 120)

EARLY, LATE, LAST = "before the first change", "from then on", "at the end"

Place = tuple[Template, str, int]
"""A learner, and the n-th call of a name in what is done there."""


def kills(
    arena: Arena, cases: int, scenes: Sequence[Scene] = SCENES, until_failure: bool = False
) -> Outcome:
    """Kill a process at its system calls, most of them after its first change of a file."""
    outcome = Outcome("aimed kills", "SIGKILL at a chosen system call")
    places = [find_places(arena, scene) for scene in scenes]
    hits, begun = 0, 0
    for count in range(cases):
        when = {0: EARLY, 1: LAST}.get(count % 10, LATE)
        here = arena.dice.choice(places)
        template, name, nth = arena.dice.choice(here[when] or here[LATE] or here[LAST])
        with arena.case(template) as home:
            work = partial(telling(template.scene.work), home)
            run = watched(work, (name,), f"{name}:signal=KILL:when={nth}")
            hits += run.code == -signal.SIGKILL
            begun += when != EARLY and run.code == -signal.SIGKILL
            broken = judge(template.scene, home, template.known, run.said)
        if outcome.add(template.scene.name, broken) and until_failure:
            break
    known = sum(len(group) for each in places for group in each.values())
    outcome.notes.append(
        f"{hits:,} of {outcome.tried:,} kills hit their process, {begun:,} of them after its first "
        f"change of a file had begun; there were {known:,} places to choose from."
    )
    return outcome


def find_places(arena: Arena, scene: Scene) -> dict[str, list[Place]]:
    """Return where a scene can be hit: before it first changes a file, from then on, at its end."""
    found: dict[str, list[Place]] = {EARLY: [], LATE: [], LAST: []}
    for size in SIZES if scene.grows or scene.puts_back else SIZES[:1]:
        template = arena.prepare(scene, size)
        with arena.case(template) as home:
            names = (*WRITING, *ENDING)
            calls = number(watched(partial(telling(scene.work), home), names).calls)
        when = EARLY
        for name, nth in calls:
            if name in CHANGING:
                when = LATE
            found[LAST if name in ENDING else when].append((template, name, nth))
    return found
