"""A signal or an error at every system call: done or not done, and said as it is."""

from collections.abc import Sequence
from functools import partial

from torture.arena import Arena, Template
from torture.outcome import Outcome
from torture.program import call_scenes, read_answer, words_of, write_curriculum
from torture.scenes import BACKUP, FIRST, MIGRATION, REPAIR, RESTORE, TICK, UNDO, Scene, telling
from torture.strace import WRITING, number, watched
from torture.verdict import judge

CALLS = (*WRITING, "pread64")
SIGNALS = ("signal=INT", "signal=TERM")
ERRORS = ("error=EIO", "error=ENOSPC")
NAMES = [fault.partition("=")[2] for fault in (*SIGNALS, *ERRORS)]


def store_faults(arena: Arena, cases: int | None = None) -> Outcome:
    """Put faults into processes that use the store."""
    outcome = Outcome("faults in the store", "a signal or an error at one system call")
    scenes = (FIRST, TICK, UNDO, BACKUP, RESTORE, REPAIR, MIGRATION)
    return _spoil(arena, outcome, scenes, cases, False)


def program_faults(arena: Arena, cases: int | None = None) -> Outcome:
    """Put faults into the program itself."""
    outcome = Outcome("faults in the program", "a signal or an error at one system call")
    return _spoil(arena, outcome, call_scenes(write_curriculum(arena.folder)), cases, True)


def _spoil(
    arena: Arena, outcome: Outcome, scenes: Sequence[Scene], cases: int | None, program: bool
) -> Outcome:
    """Put one fault into one call of a process, for every call or for some drawn ones."""
    planned = []
    for scene in scenes:
        template = arena.prepare(scene, 9)
        for name, count in places(arena, template, program):
            possible = SIGNALS + (ERRORS if name != "pread64" else ERRORS[:1])
            planned += [(template, name, count, fault) for fault in possible]
    total = len(planned)
    if cases is not None:
        planned = arena.dice.sample(planned, min(cases, total))
    for template, name, count, fault in planned:
        scene = template.scene
        with arena.case(template) as home:
            work = partial(scene.work if program else telling(scene.work), home)
            run = watched(work, (name,), f"{name}:{fault}:when={count}")
            said = words_of(read_answer(run.code, run.output), home) if program else run.said
            broken = judge(scene, home, template.known, said, run.code)
        outcome.add(f"{scene.name}, {fault.partition('=')[2]}", broken)
    outcome.notes.append(
        f"{total:,} faults were possible: {', '.join(NAMES)} at each call of {len(scenes)} scenes."
    )
    return outcome


def places(arena: Arena, template: Template, program: bool) -> list[tuple[str, int]]:
    """Return every call of a scene that nothing disturbs."""
    work = template.scene.work
    with arena.case(template) as home:
        calls = watched(partial(work if program else telling(work), home), CALLS).calls
    return number(calls)
