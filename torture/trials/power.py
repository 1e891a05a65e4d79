"""A power cut on a strict file system: what was acknowledged before it is there afterwards."""

import shutil
from collections.abc import Sequence
from functools import partial

from torture.arena import Arena, Template
from torture.disk import Said, Sync, draw_failure
from torture.outcome import Outcome
from torture.recording import CALLS, Recording
from torture.scenes import SCENES, Home, Scene, telling
from torture.strace import watched
from torture.verdict import judge

SIZES = (9, 90)


def power(
    arena: Arena,
    cases: int,
    scenes: Sequence[Scene] = SCENES,
    until_failure: bool = False,
) -> Outcome:
    """Replay what processes did, up to chosen moments, in states that a power cut may leave."""
    outcome = Outcome("power cuts", "a state that a strict file system may leave")
    sizes = SIZES if cases > len(scenes) * len(SIZES) else SIZES[:1]
    templates = [arena.prepare(scene, size) for scene in scenes for size in sizes]
    recordings = [record(arena, template) for template in templates]
    words = 0
    for number in range(cases):
        template = templates[number % len(templates)]
        recording = recordings[number % len(templates)]
        operations = recording.operations[: moment(arena, recording)]
        said = [operation.word for operation in operations if isinstance(operation, Said)]
        words += bool(said)
        draw_failure(arena.dice).leave(recording.start, operations, recording.root)
        scene = template.scene
        faults = judge(scene, Home(recording.root), template.known, said)
        shutil.rmtree(recording.root)
        if outcome.add(scene.name, faults) and until_failure:
            break
    syncs = sum(isinstance(one, Sync) for each in recordings for one in each.operations)
    total = sum(len(each.operations) for each in recordings)
    outcome.notes.append(
        f"{len(recordings)} processes were recorded: {total:,} operations, {syncs:,} of them "
        f"syncs. In {words:,} of the states something had been acknowledged."
    )
    return outcome


def moment(arena: Arena, recording: Recording) -> int:
    """Choose when the power fails: anywhere, right after an acknowledgment, or at the end."""
    operations = recording.operations
    said = [index + 1 for index, one in enumerate(operations) if isinstance(one, Said)]
    return arena.dice.choice((
        arena.dice.randint(0, len(operations)),
        arena.dice.choice(said),
        len(operations),
    ))  # fmt: skip


def record(arena: Arena, template: Template) -> Recording:
    """Return what a scene does to the disk when nothing disturbs it."""
    with arena.case(template) as home:
        recording = Recording(home.root)
        for call in watched(partial(telling(template.scene.work), home), CALLS).calls:
            recording.add(call)
    return recording
