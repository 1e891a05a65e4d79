"""Whatever happens to a learner's devices: nothing is lost, and all end in the same state."""

import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from random import Random
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlroadmap.progress.events import Entry, chain_faults, sort_key
from dlroadmap.progress.fold import fold
from dlroadmap.progress.history import make_history
from dlroadmap.remote import segments
from dlroadmap.remote.devices import find_status
from drawing import examples

from .devices import PLACE, Trip, World, interrupt

MEMORY = Path("/dev/shm")
ROUNDS = 6

ENTRIES = (
    *(Entry(key, kind) for key in ("dl/mlp", "dl/cnn") for kind in ("tick", "start", "skip")),
    Entry("dl/mlp", "reset"),
    Entry("dl/cnn", "note", {"note": "what was hard"}),
    Entry("dl/mlp", "review", {"grade": "good"}),
    Entry("dl/cnn", "goal", {"goal": "set", "of": "item"}),
    Entry("nlp/words", "from-the-future", {"what": "nobody knows"}),
)

Step = tuple[object, ...]

number = st.integers(0, 7)
what = st.lists(st.integers(0, len(ENTRIES) - 1), min_size=1, max_size=3)
say = st.tuples(st.just("say"), number, what)
undo = st.tuples(st.just("undo"), number)
restore = st.tuples(st.just("restore"), number, number)
plain: st.SearchStrategy[Step] = st.tuples(st.just("sync"), number, st.just({}))
meanwhile = st.one_of(st.just(("interrupt",)), st.just(("interrupt",)), say, undo, plain, restore)
trips = st.dictionaries(st.integers(1, 12), meanwhile, max_size=2)
steps = st.lists(
    st.one_of(
        say,
        say,
        undo,
        plain,
        st.tuples(st.just("sync"), number, trips),
        st.tuples(st.just("sync"), number, trips),
        st.tuples(st.just("take"), number, number, st.sampled_from((0.5, 1.0))),
        st.tuples(st.just("forget"), number),
        st.tuples(st.just("hide"), number, number, number),
        st.tuples(st.just("show"), number),
        st.tuples(st.just("lose"), number, number),
        st.tuples(st.just("copy"), number),
        st.tuples(st.just("part"), number),
        st.tuples(st.just("remember"), number),
        st.tuples(st.just("set back"), number, number),
        st.tuples(st.just("back up"), number),
        restore,
    ),
    min_size=5,
    max_size=30,
)


def take(world: World, step: Step, busy: Sequence[object] = ()) -> None:
    """Take a step; devices that are `busy` with a sync do not sync twice at once."""
    if step == ("interrupt",):
        interrupt()
    word, first, *rest = step
    devices = world.devices
    assert isinstance(first, int)
    device = devices[first % len(devices)]
    match word, rest:
        case "say", [list(numbers)]:
            world.say(device, [ENTRIES[number] for number in numbers])
        case "undo", []:
            world.undo(device)
        case "sync", [dict(trips)]:
            if device not in busy:
                now = [*busy, device]
                done = world.sync(
                    device, {at: as_trip(world, one, now) for at, one in trips.items()}
                )
                assert not done or trips or not world.claims_falsely(device)
        case "take", [int(other), float(share)]:
            world.take(device, devices[other % len(devices)], share)
        case "forget", []:
            world.forget(device)
        case "hide", [int(journal), int(cut)]:
            world.hide(device, journal, cut)
        case "show", []:
            device.hidden = {}
        case "lose", [int(cut)]:
            world.lose(first, cut)
        case "copy", []:
            if len(devices) < 5:
                world.copy(device)
        case "part", []:
            if len(devices) > 1 and not busy:
                world.part_with(device)
        case "remember", []:
            world.remember(device)
        case "set back", [int(number)]:
            world.set_back(device, number)
        case "back up", []:
            world.back_up(device)
        case "restore", [int(number)]:
            world.restore(device, number)
        case unknown:
            raise AssertionError(unknown)


def as_trip(world: World, step: Step, busy: Sequence[object]) -> Trip:
    """Return a step as something that happens during a sync."""
    return interrupt if step == ("interrupt",) else partial(take, world, step, busy)


def settle(world: World) -> None:
    """Deliver everything, and let every device sync until nothing moves."""
    for device in world.devices:
        device.hidden = {}
    for _ in range(ROUNDS):
        done = [world.sync(device, merge=True) for device in world.devices]
        assert all(done), "a sync was refused"
        if not any(one and (one.sent or one.new) for one in done):
            return
    raise AssertionError("the devices go on and on")


