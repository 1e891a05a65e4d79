"""dlr group item: show who can help with an item."""

from functools import partial
from typing import TYPE_CHECKING, Any

from dlroadmap.cli.group.exchanging import open_track, perform_as
from dlroadmap.cli.options import argument, takes
from dlroadmap.cli.session import Session
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.errors import DlrError
from dlroadmap.guide.board import find_place, tell_apart
from dlroadmap.remote.group.login import find_login

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dlroadmap.guide.board import Item, Person, Task

EXAMPLES = ["dlr group item backpropagation"]


@takes("group", "json", "color", "no_pager")
def run(
    session: Session,
    item: str = argument("ITEM", "Key, id, alias or title words."),
) -> None:
    """Show who in your group can help with an item, who is working on it, and who waits for it.

    Those wait for it who were asked to learn it, or have begun or were asked for something that
    needs it. Others could start it: they have finished all that comes before it.
    """
    from dlroadmap.curriculum.names import Names

    login = find_login(session.folders, session.group.value)
    track = open_track(session, login.group, login.curriculum)
    key, _ = Names(track).find(item)
    if key not in track.locations:
        message = f"“{track.items[key].title}” is not in {track.title}, the group's curriculum."
        raise DlrError("not-in-track", message)
    from dlroadmap.remote.group.board import read_item

    place = find_place(key, track.requires, track.locations, track.assumed)
    around = perform_as(login, partial(read_item, key=key, keys=place.keys))
    standings = [one._replace(asked=_find_asked(track, tasks)) for one, tasks in around.people]
    found = tell_apart(place, standings)
    if session.as_json:
        session.answer(_document(around.group.name, key, found))
        return
    from dlroadmap.render.board_page import item_page

    titles = {one: track.items[one].title for one in place.behind}
    name = f"{track.items[key].title} ({track.refer(key)})"
    page = item_page(found, name, around.group.name, titles, session.today(), session.screen)
    session.screen.print(*page)


def _find_asked(track: Curriculum, tasks: "Iterable[Task]") -> set[str]:
    """Return the items that open assignments ask for, directly or as a part of a section."""
    from dlroadmap.curriculum.sections import find_section

    found = set[str]()
    for task in tasks:
        if task.of == "item":
            found.add(task.key)
        elif section := find_section(track, task.of, task.key.partition("/")[2]):
            found.update(section.items)
    return found


def _document(group: str, key: str, found: "Item") -> dict[str, Any]:
    def since(people: "Sequence[Person]") -> list[dict[str, Any]]:
        return [{"name": one.name, "since": one.since} for one in people]

    return {
        "group": group,
        "key": key,
        "id": key.partition("/")[2],
        "have": since(found.have),
        "doing": since(found.doing),
        "waiting": [
            *({"name": one.name, "assigned": True, "for": []} for one in found.asked),
            *({"name": one.name, "assigned": False, "for": one.needs} for one in found.need),
        ],
        "could_start": [one.name for one in found.could],
    }
