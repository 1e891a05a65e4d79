"""dlr group assign: ask the group to learn something by a day."""

from functools import partial
from typing import TYPE_CHECKING

from dlroadmap.cli.aiming import parse_by
from dlroadmap.cli.group.exchanging import open_track, perform_as
from dlroadmap.cli.options import argument, flag, option, takes
from dlroadmap.cli.session import Session
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.errors import DlrError
from dlroadmap.remote.group.login import find_login
from dlroadmap.text import clean

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from dlroadmap.curriculum.targets import Target
    from dlroadmap.remote.group.assigning import Wish
    from dlroadmap.remote.group.connection import Database

EXAMPLES = [
    "dlr group assign chain-rule --by 2027-03-15",
    "dlr group assign entry/mathematics --by 2027-04 --to ada --to grace",
    "dlr group assign chain-rule --withdraw",
]


@takes("group", "json", "color")
def run(
    session: Session,
    name: str = argument("NAME", "An item, a category or a level of the group's curriculum."),
    by: str | None = option("--by", "DATE", "The day; a month means its last day."),
    to: list[str] | None = option("--to", "LEARNER", "Ask this member (may be repeated)."),
    withdraw: bool = flag("--withdraw", "Ask for it no longer."),
) -> None:
    """Ask your group to learn something by a day.

    After a member's next dlr group sync it is one of their goals, and dlr next leads to it. They
    can decline it. Without --to, every learner is asked, those who join later too. With --to, who
    is named is added to those who were named before.
    """
    from dlroadmap.remote.group import assigning
    from dlroadmap.render import assigned_page as page
    from dlroadmap.render.group_page import lay_out

    if withdraw and (by or to):
        message = f"--withdraw and {'--by' if by else '--to'} cannot be used together."
        raise DlrError("usage", message, "Leave one of them out.")
    login = find_login(session.folders, session.group.value)
    track = open_track(session, login.group, login.curriculum)
    session.work_on(login.curriculum)
    target, title = _find(session, track, name)
    what = page.describe_wish(target.of, title)
    document = {"group": login.group, "of": target.of, "key": target.key}
    day = parse_by(session, by)
    if withdraw:
        if not perform_as(login, lambda db: assigning.withdraw(db, target.of, target.key)):
            message = f"{what} is not assigned in {login.group}; nothing was changed."
            raise DlrError("not-assigned", message, "To see what is: dlr group assigned")
        lines = page.withdrawn_lines(what, login.group)
        session.answer({**document, "by": None, "to": None}, *lay_out(lines, session.screen))
        return
    if day is None:
        message = "Specify the day: --by DATE"
        raise DlrError(
            "usage", message, f"For example: dlr group assign {clean(name)} --by 2027-03"
        )
    wish = assigning.Wish(target.of, target.key, title, day)
    before, names = perform_as(login, partial(_assign, wish, to or ()))
    lines = page.assigned_line(what, day, before, names, login.group)
    session.answer({**document, "by": day, "to": names or None}, *lay_out(lines, session.screen))


def _assign(wish: "Wish", to: "Sequence[str]", db: "Database") -> "tuple[date | None, list[str]]":
    from dlroadmap.remote.group.assigning import assign

    return assign(db, wish, to)


def _find(session: Session, track: Curriculum, name: str) -> "tuple[Target, str]":
    """Return what a name means in the group's track, and its title."""
    from dlroadmap.curriculum.sections import find_section
    from dlroadmap.curriculum.targets import find_target

    target = find_target(name, session.names)
    if target.of == "item" and target.key in track.locations:
        return target, track.items[target.key].title
    home, _, place = target.key.partition("/")
    section = find_section(track, target.of, place) if home == track.id else None
    if section is None or target.of == "curriculum":
        message = f"“{clean(name)}” is no item, category or level of {track.title}."
        advice = f"To see what there is: dlr status --all --curriculum {track.id}"
        raise DlrError("not-in-track", message, advice)
    return target, section.title
