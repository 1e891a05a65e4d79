"""dlr group item: show who can help with an item."""

from functools import partial

from dlroadmap.cli.group.exchanging import open_track, perform_as
from dlroadmap.cli.group.titles import find_titles
from dlroadmap.cli.options import ITEM, takes
from dlroadmap.cli.session import Session
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.errors import DlrError
from dlroadmap.remote.group.login import find_login
from dlroadmap.text import clean

EXAMPLES = ["dlr group item backpropagation"]


@takes("group", "json", "color", "no_pager")
def run(session: Session, item: str = ITEM) -> None:
    """Show who in your group can help with an item, who is working on it, and who waits for it.

    Somebody waits for it who was assigned it, or needs it for what they have in progress or were
    assigned. Who could start it now has learned everything before it.
    """
    login = find_login(session.folders, session.group.value)
    track = open_track(session, login.group, login.curriculum)
    session.work_on(login.curriculum)
    key = session.names.find(item)[0]
    if key not in track.locations:
        message = f"“{clean(item)}” is not an item of {track.title}, the group's curriculum."
        raise DlrError("not-in-track", message, f"To search: dlr search --curriculum {track.id}")
    from dlroadmap.guide.board import find_followers, find_nearest, look_around
    from dlroadmap.remote.group.board import read_standings
    from dlroadmap.render.board_page import around_page

    keys = {*find_nearest(track, key), *find_followers(track, key)}
    reading = partial(read_standings, key=key, keys=keys, asked=_find_asked(track))
    around = look_around(track, key, perform_as(login, reading))
    title, title_of = track.items[key].title, find_titles(session, track.id)[1]
    document = {
        "group": login.group,
        "key": key,
        "title": title,
        "done": [{"name": name, "since": day} for name, day in around.done],
        "doing": [{"name": name, "since": day} for name, day in around.doing],
        "waiting": [{"name": name, "for": found} for name, found in around.waiting],
        "ready": around.ready,
        "others": around.others,
    }
    today, screen = session.today(), session.screen
    session.answer(document, *around_page(around, title, track.refer(key), title_of, today, screen))


def _find_asked(track: Curriculum) -> dict[str, list[str]]:
    """Return the items of all that can be asked for, by its key."""
    asked = {key: [key] for key in track.locations}
    for level in track.levels:
        for category in level.categories:
            asked[f"{track.id}/{level.id}/{category.id}"] = [*category.items]
        asked[f"{track.id}/{level.id}"] = [k for c in level.categories for k in c.items]
    return asked
