"""A curriculum that is taken in under another id: its own files follow, and all else stays."""

from pathlib import Path

import pytest

from curriculum.making import write
from dlroadmap.authoring.elsewhere.renaming import rename
from dlroadmap.errors import DlrError
from dlroadmap.format.draft import load

MAIN = """\
# A comment that stays
format: 1
id: "stats"  # the id
title: About stats/mean
retired: {gone: stats/mean, other: old/stats}
levels:
  - id: one
    title: One
    ready_when: [stats/mean, mean]
    categories: [cat, 'stats/one/cat']
"""

CAT = """\
id: cat
title: stats/mean stays in a title
items:
  - id: mean
    title: Mean
    kind: concept
    summary: stats/mean
    covers: ["stats/median"]
    requires:
      - stats/median: because stats/median comes first
      - {'stats/median': "stats/x"}
      - statsx/median
      - other/stats
      - stats/median
  - stats/median
"""


def test_every_reference_follows(tmp_path: Path) -> None:
    """The id and references to own items change; texts, comments and other homes do not."""
    write(tmp_path, {"curriculum.yaml": MAIN, "one/cat.yaml": CAT})
    changed = rename(load(tmp_path / "curriculum.yaml"), "n", tmp_path)
    main = MAIN.replace('id: "stats"', 'id: "n"').replace("gone: stats/", "gone: n/")
    main = main.replace("[stats/mean", "[n/mean").replace("'stats/one", "'n/one")
    cat = CAT.replace('covers: ["stats/', 'covers: ["n/').replace("- stats/", "- n/")
    cat = cat.replace("{'stats/", "{'n/")
    assert {name: data.decode() for name, data in changed.items()} == {
        "curriculum.yaml": main,
        "one/cat.yaml": cat,
    }


def test_an_overlay_follows_too(tmp_path: Path) -> None:
    """What an overlay hides, changes and assumes is named by its new id; its base stays."""
    text = (
        "format: 1\nid: mine\ntitle: X\nextends: stats\nassumes: [mine/a, stats/b]\n"
        "hide: {items: [mine/a], categories: [one/cat]}\nchange: {mine/a: {hours: 2}, b: {}}\n"
    )
    write(tmp_path, {"mine.yaml": text})
    changed = rename(load(tmp_path / "mine.yaml"), "yours", tmp_path)
    expected = text.replace("id: mine", "id: yours").replace("mine/a", "yours/a")
    assert changed == {"curriculum.yaml": expected.encode()}


def test_what_cannot_be_edited_is_refused(tmp_path: Path) -> None:
    """A reference that is written with escapes is not guessed at."""
    text = MAIN.replace("ready_when: [stats/mean, mean]", r'ready_when: ["st\x61ts/mean"]')
    write(tmp_path, {"curriculum.yaml": text, "one/cat.yaml": CAT})
    with pytest.raises(DlrError, match="line 9"):
        rename(load(tmp_path / "curriculum.yaml"), "n", tmp_path)
