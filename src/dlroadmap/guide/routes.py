"""Every path of a curriculum at once, and how its items came into their states."""

from dlroadmap.errors import DlrError
from dlroadmap.guide.dates import parse_digits
from dlroadmap.guide.path import Step, Surroundings
from dlroadmap.guide.survey import Move
from dlroadmap.progress.events import INFERRED, STATES
from dlroadmap.progress.history import History, Renames
from dlroadmap.words import local_day
from dlroadmap.work import Task, counted

LONGEST = 500
"""Nobody reads a path with more steps; the longest of the bundled curricula has 132."""


def find_steps(around: Surroundings) -> dict[str, Step]:
    """Return all items that the curriculum in use holds, and those outside that these lead back to.

    The first stand in the order of the curriculum, the others in the rank that `path` gives them.
    """
    return {key: around.step(key) for key in around.keys}


def find_routes(around: Surroundings) -> dict[str, list[str]]:
    """Return for each of these items that is unfinished what `path` lists, in the same order.

    The item itself is the last of its own. One with more than LONGEST steps is left out, as all
    routes of a chain together are as long as its square.
    """
    routes = {}
    far: set[str] = set()
    unfinished = around.unfinished
    for key in counted(Task.DRAW, around.title, list(unfinished)):
        if far.isdisjoint(unfinished[key]) and len(route := around.route(key)) <= LONGEST:
            routes[key] = route
        else:
            far.add(key)
    return routes


def find_moves(history: History, renames: Renames) -> dict[str, list[Move]]:
    """Return the states that each item came into, by today's key, oldest first.

    Only events that count are among them, and of these only those that changed the state. The day
    is the one that the learner named, or else that of the event on the reader's clock; it is empty
    where another program has recorded what is no date.
    """
    moves: dict[str, list[Move]] = {}
    for event in history.live():
        if not (state := STATES.get(event.kind)):
            continue
        details = event.details if event.payload != "{}" else {}
        if state == "done" and INFERRED in details:
            state = "inferred"
        made = moves.setdefault(renames.get(event.key) or event.key, [])
        if state != (made[-1].state if made else "todo"):
            made.append(Move(state, _read_day(details.get("on") or local_day(event.at))))
    return {key: made for key, made in moves.items() if made}


def _read_day(text: str) -> str:
    try:
        return parse_digits(text).text
    except DlrError:
        return ""
