"""Every format of an export by its name: a new one is a file, and a line here."""

from collections.abc import Callable, Mapping
from datetime import datetime

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.exchange import dot, ics, mermaid, plan_markdown
from dlroadmap.guide.path import Path
from dlroadmap.guide.plan import Plan

PATH_FORMATS: Mapping[str, Callable[[Path, Curriculum], str]] = {
    "mermaid": mermaid.export_path,
    "dot": dot.export_path,
}
"""What a path can be exported as, in the curriculum in use."""

PLAN_FORMATS: Mapping[str, Callable[[Plan, Curriculum, str, datetime], str | bytes]] = {
    "ics": ics.export_plan,
    "md": plan_markdown.export_plan,
}
"""What a plan can be exported as, with its curriculum, its title, and the time in UTC.

Text is for the encoding of the terminal; bytes are a file as it is.
"""

PLAN_NAMES = tuple(sorted((*PLAN_FORMATS, "json")))
"""Every format that `plan` prints."""
