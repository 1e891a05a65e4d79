"""dlr why: explain what blocks an item, and what it is for."""

from typing import Any

from dlroadmap.cli.aiming import find_aims
from dlroadmap.cli.documents import fields
from dlroadmap.cli.options import NAME, takes
from dlroadmap.cli.session import Session, print_json
from dlroadmap.guide.path import Edge, Why

EXAMPLES = ["dlr why latent-diffusion-model", "dlr why 'chain rule' --json"]


@takes("curriculum", "json", "color", "no_pager")
def run(session: Session, name: str = NAME) -> None:
    """Explain what blocks an item, from what you can learn now up to it, or what it is for.

    For an item that nothing blocks, dlr shows what it unlocks. A category, a level and a
    curriculum are explained in the same way.
    """
    surroundings, _, aims, _ = find_aims(session, [name])
    why = surroundings.why(aims[0], session.aims)
    if session.as_json:
        print_json(_document(why))
        return
    from dlroadmap.render.why_page import why_page

    session.screen.print(*why_page(why, session.curriculum))


def _document(why: Why) -> dict[str, Any]:
    return {
        "key": why.aim.key,
        "id": why.aim.key.rpartition("/")[2],
        "title": why.aim.title,
        "of": why.aim.goal.of,
        "state": why.step.state if why.step else None,
        "ready": why.ready,
        "outside": why.step.outside if why.step else False,
        "assumed": why.step.assumed if why.step else False,
        "waits_for": [
            {**_edge_document(chain[0]), "chain": [_edge_document(edge) for edge in chain]}
            for chain in why.chains
        ],
        "open_before": len(why.path.by_key.keys() - {*why.inside}),
        "opens": [
            {"key": edge.after, "because": edge.because, **fields(step, "state outside")}
            for edge, step in why.opens
        ],
        "opens_in_all": len(why.behind),
        "milestones": [step.item.key for step in why.milestones],
        "gates": [level.id for level in why.gates],
        "goals": [aim.key for aim in why.goals],
    }


def _edge_document(edge: Edge) -> dict[str, str]:
    return {"key": edge.before, "because": edge.because}
