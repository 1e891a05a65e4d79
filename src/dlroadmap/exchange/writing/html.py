"""The map of a curriculum as one page."""

from dlroadmap.guide.survey import Survey


def write(survey: Survey) -> list[str]:
    """Return the page in one piece."""
    # The templates take their time to import, and no other format needs them.
    from dlroadmap.render.page.page import render_page

    return [render_page(survey)]
