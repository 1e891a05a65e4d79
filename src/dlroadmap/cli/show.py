"""dlr show: show everything about an item."""

from dlroadmap.cli.documents import event_document, fields, item_document
from dlroadmap.cli.options import ITEM, takes
from dlroadmap.cli.session import Session, print_json
from dlroadmap.guide.readiness import Readiness
from dlroadmap.guide.settled import see_from
from dlroadmap.progress.past import about_item

EXAMPLES = ["dlr show backpropagation", "dlr show 'chain rule' --json"]


@takes("curriculum", "json", "color", "no_pager")
def run(session: Session, name: str = ITEM) -> None:
    """Show everything about an item: summary, prerequisites, resources, history and more."""
    key, holder = session.names.find(name)
    holder = session.choose_holder(key, holder)
    item = holder.items[key]
    past = session.past(holder)
    holder = see_from(session.curriculum, holder)
    progress = past.progress
    readiness = Readiness(holder, progress)
    required_by = [other for other, before in holder.requires.items() if key in before]
    history = [event_document(event, False) for event in about_item(past.about(key)).live()]
    if session.as_json:
        told = ("at", "on", "kind", "note", "link", "inferred", "goal", "by")
        kept = (*told, "group", "asked_by", "grade", "device")
        print_json(
            {
                **item_document(item, holder.locations.get(key), progress, readiness),
                "history": [{word: event[word] for word in kept} for event in history],
                "required_by": required_by,
                "changed": [
                    fields(change, "by what was now added")
                    for change in holder.changed
                    if change.key == key
                ],
            }
        )
        return
    from dlroadmap.render.items import item_page, state_in_words

    state = state_in_words(key, progress, readiness)
    session.screen.print(
        *item_page(item, holder, session.curriculum, progress, state, required_by, history)
    )
