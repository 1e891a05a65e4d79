"""dlr search: find items by words."""

from dlroadmap.cli.documents import item_document
from dlroadmap.cli.options import argument, option, takes
from dlroadmap.cli.selecting import check_count
from dlroadmap.cli.session import Session, print_json
from dlroadmap.curriculum.names import search
from dlroadmap.errors import ExitCode
from dlroadmap.guide.listing import Listed
from dlroadmap.guide.readiness import Readiness

EXAMPLES = ["dlr search chain rule", "dlr search backpropogation", "dlr search 'image data' --json"]


@takes("curriculum", "json", "color", "no_pager")
def run(
    session: Session,
    words: list[str] = argument("WORDS...", "What to look for."),
    number: int = option("-n", "N", "How many at most, not 20.", 20),
) -> int:
    """Find items by words of their titles, other names and summaries; typing errors are forgiven.

    The best match comes first. Exit code 1 means that nothing was found.
    """
    check_count(number)
    text = " ".join(words)
    holder, progress = session.curriculum, session.progress
    readiness = Readiness(holder, progress)
    items = search(text, holder)[:number]
    found = [Listed(item, holder.locations[item.key], readiness) for item in items]
    if session.as_json:
        print_json({"items": [item_document(i, where, progress, r) for i, where, r in found]})
    else:
        from dlroadmap.render.items import search_page

        session.screen.print(*search_page(found, text, holder.title, progress, session.screen))
    return ExitCode.OK if found else ExitCode.NO
