"""dlr group: show where everyone in the group is."""

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from dlroadmap.cli.documents import counts_document
from dlroadmap.cli.group.exchanging import perform_as
from dlroadmap.cli.options import one_of, option, takes
from dlroadmap.cli.selecting import check_choice
from dlroadmap.cli.session import Session, print_export
from dlroadmap.errors import DlrError
from dlroadmap.guide.board import NAME, ORDERS, sort_members
from dlroadmap.remote.group.login import find_login

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dlroadmap.guide.board import Board, Member

EXAMPLES = ["dlr group", "dlr group --sort idle", "dlr group --format csv"]


@takes("group", "json", "color", "no_pager")
def run(
    session: Session,
    sort: str = option("--sort", "ORDER", f"Sort by {one_of(ORDERS)} (default: {NAME}).", NAME),
    format: str | None = option("--format", "FORMAT", "Print the board as csv."),
) -> None:
    """Show where everyone in your group is.

    You see each member's level, what they have in progress, and when they last learned something.
    Sorted by level, those at the same level stand together; by idle, who has stood still longest
    comes first.
    """
    check_choice("--sort", sort, ORDERS)
    check_choice("--format", format, ("csv",))
    if format and session.as_json:
        raise DlrError("usage", "--json and --format cannot be combined.", "Leave one of them out.")
    login = find_login(session.folders, session.group.value)
    from dlroadmap.remote.group.board import read_board

    board = perform_as(login, read_board)
    members = sort_members(board.find_learners(), sort)
    if format:
        from dlroadmap.exchange.writing.board_csv import write_board

        print_export(write_board(board, members, session.today()))
    elif session.as_json:
        session.answer(_document(board, members))
    else:
        _show(session, board, members)


def _show(session: Session, board: "Board", members: "Sequence[Member]") -> None:
    from dlroadmap.render.board_page import board_page

    titles, title = dict[str, str](), board.curriculum
    with suppress(DlrError):  # the names of items are missing where the curriculum is
        track = session.open(board.curriculum).curriculum
        title = track.title
        begun = {key for one in members for key in one.doing}
        titles = {key: track.items[key].title for key in begun if key in track.items}
    page = board_page(board, members, titles, title, session.today(), session.screen)
    session.screen.print(*page)


def _document(board: "Board", members: "Sequence[Member]") -> dict[str, Any]:
    return {
        "group": board.group,
        "curriculum": board.curriculum,
        "members": [
            {
                "name": one.name,
                "mentor": one.mentor,
                "sent": one.sent,
                "digest_differs": one.sent is not None and one.digest != board.digest,
                "levels": [
                    {"id": id, **counts_document(counts)} for id, counts in one.levels.items()
                ],
                "doing": one.doing,
                "last": one.last,
                "assigned": [
                    {
                        "name": task.title,
                        "of": task.of,
                        "key": task.key,
                        "by": task.by,
                        "done": task.answer == "done",
                        "answer": task.answer,
                    }
                    for task in one.assigned
                ],
            }
            for one in members
        ],
    }
