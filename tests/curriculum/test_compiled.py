"""The compiled form: the same curriculum, made anew when a file changes, never in the way."""

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriculum.making import assembly, category, curriculum, findings_of, item, main_file, write
from dlroadmap.compiler import compile_when_needed
from dlroadmap.curriculum.compiled import FEW, Opened, Opener, StoredItems
from dlroadmap.curriculum.library import Library, cache_files
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.errors import DlrError
from dlroadmap.paths import bundled
from dlroadmap.render.advice import advice_on
from drawing import examples

Place = tuple[Path, Path]
"""A main file and the folder of compiled forms."""


@pytest.fixture
def place(tmp_path: Path) -> Place:
    write(
        tmp_path,
        {
            "lib/home/curriculum.yaml": main_file("one: [x, y]"),
            "lib/home/one/x.yaml": category("x", item("a")),
            "lib/home/one/y.yaml": category("y", item("b", "requires: [a]")),
        },
    )
    return tmp_path / "lib/home/curriculum.yaml", tmp_path / "cache"


def opened(place: Place, *folders: Path) -> Opened:
    return Opener(Library(folders), place[1], compile_when_needed).open(place[0])


def is_stored(result: Opened) -> bool:
    return isinstance(result.curriculum.items, StoredItems)


def rewrite(path: Path, old: str, new: str) -> None:
    """Change a file; its time moves on as it would for a person."""
    before = path.stat().st_mtime_ns
    path.write_text(path.read_text().replace(old, new))
    os.utime(path, ns=(before + 10**9, before + 10**9))


def document(of: Curriculum) -> dict[str, Any]:
    """Return all that a curriculum holds, as plain data with the order of its columns."""
    result: dict[str, Any] = {field.name: getattr(of, field.name) for field in fields(of)}
    result["levels"] = [level._asdict() for level in of.levels]
    result["items"] = {key: of.items[key]._asdict() for key in of.items}
    result["requires"] = {key: tuple(row) for key, row in of.requires.items()}
    for name in ("hours", "priority", "renames"):
        result[name] = list(result[name].items())
    return result


# The same curriculum

_words = st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=12)
_words = _words.filter(lambda text: bool(text.strip()))
_addresses = st.sampled_from(["https://x.org", "http://y.org/?q=ü"])


@st.composite
def _resources(draw: st.DrawFn) -> list[dict[str, str]]:
    kinds = st.sampled_from(["book", "course", "tool"])
    costs = st.sampled_from(["free", "paid"])
    row = st.fixed_dictionaries({"title": _words, "url": _addresses, "type": kinds, "cost": costs})
    return draw(st.lists(row, max_size=2))


@st.composite
def curricula(draw: st.DrawFn) -> dict[str, str]:
    """Return the files of a track and its home, without a fault, as JSON, which is YAML as well."""
    files: dict[str, str] = {}
    known: list[str] = []
    for home in ("home", "track"):
        levels = []
        for level in range(draw(st.integers(1, 2))):
            placed: list[Any] = draw(st.lists(st.sampled_from(known), unique=True)) if known else []
            for _ in range(draw(st.integers(0, 3))):
                id = f"{'hr'[home == 'track']}{len(known)}"
                some = st.lists(st.sampled_from(known), unique=True, max_size=3)
                earlier = some if known else st.just([])
                placed.append({
                    "id": id,
                    "title": draw(_words),
                    "summary": draw(_words),
                    "kind": draw(st.sampled_from(["concept", "project"])),
                    "priority": draw(st.sampled_from(["essential", "important", "useful"])),
                    "hours": draw(st.sampled_from([0.5, 3, 2.0])),
                    "requires": [{key: draw(_words)} for key in draw(earlier)],
                    "covers": draw(earlier),
                    "checks": draw(st.lists(_words, max_size=2)),
                    "aliases": draw(st.lists(_words, max_size=2)),
                    "tags": draw(st.lists(_words, max_size=2)),
                    "resources": draw(_resources()),
                    "formerly": [f"old-{id}"] if draw(st.booleans()) else [],
                })  # fmt: skip
                known.append(f"{home}/{id}")
            part = {"id": "c", "title": draw(_words), "items": placed,
                    "description": draw(_words), "resources": draw(_resources()),
                    "choose": len(placed) or None}  # fmt: skip
            gates = draw(st.lists(st.sampled_from(known), unique=True)) if known else []
            weeks = draw(st.sampled_from([None, 3, "2-4", 0.5]))
            levels.append({"id": f"l{level}", "title": draw(_words), "weeks": weeks,
                           "description": draw(_words), "choose": draw(st.sampled_from([None, 1])),
                           "ready_when": gates, "categories": [part]})  # fmt: skip
        body = {"format": 1, "id": home, "title": draw(_words), "description": draw(_words),
                "hours_per_week": draw(st.sampled_from([None, 7, 12.5])), "levels": levels,
                "retired": {"gone": None, "moved": f"{home}/older", "older": "gone"}}  # fmt: skip
        files[f"{home}.yaml"] = json.dumps(body, ensure_ascii=False)
    return files