def check(world: World) -> None:
    """Compare all devices with each other, with the place, and with what they acknowledged."""
    histories = [device.store.events() for device in world.devices]
    events = histories[0]
    assert all(history == events for history in histories)
    ids = {event.id for event in events}
    assert {*world.kept} <= ids <= {*world.ever}, "lost, or made up"
    assert all(world.ever[event.id] == event for event in events)
    lying = world.lying()
    assert ids <= {event.id for journal in lying.values() for event in journal}
    for journal in lying.values():
        assert len(journal) == len({event.id for event in journal}), "twice in a journal"
    faults = [
        fault
        for fault in chain_faults(events)
        if not ("forks" in fault and any(id in fault for id in world.copied if id))
    ]
    assert not faults
    assert events == sorted(events, key=sort_key)
    stands = make_history(events).standing()
    for device in world.devices:
        with device.store.reading() as rows:
            assert rows.find_differences() == []
            assert list(rows.standing) == stands
            assert fold(rows.standing) == fold(make_history(events).live())
        assert find_status(device.store, PLACE).waiting == 0
        again = world.sync(device)
        assert again
        assert (again.sent, len(again.new)) == (0, 0)


def draw_names() -> Callable[[int], str]:
    """Return what draws the same names of devices and batches each time."""
    dice = Random(1)
    return lambda length: dice.randbytes(length).hex()


def live(years: Sequence[int], taken: Sequence[Step]) -> None:
    """Let devices take steps, and see what they come to."""
    parent = MEMORY if MEMORY.is_dir() else None
    with (
        tempfile.TemporaryDirectory(dir=parent) as folder,
        patch.object(segments, "SIZE", 800),  # two or three lines: so that there are many files
        patch("secrets.token_hex", draw_names()),
    ):
        world = World(Path(folder), years)
        for step in taken:
            take(world, step)
        settle(world)
        check(world)


@examples(400)
@given(st.permutations((0, -9, 7)), steps)
def test_nothing_is_lost_and_all_devices_end_in_the_same_state(
    years: Sequence[int], taken: Sequence[Step]
) -> None:
    """Every tick that any device acknowledged is on all of them, unless no store or place has it.

    Ticks, imports, syncs in any order, interrupted anywhere, with others in between, delivered
    twice, late or in parts; copied machines, files that were set back, backups restored, journals
    that vanish, clocks that are years apart.
    """
    live(years, taken)


def sync(device: int, **trips: Step) -> Step:
    """Return the step of a sync, with what happens at its points."""
    return ("sync", device, {int(point.removeprefix("at")): step for point, step in trips.items()})


SAY_A, SAY_B, SAY_C = (("say", device, [0]) for device in range(3))
A_READS_C: list[Step] = [
    *[SAY_A, ("back up", 0), sync(0), SAY_B, sync(1), sync(0), sync(2), SAY_C, sync(2)],
]
"""The first device has a copy, has read the second one's journal since, and lacks the third's."""


@pytest.mark.parametrize("point", range(1, 10))
def test_a_restore_during_a_sync_loses_nothing(point: int) -> None:
    """What a copy lacks is read again, at whatever moment it is put in the history's place."""
    live((0, 0, 0), [*A_READS_C, SAY_A, sync(0, **{f"at{point}": ("restore", 0, 0)})])


REFUSED: list[Step] = [
    *[sync(1), SAY_A, sync(0), SAY_A, SAY_A, ("take", 1, 0, 1.0), sync(1), sync(0)],
    *[SAY_A, sync(0), ("hide", 2, 0, 0), sync(2)],
]
"""The third device has read the first one's journal, and refused its end for want of a middle.

That is in the journal of the second one, which is withheld from it.
"""


@pytest.mark.parametrize("cut", [0, 1])
def test_what_stood_in_a_journal_with_a_fault_is_sent_again(cut: int) -> None:
    """A journal of which something was refused is missed if it vanishes, or its end does."""
    gone: list[Step] = [("lose", 1, cut), ("show", 2), ("part", 0), ("part", 0)]
    live((0, 0, 0), [*REFUSED, *gone])


def test_a_device_set_back_does_not_pass_over_what_it_refused() -> None:
    """In its own journal, too, a refused event is read again, when what it follows has come."""
    early: list[Step] = [sync(0), ("remember", 0), SAY_A, ("take", 1, 0, 1.0), sync(1), sync(0)]
    apart: list[Step] = [SAY_A, sync(0), ("set back", 0, 0), ("hide", 0, 1, 0), SAY_A, sync(0)]
    live((0, 0, 0), [*early, *apart])


@pytest.mark.parametrize("news", [SAY_A, ("take", 0, 1, 1.0)])
def test_a_copied_machine_gets_a_name_of_its_own(news: Step) -> None:
    """Of two that write one journal, the second one is renewed, also if it holds others' events."""
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        world = World(Path(folder), (0, 0, 0))
        steps: list[Step] = [SAY_A, sync(0), ("copy", 0), SAY_B, news, sync(0)]
        for step in steps:
            take(world, step)
        here, copy = world.devices[0], world.devices[3]
        assert here.id == copy.id
        take(world, sync(3))
        take(world, sync(0))
        assert here.id != copy.id
        assert here.id in world.place.journals
