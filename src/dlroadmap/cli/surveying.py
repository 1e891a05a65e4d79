"""Gathers what a map shows: with the learner's progress, as other commands have it, or without."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from dlroadmap.cli.aiming import find_outlooks, find_rate, put_in_order
from dlroadmap.cli.session import Session
from dlroadmap.cli.surroundings import open_others, open_surroundings
from dlroadmap.errors import DlrError
from dlroadmap.guide.order import Order, find_order
from dlroadmap.guide.pace import Rate, ticks
from dlroadmap.guide.path import Surroundings
from dlroadmap.guide.plan import make_plan
from dlroadmap.guide.routes import find_moves, find_routes, find_steps
from dlroadmap.guide.statistics import choose_range, compute_statistics
from dlroadmap.guide.suggest import suggest
from dlroadmap.guide.summary import Summary, summarize
from dlroadmap.guide.survey import Learner, Survey
from dlroadmap.progress.fold import Progress

if TYPE_CHECKING:
    from dlroadmap.guide.finish import Finish

SUGGESTIONS = 5
"""So many items are suggested, as `next` does."""


def take_survey(session: Session) -> Survey:
    """Return all that a map of the curriculum in use shows its learner."""
    used, progress = session.curriculum, session.progress
    aims, order = put_in_order(session)
    # As `path ITEM` looks around for each item, and `path` for the goals.
    around, _ = open_surroundings(session, [])
    homes = [aim.holder for aim in aims if aim.holder and aim.holder is not used]
    toward = open_surroundings(session, homes)[0] if homes else around
    summary = summarize(used, progress)
    return Survey(
        curriculum=used,
        progress=progress,
        summary=summary,
        steps=find_steps(around),
        routes=find_routes(around),
        way=toward.path(aims),
        outlooks=tuple(find_outlooks(session, aims, order)),
        suggestions=tuple(suggest(order, progress, aims, SUGGESTIONS)),
        learner=_describe_learner(session, summary, order),
    )


def take_public_survey(session: Session) -> Survey:
    """Return what a map of the curriculum in use shows everybody; no store is opened for it."""
    used, progress = session.curriculum, Progress({}, {})
    around = Surroundings(used, progress, open_others(session))
    return Survey(
        curriculum=used,
        progress=progress,
        summary=summarize(used, progress),
        steps=find_steps(around),
        routes=find_routes(around),
        way=around.path([]),
        outlooks=(),
        suggestions=tuple(suggest(find_order(used, progress), progress, [], SUGGESTIONS)),
        learner=None,
    )


def _describe_learner(session: Session, summary: Summary, order: Order) -> Learner:
    used, progress, today = session.curriculum, session.progress, session.today()
    first, last = choose_range(None, None, today)
    past = session.past(*open_others(session), used)
    rate = find_rate(session, lenient=True)
    return Learner(
        moves=find_moves(past.newest(None), past.renames),
        statistics=compute_statistics(used, summary, ticks(progress), first, last),
        rate=rate,
        finish=_find_finish(session, list(order), rate, today),
        today=today,
    )


def _find_finish(session: Session, keys: Sequence[str], rate: Rate, today: date) -> "Finish | None":
    """Return when all is done, as `plan` has it; None where that refuses to say."""
    try:
        return make_plan(session.curriculum, session.progress, keys, today, rate).finish
    except DlrError:  # it would take more than a hundred years
        return None
