"""Own items by commands: ids, places, values, and what keeps one from being removed."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from own_things import BEGUN, call_back, held

from conftest import Dlr

EINSUM = "new", "item", "Einsum", "--category", "entry/theory"
REMOVE = "new", "item", "einsum", "--undo"

LATER = "levels: [{id: a, title: A, categories: [{id: b, title: B, items: [%s]}]}]\n"
OWN = "{id: own, title: Own, kind: tool%s}"
TRACK = f"format: 1\nid: other\ntitle: T\n%s{LATER}"
UPPER = "format: 1\nid: other\ntitle: T\nextends: mine\n"

OTHERS = {
    "takes it in": TRACK % ("", "mine/einsum"),
    "requires it": TRACK % ("", OWN % ", requires: [mine/einsum: why]"),
    "covers it": TRACK % ("", OWN % ", covers: [mine/einsum]"),
    "assumes it": TRACK % ("assumes: [mine/einsum]\n", OWN % ""),
    "led a former item to it": TRACK % ("retired: {old: mine/einsum}\n", OWN % ""),
    "has it as a gate": TRACK.replace("title: A", "title: A, ready_when: [mine/einsum]")
    % ("", OWN % ""),
    "takes in its only category": TRACK.replace("{id: b, title: B, items: [%s]}", "%s")
    % ("", "mine/extra/only"),
    "hides it": f"{UPPER}hide: {{items: [einsum]}}\n",
    "changes it": f"{UPPER}change: {{einsum: {{hours: 3}}}}\n",
    "makes another require it": f"{UPPER}change: {{vectors: {{requires: [einsum]}}}}\n",
}


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
def test_what_another_curriculum_names_stays(
    small: Dlr, mine: Path, write_curriculum: Callable[[str, str], Path], text: str
) -> None:
    """An item is not removed while any file of the learner names it; the place is told."""
    small("new", "item", "Einsum", "--category", "entry/theory")
    only = "  - {id: extra, title: E, categories: [{id: only, title: O, items: [einsum]}]}\n"
    if "extra/only" in text:
        mine.write_text(
            f"{BEGUN}levels:\n{only.replace('[einsum]', '[{id: einsum, title: E, kind: tool}]')}"
        )
    other = write_curriculum("other", text)
    assert small("status", "--curriculum", "other").code == 0
    before = mine.read_bytes()
    result = small(*REMOVE)
    assert (result.code, result.out) == (2, "")
    assert re.search(rf"{other}, line \d", result.err.replace("\n", " "))
    assert "nothing was removed" in result.err.replace("\n", " ")
    assert mine.read_bytes() == before
    other.unlink()
    assert small(*REMOVE).code == 0


def test_the_call_that_removes_what_requires_it(
    small: Dlr, mine: Path, write_curriculum: Callable[[str, str], Path]
) -> None:
    """Where an own item names it, the call that removes that one is shown, and works."""
    small(*EINSUM)
    small("new", "item", "Second step", "--category", "entry/theory", "--requires", "einsum")
    track = write_curriculum(
        "other",
        TRACK % ("", f"{OWN % ', requires: [mine/einsum]'}, {OWN.replace('own', 'more')}" % ""),
    )
    for _ in range(2):
        refused = small(*REMOVE)
        assert re.search("“(second-step|own)” requires “einsum”", refused.err.replace("\n", " "))
        [call] = re.findall("^To remove .* first: dlr (.*)$", refused.err, re.MULTILINE)
        assert small(*call.split()).code == 0
    assert small(*REMOVE).code == 0
    assert "own" not in track.read_text()


@pytest.mark.parametrize(
    ("title", "id"), [("Vectors", ""), ("X", "vectors"), ("Arrows 101", ""), ("X", "arrows-101")]
)
def test_ids_of_the_base_are_taken(small: Dlr, title: str, id: str) -> None:
    """An id that means an item of the base, of whatever home or name, is no id of a new one."""
    small("new", "overlay", "mine", "--extends", "track")
    small("use", "mine")
    call = "new", "item", title, "--category", "only/path", *(("--id", id) if id else ())
    result = small(*call)
    assert (result.code, result.out) == (2, "")
    assert "small already has an item" in result.err


def test_values_of_own_items(small: Dlr, mine: Path) -> None:
    """Hours and priority change where the item is defined; the call back restores the file."""
    small(*EINSUM, "--summary", "Short.")
    before = mine.read_text()
    result = small("change", "einsum", "--hours", "4", "--priority", "essential", "--json").document
    assert result["changed"] == [
        {"field": "hours", "from": None, "to": 4},
        {"field": "priority", "from": "important", "to": "essential"},
    ]
    assert result["undo"] == "dlr change einsum --hours none --priority none"
    assert '            summary: "Short."\n            priority: essential\n' in mine.read_text()
    assert held(small)["mine/einsum"]["hours"] == 4
    again = small("change", "Einsum", "--hours", "2.50", "--json").document
    assert again["undo"] == "dlr change einsum --hours 4"
    call_back(small, again)
    call_back(small, result)
    assert mine.read_text() == before
    assert small("change", "einsum", "--priority", "important").lines[-1] == "Nothing was changed."


def test_values_in_braces(small: Dlr, mine: Path) -> None:
    """An item in braces keeps its line."""
    text = f"{BEGUN}levels: [{{id: entry, categories: [{{id: theory, items: [{OWN % ''}]}}]}}]\n"
    mine.write_text(text)
    document = small("change", "own", "--hours", "3", "--json").document
    assert mine.read_text() == text.replace("kind: tool", "kind: tool, hours: 3")
    call_back(small, document)
    assert mine.read_text() == text


def test_values_in_the_file_of_a_category(small: Dlr, home: Path) -> None:
    """In a folder the file of the category is changed, and named; also where it is refused."""
    folder = home / "curricula/mine"
    (folder / "entry").mkdir(parents=True)
    (folder / "curriculum.yaml").write_text(
        f"{BEGUN}levels:\n  - id: entry\n    categories: [theory]\n"
    )
    file = folder / "entry/theory.yaml"
    file.write_text("id: theory\nitems:\n  - id: own\n    title: Own\n    kind: tool\n")
    small("use", "mine")
    document = small("change", "own", "--hours", "3", "--json").document
    assert document["files"] == [str(file)]
    assert file.read_text().endswith("kind: tool\n    hours: 3\n")
    assert f"in {file}" in small("hide", "own").err.replace("\n", " ")


def test_a_priority_of_a_new_item(small: Dlr, mine: Path) -> None:
    """A priority, a summary and a place are written, and stand in the call that adds it again."""
    small(*EINSUM)
    small(
        "new", "item", "More", "--category", "entry/theory", "--after", "einsum",
        "--priority", "useful", "--summary", "It's short.", "--hours", "2", "--kind", "skill",
    )  # fmt: skip
    before = mine.read_text()
    assert 'summary: "It\'s short."\n            priority: useful' in before
    removed = small("new", "item", "more", "--undo", "--json").document
    call_back(small, removed)
    assert mine.read_text() == before


MORE = ["covers: [vectors]", "checks: [C]", "requires: [{vectors: why}]", "aliases: [w]"]


@pytest.mark.parametrize("more", MORE)
def test_what_no_call_adds_again(small: Dlr, mine: Path, more: str) -> None:
    """Where more is said of an item than a call can, that is told before it is removed."""
    own = OWN % f", {more}"
    text = f"{BEGUN}levels: [{{id: entry, categories: [{{id: theory, items: [{own}]}}]}}]\n"
    mine.write_text(text)
    refused = small("new", "item", "own", "--undo")
    assert (refused.code, refused.out, mine.read_text()) == (2, "", text)
    assert "this cannot be undone; nothing was changed" in refused.err.replace("\n", " ")
    [call] = re.findall("^To do it all the same: dlr (.*)$", refused.err, re.MULTILINE)
    assert small(*call.split(), "--json").document["undo"] is None
    assert mine.read_text() == BEGUN


def test_all_that_is_changed_of_an_item(small: Dlr, mine: Path) -> None:
    """--undo restores an item; what was written by hand goes only where that is asked for."""
    small("change", "vectors", "--hours", "9", "--priority", "useful")
    document = small("change", "vectors", "--undo", "--json").document
    assert mine.read_text() == BEGUN
    assert document["undo"] == "dlr change vectors --hours 9 --priority useful"
    assert small("change", "vectors", "--undo").lines == ["Nothing was changed."]
    text = f"{BEGUN}change: {{vectors: {{checks: [One], hours: 9}}}}\n"
    mine.write_text(text)
    refused = small("change", "vectors", "--undo")
    assert (refused.code, mine.read_text()) == (2, text)
    assert "Your checks of “vectors” go too" in refused.err
    assert small("change", "vectors", "--undo", "--yes").code == 0
    assert mine.read_text() == BEGUN


def test_an_overlay_named_for_one_call(small: Dlr, mine: Path) -> None:
    """The option that the advice names works for new item too, and for what undoes it."""
    small("use", "small")
    advice = small(*EINSUM).err
    assert "For one command: --curriculum mine" in advice
    document = small(*EINSUM, "--curriculum", "mine", "--json").document
    assert document["undo"] == "dlr new item einsum --undo --curriculum mine"
    call_back(small, document)
    assert mine.read_text() == BEGUN
    assert small(*EINSUM, "--curriculum", "mine", "--in", "mine").code == 2
    assert small("new", "overlay", "b", "--extends", "small", "--curriculum", "mine").code == 2


@pytest.mark.parametrize("place", ["Theory of learning machines", "READING", "middle/reading"])
def test_a_category_by_its_title(small: Dlr, mine: Path, place: str) -> None:
    """A category can be named by the title that status shows."""
    assert "to middle/" in small("new", "item", "X", "--category", place).out


def test_a_category_that_is_near(dlr: Dlr) -> None:
    """Of the many categories the few that come near are offered."""
    dlr("new", "overlay", "mine", "--extends", "deep-learning")
    dlr("use", "mine")
    result = dlr("new", "item", "X", "--category", "entry/nmpy")
    [offered] = re.findall("^Specify one of these: (.*)", result.err, re.MULTILINE)
    assert "entry/numpy" in result.err
    assert 3 <= offered.count(",") + 1 <= 5


def test_after_what(small: Dlr, mine: Path) -> None:
    """Only what the file itself lists can be named by --after, and that is said."""
    result = small(*EINSUM, "--after", "vectors")
    assert result.code == 2
    told = result.err.replace("\n", " ")
    assert "Items of your own in entry/theory: none. Without --after the item comes last." in told


def test_what_it_requires_is_echoed(small: Dlr, mine: Path) -> None:
    """Who adds an item sees what the names of its prerequisites were taken for."""
    small(*EINSUM)
    result = small(
        "new",
        "item",
        "X",
        "--category",
        "entry/theory",
        "--requires",
        "vec",
        "--requires",
        "einsum",
    )
    assert result.lines[0] == "Added x to entry/theory, after Vectors (vectors) and Einsum (einsum)"


def test_ticks_are_named_where_there_are_any(small: Dlr, mine: Path) -> None:
    """That ticks stay is said of an item that has some, and of no other."""
    small(*EINSUM)
    assert small(*REMOVE).lines[0] == "Removed einsum."
    small(*EINSUM)
    small("tick", "einsum")
    assert small(*REMOVE).lines[0] == "Removed einsum. Its ticks stay in your history."


@pytest.mark.parametrize("what", ["curriculum", "overlay", "level", "category"])
def test_only_items_are_undone(
    small: Dlr, mine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    """--undo makes nothing of another kind, and says how to remove that."""
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.rglob("*.yaml"))
    result = small("new", what, "mine", "--undo")
    assert (result.code, result.out) == (2, "")
    assert "To remove" in result.err
    assert (what == "overlay") == (f"dlr use small, then delete {mine}" in result.err)
    assert sorted(tmp_path.rglob("*.yaml")) == before


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (["日本語"], "Specify one: --id"),
        (["X", "--id", "Größe"], "Example: matrix-calculus"),
        (["X", "--hours", "010"], "not a valid number of hours"),
        (["X", "--hours", ""], "--hours is empty"),
        (["X", "--summary", ""], "--summary is empty"),
        (["X", "--in", ""], "--in is empty"),
        (["X", "--summary", " "], "not a valid summary"),
        (["X", "--priority", "high"], "not a valid value for --priority"),
    ],
)
def test_values_that_are_none(small: Dlr, mine: Path, call: list[str], words: str) -> None:
    """What is empty or of the wrong form is refused in its own words."""
    result = small("new", "item", *call, "--category", "entry/theory")
    assert (result.code, result.out) == (2, "")
    assert words in result.err.replace("\n", " ")
    assert mine.read_text() == BEGUN


@pytest.mark.parametrize("hours", ["0.5", ".5", "10", "1e1", "+3"])
def test_hours_that_are_some(small: Dlr, mine: Path, hours: str) -> None:
    """Hours are read and written in the form in which they are typed."""
    assert small(*EINSUM, "--hours", hours).code == 0
    assert held(small)["mine/einsum"]["hours"] == float(hours)
