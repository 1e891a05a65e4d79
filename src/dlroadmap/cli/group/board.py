"""dlr group: show where everyone in the group is."""

from typing import TYPE_CHECKING, Any

from dlroadmap.cli.documents import counts_document
from dlroadmap.cli.group.exchanging import perform_as
from dlroadmap.cli.group.titles import find_titles
from dlroadmap.cli.options import one_of, option, takes
from dlroadmap.cli.session import Session, print_export
from dlroadmap.errors import DlrError
from dlroadmap.guide.board import ORDERS
from dlroadmap.remote.group.login import find_login
from dlroadmap.text import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dlroadmap.guide.board import Board, Member

EXAMPLES = ["dlr group", "dlr group --sort idle", "dlr group --format csv > group.csv"]

FORMATS = ("csv",)


@takes("group", "json", "color", "no_pager")
def run(
    session: Session,
    sort: str = option("--sort", "ORDER", "Sort by name, level or idle (default: name).", "name"),
    format: str | None = option("--format", "FORMAT", "Print the board as csv."),
) -> None:
    """Show where everyone in your group is.

    You see each member's level, what they have in progress, and when they last learned something.
    With --sort idle, those who have stood still longest come first.
    """
    for name, value, known in (("--sort", sort, ORDERS), ("--format", format, FORMATS)):
        if value is not None and value not in known:
            message = f"“{clean(value)}” is not a valid value for {name}."
            words = one_of(known) if len(known) > 1 else known[0]
            raise DlrError("usage", message, f"Choose one of: {words}.")
    if format and session.as_json:
        raise DlrError("usage", "--format and --json cannot be used together.", "Use one of them.")
    login = find_login(session.folders, session.group.value)
    from dlroadmap.guide.board import sort_members
    from dlroadmap.remote.group.board import read_board

    board = perform_as(login, read_board)
    members = sort_members(board.shown, sort, board.levels)
    if format:
        from dlroadmap.exchange.writing.board_csv import write

        print_export(write(board, members))
        return
    from dlroadmap.render.board_page import board_page

    title, title_of = find_titles(session, board.curriculum)
    session.answer(
        _document(board, members),
        *board_page(board, members, title, title_of, session.today(), session.screen),
    )


def _document(board: "Board", members: "Sequence[Member]") -> dict[str, Any]:
    return {
        "group": board.group,
        "curriculum": board.curriculum,
        "board": "open" if board.all_see else "mentors",
        "members": [
            {
                "name": one.name,
                "mentor": one.mentor,
                "levels": [{"id": id, **counts_document(counts)} for id, counts in one.levels],
                "doing": one.doing,
                "last": one.last,
                "sent": one.sent,
                "differs": one.digest != board.digest,
                "assigned": [
                    {
                        "name": task.title,
                        "of": task.of,
                        "key": task.key,
                        "by": task.by,
                        "done": task.answer == "done",
                        "answer": task.answer,
                    }
                    for task in one.tasks
                ],
            }
            for one in members
        ],
        "invited": [one.name for one in board.silent],
    }
