"""dlr list: the items, filtered."""

from dlroadmap.cli.documents import item_document
from dlroadmap.cli.options import CATEGORY, LEVEL, flag, one_of, option, takes
from dlroadmap.cli.selecting import check_count, choose_of, find_keys
from dlroadmap.cli.session import Session, print_json
from dlroadmap.curriculum.model import KINDS
from dlroadmap.guide.listing import STATES, Filter, list_items
from dlroadmap.guide.settled import see_from

EXAMPLES = [
    "dlr list --ready",
    "dlr list --state doing --state done",
    "dlr list --level entry --kind project,skill",
    "dlr list --inferred",
    "dlr list --json",
]

_PRINTED = {"in progress": "doing", "to do": "todo"}
"""States in the words in which they are printed."""

_STATE = option("--state", "STATE", f"Only {one_of(STATES)}; can be repeated.")
_KIND = option("--kind", "KIND", f"Only {one_of(KINDS)}; can be repeated.")


@takes("curriculum", "json", "color", "no_pager")
def run(
    session: Session,
    state: list[str] | None = _STATE,
    ready: bool = flag("--ready", "Only items with no unfinished prerequisites."),
    inferred: bool = flag("--inferred", "Only items that dlr assess ticked."),
    level: str | None = LEVEL,
    category: str | None = CATEGORY,
    kind: list[str] | None = _KIND,
    tag: str | None = option("--tag", "TAG", "Only items with this tag."),
    assumed: bool = flag("--assumed", "Only items that the curriculum assumes you know."),
    everything: bool = flag("--all", "Every item of every curriculum, once."),
    number: int | None = option("-n", "N", "Maximum items to show (default: all)."),
) -> None:
    """List items in the order of the curriculum.

    Filters narrow the list together. Several states or kinds, as repeated options or with commas
    between them, show the items that have any of them.
    """
    check_count(number)
    keys = find_keys(session.curriculum, level, category)
    wanted = Filter(
        within=None if keys is None else frozenset(keys),
        states=choose_of("--state", state, STATES, _PRINTED),
        kinds=choose_of("--kind", kind, KINDS),
        tag=tag,
        ready=ready,
        inferred=inferred,
    )
    used = session.curriculum
    curricula = [used]
    # All that is assumed, wherever it is placed, the one in use knows by itself.
    if everything := everything and not assumed:
        curricula = [see_from(used, opened.curriculum) for opened in session.all_opened()]
    progress = session.progress
    found = [
        listed
        for one in curricula
        for listed in list_items(one, progress, wanted, everything, assumed)
    ]
    shown = found[:number]
    if session.as_json:
        print_json({"items": [item_document(i, where, progress, r) for i, where, r in shown]})
        return
    from dlroadmap.render.item_list import listed_page

    session.screen.print(*listed_page(shown, len(found), progress, session.screen))
