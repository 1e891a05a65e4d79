"""Writes the map: one file with its style and script, which asks for nothing else."""

from base64 import b64encode
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from dlroadmap.guide.survey import Survey
from dlroadmap.render.page.charts import draw_activity
from dlroadmap.render.page.layout import write_rules
from dlroadmap.render.page.view import make_view

FOLDER = Path(__file__).parent

FIRST = 'document.documentElement.className = "js"'
"""Runs before anything is shown: what needs the script looks otherwise without it."""


def render_page(survey: Survey) -> str:
    """Return the page as HTML.

    Its content security policy names the style and the scripts by their hashes, and lets nothing
    be fetched (Content Security Policy Level 3).
    """
    view, learner = make_view(survey), survey.learner
    sizes = [[len(area.marks) for area in band.areas] for band in view.bands]
    style = _join("style", "css") + "".join(write_rules(sizes))
    script = _join("script", "js")
    environment = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    return environment.get_template("page.html").render(
        view=view,
        activity=learner and draw_activity(learner, survey.summary, survey.curriculum),
        style=style,
        first=FIRST,
        script=script,
        policy=_write_policy(style, FIRST, script),
    )


def _join(folder: str, ending: str) -> str:
    """Return the files of a folder as one text, in the order of their names."""
    files = sorted((FOLDER / folder).glob(f"*.{ending}"))
    return "\n".join(file.read_text("utf-8").strip() for file in files) + "\n"


def _write_policy(style: str, *scripts: str) -> str:
    """Return a policy that allows these, by their hashes, and pictures inside the page."""
    allowed = " ".join(map(_digest, scripts))
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_digest(style)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
