"""dlr why: why an item waits, and what it is for."""

from typing import Any

from dlroadmap.cli.documents import fields
from dlroadmap.cli.options import ITEM, takes
from dlroadmap.cli.session import Session, print_json
from dlroadmap.cli.surroundings import open_surroundings
from dlroadmap.guide.path import Edge, Why

EXAMPLES = ["dlr why backpropagation", "dlr why 'chain rule' --json"]


@takes("curriculum", "json", "color", "no_pager")
def run(session: Session, name: str = ITEM) -> None:
    """Why an item waits: the reasons, from what is ready today up to it; and what it is for.

    What an item is for, that is, what it opens, is told of those that wait for nothing.
    """
    key, holder = session.names.find(name)
    surroundings, progress = open_surroundings(session, [holder])
    why = surroundings.why(key, progress.goals)
    if session.as_json:
        print_json(_document(why))
        return
    from dlroadmap.render.why_page import why_page

    session.screen.print(*why_page(why, session.curriculum))


def _document(why: Why) -> dict[str, Any]:
    return {
        **fields(why.step.item, "key id title"),
        "state": why.step.state,
        "ready": why.ready,
        **fields(why.step, "outside assumed"),
        "waits_for": [
            {**_edge_document(chain[0]), "chain": [_edge_document(edge) for edge in chain]}
            for chain in why.chains
        ],
        "open_before": len(why.path.steps) - 1 if why.path.steps else 0,
        "opens": [
            {"key": edge.after, "because": edge.because, **fields(step, "state outside")}
            for edge, step in why.opens
        ],
        "opens_in_all": len(why.behind),
        "milestones": [step.item.key for step in why.milestones],
        "gates": [level.id for level in why.gates],
        "goals": [step.item.key for step in why.goals],
    }


def _edge_document(edge: Edge) -> dict[str, str]:
    return {"key": edge.before, "because": edge.because}
