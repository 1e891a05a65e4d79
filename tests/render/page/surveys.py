"""Surveys of small curricula, without a store."""

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.aims import find_aims
from dlroadmap.guide.order import find_order
from dlroadmap.guide.path import Surroundings
from dlroadmap.guide.routes import find_routes, find_steps
from dlroadmap.guide.suggest import suggest
from dlroadmap.guide.summary import summarize
from dlroadmap.guide.survey import Survey
from dlroadmap.progress.fold import Progress


def survey_of(made: Curriculum, said: Progress) -> Survey:
    """Return what a map of a curriculum shows, but for the activity of its learner."""
    around = Surroundings(made, said)
    return Survey(
        curriculum=made,
        progress=said,
        summary=summarize(made, said),
        steps=find_steps(around),
        routes=find_routes(around),
        way=around.path(find_aims(made, said)),
        outlooks=(),
        suggestions=tuple(suggest(find_order(made, said), said, [], 5)),
        learner=None,
    )
