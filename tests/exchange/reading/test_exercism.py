"""The page about concept graphs: its examples are imported as they stand there."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from dlroadmap.exchange.reading import graph

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "concept-graphs.md"

CONFIG = {
    "language": "Whistle",
    "slug": "whistle",
    "blurb": "A language of tones.",
    "concepts": [
        {"uuid": "1", "slug": "tones", "name": "Tones"},
        {"uuid": "2", "slug": "rhythm", "name": "Rhythm"},
        {"uuid": "3", "slug": "melody", "name": "Melody"},
        {"uuid": "11", "slug": "stage", "name": "Stage"},
    ],
    "exercises": {
        "concept": [
            {"slug": "first-tone", "name": "First Tone", "uuid": "4", "concepts": ["tones"],
             "prerequisites": [], "status": "beta"},
            {"slug": "song", "name": "A Song", "uuid": "5", "concepts": ["melody"],
             "prerequisites": ["tones", "rhythm"]},
            {"slug": "opera", "name": "Opera", "uuid": "9", "concepts": ["rhythm", "stage"],
             "prerequisites": [], "status": "wip"},
        ],
        "practice": [
            {"slug": "hello-world", "name": "Hello World", "uuid": "8", "practices": [],
             "prerequisites": [], "difficulty": 1},
            {"slug": "hum", "name": "Hum", "uuid": "10", "practices": [], "prerequisites": []},
            {"slug": "melody", "name": "Old", "uuid": "6", "practices": ["melody"],
             "prerequisites": ["melody", "tones", "elsewhere"], "difficulty": 4},
            {"slug": "gone", "name": "Gone", "uuid": "7", "practices": [], "prerequisites": [],
             "status": "deprecated"},
        ],
    },
}  # fmt: skip
"""A track of the structure that Exercism's tracks have."""


def test_the_example_of_the_page() -> None:
    """What the page shows can be imported, and nothing of it is left out."""
    found = re.search(r"```json\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    outline = graph.read(json.loads(found[1]), "x")
    assert [item.title for item in outline.items] == ["Vectors", "Matrices"]
    assert outline.items[1].requires[0].because == "the columns of a matrix are vectors"
    assert not outline.dropped


def test_the_keys_of_the_page() -> None:
    """The page names every key that is read."""
    page = PAGE.read_text(encoding="utf-8")
    assert re.findall(r"^\| `(\w+)`", page, re.MULTILINE) == [
        *("id", "title", "kind", "hours", "summary", "level", "section", "tags", "url"),
        "resources",
    ]


@pytest.mark.skipif(not shutil.which("jq"), reason="jq is not installed")
def test_exercism_by_the_very_line_of_the_page(tmp_path: Path) -> None:
    """Concepts and exercises of one slug are two, and deprecated exercises are left out."""
    page = PAGE.read_text(encoding="utf-8")
    found = re.search(r"```jq\n(.*?)```", page, re.DOTALL)
    call = re.search(r"^jq (.*) > graph\.json$", page, re.MULTILINE)
    assert found
    assert call
    (tmp_path / "exercism.jq").write_text(found[1], encoding="utf-8")
    (tmp_path / "config.json").write_text(json.dumps(CONFIG), encoding="utf-8")
    made = subprocess.run(
        ["jq", *call[1].split()], cwd=tmp_path, capture_output=True, check=True, text=True
    )
    document = json.loads(made.stdout)
    assert graph.recognizes(document)
    outline = graph.read(document, "x")
    assert outline.title == "Whistle on Exercism"
    items = {item.source: item for item in outline.items}
    assert {source: [need.name for need in item.requires] for source, item in items.items()} == {
        "exercise/hello-world": [],
        "concept/tones": ["exercise/hello-world"],
        "exercise/first-tone": ["concept/tones"],
        "concept/rhythm": [],
        "concept/melody": ["concept/rhythm", "exercise/first-tone"],
        "exercise/song": ["concept/melody"],
        "exercise/melody": ["exercise/song"],
        "exercise/hum": ["exercise/hello-world"],
        "concept/stage": [],
    }
    assert [item.title for item in outline.items][:3] == ["Hello World", "Tones", "First Tone"]
    assert outline.items[-1].title == "Stage"
    assert items["concept/melody"].kind == "concept"
    assert items["exercise/melody"].kind == "project"
    assert items["exercise/melody"].requires[0].because == "it teaches Melody"
    assert not items["exercise/song"].requires[0].because
    assert items["exercise/song"].links[0].url == (
        "https://exercism.org/tracks/whistle/exercises/song"
    )
    assert [one.text for one in outline.dropped] == ["concept/elsewhere", "1 edge", "1 node"]
