"""dlr list: the items, filtered."""

from dlroadmap.cli.documents import item_document
from dlroadmap.cli.options import CATEGORY, KIND, LEVEL, flag, option, takes
from dlroadmap.cli.selecting import check_choice, find_keys
from dlroadmap.cli.session import Session, print_json
from dlroadmap.curriculum.model import KINDS
from dlroadmap.guide.listing import list_items
from dlroadmap.guide.settled import see_from

EXAMPLES = [
    "dlr list --ready",
    "dlr list --state done",
    "dlr list --level entry --kind project",
    "dlr list --json",
]

STATES = ("todo", "doing", "done", "skipped")


@takes("curriculum", "json", "color", "no_pager")
def run(
    session: Session,
    state: str | None = option("--state", "STATE", "Only todo, doing, done or skipped."),
    ready: bool = flag("--ready", "Only what waits for nothing."),
    level: str | None = LEVEL,
    category: str | None = CATEGORY,
    kind: str | None = KIND,
    tag: str | None = option("--tag", "TAG", "Only items with this tag."),
    assumed: bool = flag("--assumed", "Only what the curriculum assumes that you know."),
    everything: bool = flag("--all", "Every item of every curriculum, once."),
) -> None:
    """The items in the order of the curriculum, filtered by any of the options together."""
    check_choice("--state", state, STATES)
    check_choice("--kind", kind, KINDS)
    keys = find_keys(session.curriculum, level, category)
    within = None if keys is None else frozenset(keys)
    used = session.curriculum
    curricula = [used]
    # All that is assumed, wherever it is placed, the one in use knows by itself.
    if everything := everything and not assumed:
        curricula = [see_from(used, opened.curriculum) for opened in session.all_opened()]
    progress = session.progress
    found = [
        listed
        for one in curricula
        for listed in list_items(
            one, progress, within, state, ready, kind, tag, everything, assumed
        )
    ]
    if session.as_json:
        print_json({"items": [item_document(i, where, progress, r) for i, where, r in found]})
        return
    from dlroadmap.render.items import listed_page

    session.screen.print(*listed_page(found, progress, session.screen))
