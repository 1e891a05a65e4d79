"""Damaged stores: told in words and left alone, and never counted wrong without a word."""

from torture.arena import Arena
from torture.damage import WAYS
from torture.outcome import Outcome
from torture.program import ITEMS, Answer, call, warm_up, write_curriculum
from torture.scenes import Home, Scene, copying, tick


def each_once(home: Home, size: int) -> None:
    """Prepare a history in which every event counts: each item is ticked once."""
    for number in range(0, size, 4):
        tick(home.store(), [f"item-{number + part}" for part in range(4)])


SOUND = Scene("a history", each_once, copying)


def damaged(arena: Arena, cases: int) -> Outcome:
    """Ask for the status of damaged stores."""
    outcome = Outcome("damaged stores", "`dlr status --json` of a damaged store")
    curriculum = write_curriculum(arena.folder)
    home = Home(arena.prepare(SOUND, ITEMS).folder)
    warm_up(home, curriculum, [["status", "--json"]])
    sound = home.path.read_bytes()
    totals = call(home, curriculum, "status", "--json").document
    assert totals
    right = refused = 0
    for number in range(cases):
        way = WAYS[number % len(WAYS)]
        bad = way(sound, arena.dice)
        home.path.write_bytes(bad)
        answer = call(home, curriculum, "status", "--json")
        broken = _judge(answer, totals)
        if home.path.read_bytes() != bad:
            broken.append("the damaged file was changed")
        right += answer.code == 0 and not broken
        refused += answer.code == 2 and not broken
        outcome.add(way.__name__.replace("_", " "), broken)
    outcome.notes.append(
        f"{right:,} answers were right, since the damage lay where nothing is counted from; "
        f"{refused:,} said that the store is damaged."
    )
    return outcome


def _judge(answer: Answer, totals: dict[str, object]) -> list[str]:
    if answer.code == 2 and answer.document and "bug" not in str(answer.document["error"]["code"]):
        return []
    if answer.code == 0 and answer.document:
        same = answer.document["totals"] == totals["totals"]
        return [] if same else ["wrong totals without a word"]
    return ["a failure was not told in words"]
