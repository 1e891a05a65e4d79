"""What a person reads of a curriculum that was made of a graph."""

import json
from pathlib import Path

from conftest import Dlr

GRAPH = {
    "title": "Linear",
    "nodes": [{"id": "matrices", "section": "Tables"}, {"id": "vectors"}, {"id": "poems"}],
    "edges": [{"from": "vectors", "to": "matrices"}],
}


def test_a_category_that_is_called_like_its_level_is_named_once(small: Dlr, tmp_path: Path) -> None:
    """Of a place in a level and a category, both titles are shown only where they differ."""
    path = tmp_path / "graph.json"
    path.write_text(json.dumps(GRAPH), encoding="utf-8")
    assert "1 node: no edge to or from any other node" in small("import", str(path)).out
    vectors = small("show", "vectors", "--curriculum", "linear").out
    assert "concept, in Linear.\n" in vectors
    assert "concept, in Linear, Tables.\n" in (
        small("show", "matrices", "--curriculum", "linear").out
    )
    assert "concept, in Not connected.\n" in small("show", "poems", "--curriculum", "linear").out
