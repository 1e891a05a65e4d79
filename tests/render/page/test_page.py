"""The map as HTML: what it allows, and what it never says."""

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser

import pytest

from dlroadmap.curriculum.model import Curriculum, Requirement, Resource
from dlroadmap.render.page.page import render_page
from guide.building import category, curriculum, level, progress
from render.page.surveys import survey_of

HOSTILE = [
    "<script>alert(1)</script>",
    "</script></style><!--",
    "{{ 7 * 7 }}{% raw %}",
    "\"'><img src=x onerror=alert(1)>",
    "&amp;&lt;&#x41;",
    "אבג <b>",
]


class _Reader(HTMLParser):
    """Reads the tags and attributes of a page, and its text outside style and script."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.raw: dict[str, list[str]] = {"script": [], "style": []}
        self.text = ""
        self._inside = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._inside = tag if tag in self.raw else ""

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.raw[self._inside].append(data)
        else:
            self.text += data

    def attributes(self, name: str) -> list[str]:
        return [
            value or "" for _, attrs in self.tags for key, value in attrs.items() if key == name
        ]


def hostile() -> Curriculum:
    """Return a curriculum in which everything that people write is an attack."""
    made = curriculum(level(category(*"abcdef")), requires={"b": ["a"]})
    for key, text in zip("abcdef", HOSTILE, strict=True):
        made.items[key] = made.items[key]._replace(  # type: ignore[index]
            title=text,
            summary=text,
            checks=(text,),
            aliases=(text,),
            tags=(text,),
            requires=(Requirement("a", text),) if key == "b" else (),
            resources=(Resource(text, "javascript:alert(1)", "post", "free", text),),
        )
    texts = {"title": HOSTILE[0], "description": HOSTILE[1]}
    return replace(made, **texts)  # type: ignore[arg-type]


def test_text_of_a_curriculum_stays_text() -> None:
    """No word of a curriculum becomes a tag, an attribute or a script, and each is readable."""
    tame = _Reader(render_page(survey_of(curriculum(level(category(*"abcdef"))), progress())))
    wild = _Reader(render_page(survey_of(hostile(), progress())))
    assert len(wild.raw["script"]) == len(tame.raw["script"])
    assert {tag for tag, _ in wild.tags} - {tag for tag, _ in tame.tags} <= {"dt", "dd", "p"}
    assert not [name for _, attrs in wild.tags for name in attrs if name.startswith("on")]
    assert all(not link.startswith("javascript") for link in wild.attributes("href"))
    for text in HOSTILE:
        assert text in wild.text


def test_the_policy_allows_the_page_and_nothing_else() -> None:
    """The policy names every style and script by its hash, and no source beside them."""
    read = _Reader(render_page(survey_of(hostile(), progress())))
    (policy,) = [
        attrs["content"] or ""
        for _, attrs in read.tags
        if attrs.get("http-equiv") == "Content-Security-Policy"
    ]
    rules = dict(rule.strip().partition(" ")[::2] for rule in policy.split(";"))
    for tag in ("script", "style"):
        hashes = {
            f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
            for text in read.raw[tag]
        }
        assert set(rules.pop(f"{tag}-src").split()) == hashes
    assert rules == {
        "default-src": "'none'",
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    assert not read.attributes("style")
    assert not read.attributes("src")


@pytest.mark.parametrize("word", ["http:", "https:", "'//", "`//", "@import", "url("])
def test_style_and_script_ask_for_nothing(word: str) -> None:
    """What the page brings names no address but that of the SVG namespace."""
    read = _Reader(render_page(survey_of(curriculum(level(category("a"))), progress())))
    own = "".join(read.raw["style"] + read.raw["script"])
    own = own.replace("http://www.w3.org/2000/svg", "")
    own = re.sub(r"/\*.*?\*/", "", own, flags=re.S)
    assert word not in own


def test_the_same_curriculum_is_the_same_page() -> None:
    """A page without a learner depends on nothing but the curriculum."""
    pages = {render_page(survey_of(hostile(), progress())) for _ in range(2)}
    assert len(pages) == 1
