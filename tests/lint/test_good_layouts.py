"""Good curricula of unusual layout: not one finding of any rule."""

import json
from pathlib import Path

import pytest
import yaml

from curriculum.making import category, curriculum, item, main_file, write
from dlroadmap.curriculum.library import Library
from dlroadmap.lint.engine import lint
from dlroadmap.lint.rules import RULES
from dlroadmap.lint.settings import LintSettings

PAIR = curriculum(item("a", "hours: 2"), item("b", "requires:", "  - a: without it b is a riddle"))

TREE = {
    "format": 1, "id": "home", "title": "A curriculum", "hours_per_week": 2.5,
    "retired": {"old": "a", "gone": None},
    "levels": [{"id": "one", "title": "One", "weeks": "1-2", "ready_when": ["a"], "categories": [
        {"id": "cat", "title": "Cat", "choose": 2, "items": [
            {"id": "a", "title": "A thing", "kind": "concept", "hours": 3},
            {"id": "b", "title": "B: thing # one", "kind": "skill", "requires": [{"a": None}]},
        ]},
    ]}],
}  # fmt: skip

ROOM = """\
%YAML 1.1
--- # a document that says what it is

# A comment of its own


"format" : 1
'id'     : "home"
title    : >-
    A curriculum
    whose title is folded

levels   :

- # the first level
  id: one

  title: |-
    One
  categories:
  -
    id: cat
    title: Cat
    items:

      -   id: a
          title: 'It''s "quoted"'
          kind: concept   # said
          summary: >

            A text with

              lines of its own: and # signs

          tags: [
            vision,   # one a line
            "no",
          ]
... # the end
"""

KEYS = """\
? format
: 1
? id
: home
? title
: Keys with question marks
? levels
: - ? id
    : one
    ? title
    : One
    ? categories
    : - {? id : cat, ? title : Cat, ? items : [{id: a, title: A thing, kind: concept}]}
"""

GOOD: dict[str, dict[str, str]] = {
    "JSON": {"home.yaml": json.dumps(TREE)},
    "JSON with lines": {"home.yaml": json.dumps(TREE, indent=1, ensure_ascii=False)},
    "YAML of a program": {"home.yaml": yaml.safe_dump(TREE, allow_unicode=True)},
    "YAML with all in quotes": {
        "home.yaml": yaml.safe_dump(TREE, default_style='"')
        .replace('!!int "1"', "1")
        .replace('!!int "2"', "2")
        .replace('!!float "2.5"', "2.5")
        .replace('!!int "3"', "3")
        .replace('!!null "null"', "null")
    },
    "braces all the way": {
        "home.yaml": yaml.safe_dump(TREE, default_flow_style=True, width=10_000)
    },
    "much room": {"home.yaml": ROOM},
    "question marks": {"home.yaml": KEYS},
    "CRLF": {"home.yaml": PAIR.replace("\n", "\r\n")},
    "mixed line ends": {"home.yaml": PAIR.replace("\n", "\r\n", 4)},
    "no line end at the end": {"home.yaml": PAIR.rstrip("\n")},
    "blank lines and comments": {"home.yaml": PAIR.replace("\n", "  # why\n\n   # more\n")},
    "blanks at line ends": {"home.yaml": PAIR.replace("\n", "   \n")},
    "lists at the margin": {"home.yaml": yaml.safe_dump(TREE, sort_keys=False, indent=2)},
    "keys in another order": {"home.yaml": yaml.safe_dump(TREE, sort_keys=True, indent=9)},
    "scripts of the world": {
        "home.yaml": curriculum(
            "id: a\ntitle: 注意機構 😀\nkind: concept\nsummary: 「ok」とは言わない。",
            "id: b\ntitle: آلية الانتباه\u200f\nkind: concept\nsummary: نعم.",
            "id: c\ntitle: Μηχανική μάθηση\nkind: concept\nsummary: Ναι, µP και β-VAE.",
            "id: d\ntitle: हिन्दी में ध्यान\nkind: concept\nsummary: नमस्ते।",
        )
    },
    "words like signs": {
        "home.yaml": curriculum(
            'id: no\ntitle: "No"\nkind: concept\naliases: ["y", \'on\', "12:30"]',
            'id: null-space\ntitle: "~"\nkind: concept',
            "id: '404'\ntitle: C++ & C# [draft], 100% of {it}\nkind: tool\nsummary: '%, @, !, *'",
        )
    },
    "escapes": {
        "home.yaml": curriculum(
            'id: "a"\ntitle: "A\\u00e9 \\x41 \\\n              thing"\nkind: concept'
        )
    },
    "a folder": {
        "home/curriculum.yaml": main_file("one: [x, y]", "two: [{id: z, title: Z, items: [a, b]}]"),
        "home/one/x.yaml": category("x", item("a"), "b"),
        "home/one/y.yaml": "---\n" + category("y", item("b"), "a"),
    },
    "tracks and homes": {
        "home.yaml": curriculum(
            item("a"), item("b", "requires: [far/z, a]"), head="assumes: [far/z]"
        ),
        "far/far.yml": curriculum(item("z"), id="far"),
        "far/track.yaml": curriculum("far/z", id="track"),
    },
    "silenced with a reason": {
        "home.yaml": curriculum(
            item("a", "tags: [no]  # dlr: ignore[Y006] it is what people type"),
            item(
                "b",
                "# dlr: ignore[X404] this site has no https",
                "resources: [{title: T, url: http://example.org/a, type: post}]",
                "requires: [a]",
            ),
            item(
                "c",
                "resources: [{title: U, url: https://example.org/b, type: post}]",
                "covers: [a]",
            ),
        ),
    },
    "named beyond its folder": {
        "deep/er/home.yaml": PAIR,
        "deep/er/.hidden.yaml": "a: [",
        "deep/compose.yaml": "services: &x {a: !tag 1, b: *x}\n",
    },
    "eighty levels of nothing": {"home.yaml": "\n" * 80 + "#" * 80 + "\n" + PAIR},
}


@pytest.mark.parametrize("files", GOOD.values(), ids=GOOD)
def test_good_layout(tmp_path: Path, files: dict[str, str]) -> None:
    """A curriculum without a fault has no finding of any rule, however it is laid out."""
    write(tmp_path, files)
    result = lint([tmp_path], Library([]), LintSettings(select=frozenset(RULES)))
    told = [str(finding) for finding in result.findings]
    assert told == []
    assert result.items >= 1
    assert result.unreadable == []