@examples(max_examples=40)
@given(curricula())
def test_round_trip(files: dict[str, str]) -> None:
    """What is read back is what was put together: every field, every item, in the same order."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder, files)
        for main in (folder / "home.yaml", folder / "track.yaml"):
            result = assembly(main)
            assert findings_of(result) == []
            assert result.curriculum is not None
            first = opened((main, folder / "cache"))
            again = opened((main, folder / "cache"))
            assert (is_stored(first), is_stored(again)) == (False, True)
            assert (first.warning, again.warning) == ("", "")
            assert (first.main, again.main) == (main, main)
            expected = document(result.curriculum)
            assert document(first.curriculum) == document(again.curriculum) == expected
            assert list(again.curriculum.locations) == list(result.curriculum.locations)


def test_bundled_curriculum_round_trip(tmp_path: Path) -> None:
    """The bundled curriculum comes back from its compiled form as it was put together."""
    main = bundled() / "deep-learning/curriculum.yaml"
    result = assembly(main)
    assert result.curriculum is not None
    opened((main, tmp_path))
    again = opened((main, tmp_path))
    assert is_stored(again)
    assert document(again.curriculum) == document(result.curriculum)


def test_items_are_a_mapping(place: Place) -> None:
    """The stored items answer like any mapping: length, order, membership, a key that is none."""
    opened(place)
    items = opened(place).curriculum.items
    assert list(items) == ["home/a", "home/b"]
    assert len(items) == 2
    assert "home/a" in items
    assert "home/z" not in items
    assert items.get("home/z") is None
    with pytest.raises(KeyError):
        items["home/z"]


FRESH = """
import sys
from pathlib import Path
from dlroadmap.compiler import compile_when_needed
from dlroadmap.curriculum.library import Library
from dlroadmap.curriculum.compiled import Opener
result = Opener(Library([]), Path(sys.argv[2]), compile_when_needed).open(Path(sys.argv[1]))
print(result.curriculum.items["home/b"].requires[0].key, bool(result.warning))
print(*sorted({"yaml", "pydantic", "dlroadmap.format.source"} & sys.modules.keys()))
"""


def everyday(place: Place) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", FRESH, *map(str, place)], capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()


def test_all_items_read_at_once_are_those_read_one_by_one(tmp_path: Path) -> None:
    """Whether a few items are asked for or all of them, each is what was compiled."""
    ids = [f"i{number}" for number in range(FEW + 10)]
    write(tmp_path, {"home.yaml": curriculum(*map(item, ids))})
    place = tmp_path / "home.yaml", tmp_path / "cache"
    compiled = opened(place).curriculum.items
    assert not isinstance(compiled, StoredItems)
    stored = opened(place).curriculum.items
    assert isinstance(stored, StoredItems)
    for _ in range(2):
        with pytest.raises(KeyError):
            stored["home/unknown"]
        assert {key: stored[key] for key in stored} == compiled


def test_fresh_form_needs_neither_yaml_nor_pydantic(place: Place) -> None:
    """Everyday commands read the compiled form alone; the first time it is made."""
    assert everyday(place) == ["home/a False", "dlroadmap.format.source pydantic yaml"]
    assert everyday(place) == ["home/a False", ""]


def test_last_good_form_needs_neither_yaml_nor_pydantic(place: Place) -> None:
    """Beside a broken edit too, the files are read once and not on every command."""
    opened(place)
    rewrite(place[0].parent / "one/y.yaml", "kind: concept", "kind: idea")
    first, second = everyday(place), everyday(place)
    assert first == ["home/a True", "dlroadmap.format.source pydantic yaml"]
    assert second == ["home/a True", ""]


# Made anew


def test_edit_is_seen(place: Place) -> None:
    """After an edit of any file the new content is there."""
    opened(place)
    rewrite(place[0].parent / "one/x.yaml", "title: Title of a", "title: New of a")
    assert opened(place).curriculum.items["home/a"].title == "New of a"
    rewrite(place[0], "title: A curriculum", "title: Another one")
    assert opened(place).curriculum.title == "Another one"
    assert is_stored(opened(place))


@pytest.mark.parametrize("same", ["size", "time"])
def test_edit_that_keeps_size_or_time_is_seen(place: Place, same: str) -> None:
    """An edit shows by the file's size or by its time; one of them is enough."""
    path = place[0].parent / "one/x.yaml"
    opened(place)
    before = path.stat()
    path.write_text(path.read_text().replace("Title of a", "Title of b" + "!" * (same == "time")))
    moved = before.st_mtime_ns + (same == "size")
    os.utime(path, ns=(moved, moved))
    assert opened(place).curriculum.items["home/a"].title.startswith("Title of b")


