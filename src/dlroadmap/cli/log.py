"""dlr log: the history."""

from dlroadmap.cli.documents import event_document
from dlroadmap.cli.options import argument, option, takes
from dlroadmap.cli.selecting import check_count
from dlroadmap.cli.session import Session, print_json

EXAMPLES = ["dlr log", "dlr log backpropagation", "dlr log -n 100", "dlr log --json"]


@takes("curriculum", "json", "color", "no_pager")
def run(
    session: Session,
    name: str | None = argument("[ITEM]", "Only what was said about this item.", None),
    number: int | None = option("-n", "N", "Only the last N events."),
) -> None:
    """The history of what you said, oldest first; nothing ever leaves it.

    A person is shown the last 20 events unless told otherwise, a script all of them.
    """
    check_count(number)
    shown = number or (None if session.as_json else 20)
    if name:
        key, holder = session.names.find(name)
        history = session.past(holder).about(key)
        total = len(history.events)
    else:
        history, total = session.past().newest(shown), session.past().count()
    events = history.events[-(shown or total) :]
    documents = [event_document(event, event.id in history.undone) for event in events]
    if session.as_json:
        print_json({"events": documents})
        return
    from dlroadmap.render.history import log_lines

    session.screen.print(*log_lines(documents, total, session.screen))
