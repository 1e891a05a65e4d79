"""What is kept of an import, where it is read back, damaged or lost."""

import json
from pathlib import Path

from dlroadmap.authoring.outline import Link, Listed
from dlroadmap.authoring.planting.kept import (
    Kept,
    decode_kept,
    encode_kept,
    kept_path,
    locate,
    relate,
)
from dlroadmap.authoring.planting.recovery import recover
from dlroadmap.curriculum.library import main_files

from .lists import entries, outline, planted

LINK = (Link("", "https://example.org/a"),)
LISTED = [
    Listed("Heap", section=0, links=LINK),
    Listed("Implement", section=0, parent=0),
    Listed("Implement", section=1),
]


def test_what_is_kept_is_read_back() -> None:
    """The record of an import survives its file."""
    kept = planted(outline(LISTED, "Part one", "Part two")).kept
    assert decode_kept(encode_kept(kept)) == kept


def test_a_damaged_record_is_none() -> None:
    """What was cut off, is of another version, or says one id twice, is not used."""
    text = encode_kept(planted(outline(LISTED, "One", "Two")).kept)
    document = json.loads(text)
    twice = {**document, "items": [document["items"][0], document["items"][0]]}
    damaged = [
        "", "null", "[]", "{}", text[: len(text) // 2], text.replace('"heap"', '"He ap"'),
        json.dumps({**document, "version": 2}), json.dumps({**document, "items": [1]}),
        json.dumps(twice), "[" * 100_000,
    ]  # fmt: skip
    assert [decode_kept(one) for one in damaged] == [None] * len(damaged)


def test_a_lost_record_is_made_of_the_file(tmp_path: Path) -> None:
    """Without the record the file itself says ids, titles, places and what is retired."""
    first = planted(outline([*LISTED, "Gone"], "Part one", "Part two"))
    edited = [LISTED[0]._replace(title="Heaps"), *LISTED[1:]]
    second = planted(outline(edited, "Part one", "Part two"), first.kept)
    main = tmp_path / "a-list.yaml"
    main.write_text(second.text)
    third = planted(outline(edited, "Part one", "Part two"), recover(main))
    assert third.ids == second.ids
    assert entries(third) == entries(second)
    assert third.kept.ids == second.kept.ids


def test_the_record_is_no_curriculum(tmp_path: Path) -> None:
    """What lies beside the file is not taken for another curriculum."""
    main = tmp_path / "a-list.yaml"
    main.write_text("format: 1\n")
    kept_path(main).write_text("{}")
    assert main_files(tmp_path) == [main]


def test_a_path_is_kept_as_seen_from_the_folder(tmp_path: Path) -> None:
    """No folder of a person gets into a repository, and a clone of it finds the same list."""
    kept = Kept(str(tmp_path / "one" / "list.md"), "", ())
    related = relate(kept, tmp_path / "one" / "curriculum")
    assert related.source == "../list.md"
    assert locate(related, tmp_path / "two" / "curriculum").source == str(
        tmp_path / "two" / "list.md"
    )
    for source in ("", "-"):
        assert locate(relate(Kept(source, "", ()), tmp_path), tmp_path).source == source