def test_new_category_is_seen(place: Place) -> None:
    """A category that is added to the main file is there at once."""
    opened(place)
    write(place[0].parent, {"one/z.yaml": category("z", item("c"))})
    rewrite(place[0], "[x, y]", "[x, y, z]")
    assert "home/c" in opened(place).curriculum.items


def test_broken_edit_serves_the_last_good_form(place: Place) -> None:
    """A fault in a file is told with file, line and column, and the last good form is served."""
    opened(place)
    path = place[0].parent / "one/y.yaml"
    rewrite(path, "kind: concept", "kind: idea")
    for _ in range(2):
        result = opened(place)
        assert f"{path}:6:11: error S103" in result.warning
        assert "1 error" in result.warning
        assert result.curriculum.items["home/b"].kind == "concept"


def test_mended_file_is_fine_again(place: Place) -> None:
    """After the mending nothing is told any more and the new content is there."""
    opened(place)
    path = place[0].parent / "one/y.yaml"
    rewrite(path, "kind: concept", "kind: idea")
    assert opened(place).warning
    rewrite(path, "kind: idea", "kind: skill")
    for _ in range(2):
        result = opened(place)
        assert result.warning == ""
        assert result.curriculum.items["home/b"].kind == "skill"


def test_mended_back_to_the_old_text(place: Place) -> None:
    """A file that was broken and put back as it was is fine, and no fault lingers."""
    opened(place)
    path = place[0].parent / "one/y.yaml"
    before = path.stat().st_mtime_ns
    rewrite(path, "kind: concept", "kind: idea")
    assert opened(place).warning
    rewrite(path, "kind: idea", "kind: concept")
    os.utime(path, ns=(before, before))
    assert opened(place).warning == ""


def test_warnings_break_nothing(place: Place) -> None:
    """What is only a warning neither holds back the new content nor is told on every command."""
    rewrite(place[0].parent / "one/y.yaml", "items:", "items:\n  - a\n  - a")
    result = opened(place)
    assert result.warning == ""
    assert result.curriculum.levels[0].categories[1].items == ("home/a", "home/b")


def test_broken_without_a_good_form(place: Place) -> None:
    """Files that were never good are refused in words, with the place and the way on."""
    path = place[0].parent / "one/y.yaml"
    rewrite(path, "kind: concept", "kind: idea")
    for _ in range(2):
        with pytest.raises(DlrError) as caught:
            opened(place)
        assert caught.value.code == "broken-curriculum"
        assert f"{path}:6:11" in caught.value.message
        assert f"dlr lint {place[0]}" in advice_on(caught.value)[0]


def test_missing_category_that_appears(place: Place) -> None:
    """A category file that was missing is noticed when it comes."""
    rewrite(place[0], "[x, y]", "[x, y, z]")
    for _ in range(2):
        with pytest.raises(DlrError, match="z"):
            opened(place)
    write(place[0].parent, {"one/z.yaml": category("z", item("c"))})
    assert "home/c" in opened(place).curriculum.items


