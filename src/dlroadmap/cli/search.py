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
    words: list[str] = argument("WORDS...", "Words to search for."),
    number: int = option("-n", "N", "Maximum items to show (default: 20).", 20),
) -> int:
    """Search titles, aliases and summaries for words; tolerates typos.

    The best match comes first. The exit code is 1 if nothing matches.
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
        from dlroadmap.render.item_list import search_page

        session.screen.print(*search_page(found, text, holder.title, progress, session.screen))
    return ExitCode.OK if found else ExitCode.NO