def test_vanished_category_file(place: Place) -> None:
    """A file that is taken away is noticed, and the last good form is served."""
    opened(place)
    (place[0].parent / "one/y.yaml").unlink()
    result = opened(place)
    assert "S112" in result.warning
    assert "home/b" in result.curriculum.items


def test_vanished_main_file(place: Place) -> None:
    """A curriculum whose main file is gone still serves its last good form, and says so."""
    opened(place)
    place[0].unlink()
    assert f"{place[0]}:1:1" in opened(place).warning


# Tracks


@pytest.fixture
def track(tmp_path: Path, place: Place) -> Place:
    write(tmp_path, {"lib/track.yaml": curriculum("home/b", item("z"), id="track")})
    return tmp_path / "lib/track.yaml", place[1]


def test_changed_home_is_seen_in_a_track(track: Place, place: Place) -> None:
    """An edit of a home's file shows in the tracks that draw on it."""
    opened(track)
    assert is_stored(opened(track))
    rewrite(place[0].parent / "one/y.yaml", "Title of b", "Other b")
    assert opened(track).curriculum.items["home/b"].title == "Other b"


def test_broken_home_serves_the_tracks_last_good_form(track: Place, place: Place) -> None:
    """A fault in a home is told with the home's file, and the track goes on."""
    opened(track)
    path = place[0].parent / "one/y.yaml"
    rewrite(path, "kind: concept", "kind: idea")
    result = opened(track)
    assert f"{path}:6:11" in result.warning
    assert "home/b" in result.curriculum.locations


def test_home_that_appears(tmp_path: Path) -> None:
    """A track whose home was missing is fine as soon as the home is there."""
    write(tmp_path, {"track.yaml": curriculum("home/a", id="track")})
    place = (tmp_path / "track.yaml", tmp_path / "cache")
    with pytest.raises(DlrError):
        opened(place)
    write(tmp_path, {"home.yaml": curriculum(item("a"))})
    assert "home/a" in opened(place).curriculum.locations


def test_home_that_gets_its_right_id(tmp_path: Path) -> None:
    """A neighbor whose id is mended in place becomes the home that was missing."""
    write(
        tmp_path,
        {
            "track.yaml": curriculum("home/a", id="track"),
            "file.yaml": curriculum(item("a"), id="hom"),
        },
    )
    place = (tmp_path / "track.yaml", tmp_path / "cache")
    with pytest.raises(DlrError):
        opened(place)
    rewrite(tmp_path / "file.yaml", "id: hom\n", "id: home\n")
    assert "home/a" in opened(place).curriculum.locations


def test_nearer_home_takes_over(tmp_path: Path) -> None:
    """A home that is put beside a track stands before the library's."""
    write(
        tmp_path,
        {
            "mine/track.yaml": curriculum("home/a", id="track"),
            "lib/home.yaml": curriculum(item("a")),
        },
    )
    place = (tmp_path / "mine/track.yaml", tmp_path / "cache")
    assert opened(place, tmp_path / "lib").curriculum.items["home/a"].title == "Title of a"
    write(tmp_path, {"mine/home.yaml": curriculum("id: a\ntitle: Mine\nkind: concept")})
    assert opened(place, tmp_path / "lib").curriculum.items["home/a"].title == "Mine"


# The cache is never in the way


@pytest.mark.parametrize("damage", [b"", b"garbage" * 999, b"SQLite format 3\0" + b"\0" * 4080])
def test_corrupt_form_is_made_anew(place: Place, damage: bytes) -> None:
    """A compiled form that cannot be read only costs time."""
    opened(place)
    form = cache_files(*place).form
    form.write_bytes(damage)
    result = opened(place)
    assert result.warning == ""
    assert result.curriculum.items["home/a"].title == "Title of a"
    assert is_stored(opened(place))


@pytest.mark.parametrize(
    "body", ["[]", "null", "{}", '{"stamps": []}', '"x"', "[", '{"stamps": 3}']
)
def test_form_of_another_shape_is_made_anew(place: Place, body: str) -> None:
    """An outline that is not what it should be only costs time."""
    opened(place)
    with sqlite3.connect(cache_files(*place).form) as connection:
        connection.execute("UPDATE outline SET body = ?", (body,))
    connection.close()
    assert opened(place).curriculum.items["home/a"].title == "Title of a"


def test_cut_form_is_made_anew(tmp_path: Path) -> None:
    """A compiled form whose end was lost only costs time: every item can still be read."""
    items = [item(f"n{n}", f"summary: {'long ' * 50}") for n in range(200)]
    write(tmp_path, {"home.yaml": curriculum(*items)})
    place = (tmp_path / "home.yaml", tmp_path / "cache")
    opened(place)
    form = cache_files(*place).form
    size = form.stat().st_size
    with form.open("r+b") as file:
        file.truncate(size // 2 // 4096 * 4096)
    found = opened(place).curriculum.items
    assert all(found[f"home/n{n}"].summary for n in range(200))


@pytest.mark.parametrize("text", ["", "garbage", "[]", "null", "{}", '{"stamps": 3}'])
def test_corrupt_fault_is_made_anew(place: Place, text: str) -> None:
    """What was kept of a fault and cannot be read is found out anew."""
    rewrite(place[0].parent / "one/y.yaml", "kind: concept", "kind: idea")
    with pytest.raises(DlrError):
        opened(place)
    cache_files(*place).fault.write_text(text)
    with pytest.raises(DlrError, match="6:11"):
        opened(place)


def test_cache_that_cannot_be_written(tmp_path: Path, place: Place) -> None:
    """With a file where the cache folder should be, all works, and faults are told."""
    (tmp_path / "blocked").touch()
    blocked = (place[0], tmp_path / "blocked")
    for _ in range(2):
        assert list(opened(blocked).curriculum.locations) == ["home/a", "home/b"]
    rewrite(place[0].parent / "one/y.yaml", "kind: concept", "kind: idea")
    with pytest.raises(DlrError, match="6:11"):
        opened(blocked)


@pytest.mark.parametrize("index", range(3))
def test_cache_with_a_folder_in_the_way(place: Place, index: int) -> None:
    """A folder where a file of the cache should be only costs time."""
    cache_files(*place)[index].mkdir(parents=True)
    assert list(opened(place).curriculum.locations) == ["home/a", "home/b"]


def test_cache_is_private_and_tidy(place: Place) -> None:
    """The cache folder is the learner's alone, and no half-made file is left in it."""
    opened(place)
    assert place[1].stat().st_mode & 0o777 == 0o700
    assert sorted(path.suffix for path in place[1].iterdir()) == [".db", ".words"]


def test_words_for_completion(place: Place) -> None:
    """Beside the form lie the words that TAB completes to: levels, categories, items.

    The first line says whose they are.
    """
    opened(place)
    rows = [row.split("\t") for row in cache_files(*place).words.read_text().splitlines()]
    assert rows.pop(0) == [repr(str(place[0])), "home", "A curriculum"]
    assert [row[:2] for row in rows] == [
        ["level", "one"], ["category", "one/x"], ["category", "one/y"], ["item", "a"],
        ["item", "b"],
    ]  # fmt: skip
    assert all(len(row) == 3 for row in rows)


def test_odd_paths(tmp_path: Path) -> None:
    """Marks that mean something in addresses are nothing special in a path."""
    for name in ("a?b=c#d%20e", "日本 ü", "it's"):
        write(tmp_path, {f"{name}/home.yaml": curriculum(item("a"))})
        place = (tmp_path / name / "home.yaml", tmp_path / name / "cache")
        opened(place)
        assert is_stored(opened(place))


def test_the_first_error_is_the_curriculums_own(tmp_path: Path) -> None:
    """Of a broken curriculum that draws on a broken one its own fault is named, not the other's."""
    files = {
        "aa.yaml": curriculum("id: x\ntitle: X\nkind: bogus", id="aa"),
        "bb.yaml": curriculum(item("q", "requires: [q, aa/x]"), id="bb"),
    }
    write(tmp_path, files)
    compilation = compile_when_needed(tmp_path / "bb.yaml", Library([]))
    assert compilation.errors == 2
    assert compilation.first.startswith(f"{tmp_path / 'bb.yaml'}:")


def test_warnings_are_not_counted_among_errors(tmp_path: Path) -> None:
    """Of a file with a warning before its only error, the error alone is counted and named."""
    text = curriculum(item("a", "covers: [b, b]"), item("b", "requires: [nowhere]"))
    write(tmp_path, {"home.yaml": text})
    compilation = compile_when_needed(tmp_path / "home.yaml", Library([]))
    assert compilation.errors == 1
    assert "nowhere" in compilation.first
