"""Rules about what stands where, and the fixes of faults that the loader tells."""

from pathlib import Path

import pytest

from curriculum.making import assembly, category, curriculum, item, main_file, told, write
from dlroadmap.curriculum.library import Library
from dlroadmap.lint.engine import lint
from dlroadmap.lint.rules import RULES
from lint.mending import check, findings, mended


def with_lines(*lines: str) -> str:
    return curriculum(item("a", *lines))


def two(*lines: str) -> str:
    return curriculum(item("a", *lines), item("b"), item("c"))


# S101


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("sumary: x", "summary: x"),
        ('"sumary" : x  # why', '"summary" : x  # why'),
        ("'hour': 1", "'hours': 1"),
        ("alias: [日本]", "aliases: [日本]"),
        ("? sumary\n: x", "? summary\n: x"),
        ("require:\n  - b: {}", "requires:\n  - b: {}"),
    ],
)
def test_misspelt_key(tmp_path: Path, before: str, after: str) -> None:
    """A misspelt key can be written as it was meant, in its quotes; that is no safe fix."""
    assert mended(tmp_path, with_lines(before), "S101", safe=False) == with_lines(after)


def test_misspelt_key_in_braces(tmp_path: Path) -> None:
    """Quotes are kept where a value follows without a blank."""
    text = with_lines('resources: [{"titel":"R",url: "https://x.org",type: book}]')
    after = mended(tmp_path, text, "S101", safe=False)
    assert after == text.replace("titel", "title")


@pytest.mark.parametrize(
    "lines",
    [
        ("«S101»sumary: x", "summary: y"),
        ("«S101»sumary: x", "«S101»summery: y"),
        ("«S101»qqqq: x",),
        ("«Y004»«S101»&x sumary: x",),
        ("«S101»week: 3",),
    ],
)
def test_misspelt_key_that_is_left_alone(tmp_path: Path, lines: tuple[str, ...]) -> None:
    """Nothing is renamed to a key that is there, that two would be, or that nobody meant."""
    found = check(tmp_path, with_lines(*lines), "S101", "Y004")
    assert all(each.fix is None for each in found)


def test_proposed_key_fits_its_place(tmp_path: Path) -> None:
    """Only keys that fit there are proposed: weeks for a category, none for an item."""
    [of_item] = check(tmp_path, with_lines("«S101»week: 3"), "S")
    assert "did you mean" not in of_item.message
    [of_category] = check(tmp_path, curriculum(item("a"), category="«S101»week: 3"), "S")
    assert "did you mean `weeks`?" in of_category.message


def test_misspelt_key_of_every_part(tmp_path: Path) -> None:
    """Keys of curricula, levels, categories, resources, sources and category files are known."""
    source = "{title: S, «S101»urls: 'https://x.org'}"
    resource = "{title: R, «S101»urls: 'https://x.org', url: 'https://x.org', type: book}"
    text = curriculum(
        item("a", f"resources: [{resource}]"),
        head=f"«S101»licence: x\nsources: [{source}]",
        level="«S101»chose: 1",
        category="«S101»descripton: x",
    )
    found = check(tmp_path, text, "S")
    assert [each.message.partition("did you mean ")[2] for each in found] == [
        *("`license`?", "`url`?", "`choose`?", "`description`?", "`url`?"),
    ]
    assert [each.fix is not None for each in found] == [True, True, True, True, False]


def test_misspelt_key_of_a_category_file(tmp_path: Path) -> None:
    """A category file has the keys of a category at its top."""
    files = {
        "curriculum.yaml": main_file("one: [a]"),
        "one/a.yaml": category("a", item("a1"), more="«S101»descripton: x"),
    }
    expected = write(tmp_path, files)
    found = findings(tmp_path, "S")
    assert told(found, tmp_path) == expected
    assert found[0].fix


# S103


@pytest.mark.parametrize("words", ["3.10", "2048", "-1", "true", "False", "1e3", ".5", "007"])
@pytest.mark.parametrize(
    "line",
    [
        *(
            "summary: {}",
            "summary: {}  # why",
            "tags: [a, {} ]",
            "aliases: [日, {}]",
            "checks: [{}]",
        ),
        *("tags:\n  - {}\n  - b", "resources: [{{title: {}, url: 'https://x.org', type: book}}]"),
        *("requires:\n  - b: {}", "requires: [b: {}]", "'summary': {}"),
    ],
)
def test_text_without_quotes(tmp_path: Path, line: str, words: str) -> None:
    """A number, true or false where a text should be is put in quotes, and nothing else is."""
    text = curriculum(item("a", line.format(words)), item("b"))
    after = curriculum(item("a", line.format(f'"{words}"')), item("b"))
    assert mended(tmp_path, text, "S103") == after
    write(tmp_path, {"home.yaml": after})
    assert findings(tmp_path, "Y", "S") == []


def test_title_without_quotes(tmp_path: Path) -> None:
    """Titles are put in quotes in every part, with other line ends too."""
    text = curriculum("id: a\ntitle: 1984\nkind: concept").replace("title: One", "title: 1")
    assert mended(tmp_path, text.replace("\n", "\r\n"), "S103") == text.replace(
        "title: 1984", 'title: "1984"'
    ).replace("title: 1\n", 'title: "1"\n').replace("\n", "\r\n")


def test_id_without_quotes(tmp_path: Path) -> None:
    """An id of digits is put in quotes; one that would be no id is not."""
    assert 'id: "2048"' in str(
        mended(tmp_path, curriculum("id: 2048\ntitle: A\nkind: tool"), "S103")
    )
    assert mended(tmp_path, curriculum("id: 1.5\ntitle: A\nkind: tool"), "S103") is None
    assert 'formerly: ["7"]' in str(mended(tmp_path, with_lines("formerly: [7]"), "S103"))


@pytest.mark.parametrize(
    "line",
    [
        *("summary: ~", "summary:", "summary: [a]", "tags: 5", "choose: true", "level: 5"),
        *("covers: [5]", "covers: [{b: 5}]", "requires: [5]", "hours_per_week: ten"),
        *("requires: [b: [x]]", "requires: [{b: 5, c: 6}]", "tags: [~]", "priority: 1"),
    ],
)
def test_wrong_types_that_are_left_alone(tmp_path: Path, line: str) -> None:
    """Where quotes would not make it right, nothing is changed."""
    write(tmp_path, {"home.yaml": with_lines(line)})
    found = findings(tmp_path, "S")
    assert found
    assert all(each.fix is None for each in found if each.rule == "S103")


def test_anchored_number(tmp_path: Path) -> None:
    """Quotes around an anchor would make it a text, so there is no fix."""
    found = check(tmp_path, with_lines("summary: «Y004»«S103»&x 5"), "S103", "Y004")
    assert all(each.fix is None for each in found)


def test_reason_of_another_type_has_its_place(tmp_path: Path) -> None:
    """A reason that is a number is told where it stands, in words of its own."""
    text = two("requires:", "  - b: «S103»5", "  - c: why")
    [finding] = check(tmp_path, text, "S")
    assert finding.message == "the reason must be text; put it in quotes"


@pytest.mark.parametrize(
    ("value", "hint"), [("5", "; put it in quotes"), ("~", ""), ("[a]", ""), ("{a: b}", "")]
)
def test_id_of_another_type(tmp_path: Path, value: str, hint: str) -> None:
    """An id that is no text is told as that; quotes are advised where they would help."""
    text = curriculum(f"id: «S103»{value}\ntitle: A\nkind: concept")
    [finding] = check(tmp_path, text, "S103")
    assert finding.message == f"an id must be text{hint}"


# S107


def test_second_entry_says_where_the_first_one_is(tmp_path: Path) -> None:
    """What stands in a list twice is told with the line of the first, not with its column."""
    text = two("covers:", "  - b", "  - c", "  - «S107»b")
    [finding] = check(tmp_path, text, "S107")
    first = text[: text.index("  - b\n")].count("\n") + 1
    assert finding.message == f"`b` is already in this list, on line {first}"
    assert finding.line == first + 2


def test_third_entry_says_where_the_first_one_is(tmp_path: Path) -> None:
    """However often an entry stands in a list, it is the first one that is kept and named."""
    text = two("covers:", "  - b", "  - «S107»b", "  - c", "  - «S107»b")
    findings = check(tmp_path, text, "S107")
    first = text[: text.index("  - b\n")].count("\n") + 1
    assert {finding.message for finding in findings} == {
        f"`b` is already in this list, on line {first}"
    }
    assert [finding.line for finding in findings] == [first + 1, first + 3]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("covers: [b, b]", "covers: [b]"),
        ("covers: [b, home/b, c]", "covers: [b, c]"),
        ("covers: [b,\n  b,\n  c]", "covers: [b,\n  c]"),
        ("covers: [ b , c , b , ]  # why", "covers: [ b , c , ]  # why"),
        ("covers: [\"b\", c, 'b']", 'covers: ["b", c]'),
        ("covers:\n  - b\n  - b\n  - c", "covers:\n  - b\n  - c"),
        ("covers:\n- b\n- c  # 日\n- b\n\n# tail", "covers:\n- b\n- c  # 日\n\n# tail"),
        ("covers:\n  - b\n  - c\n  -   'b'\t\ntags: [x]", "covers:\n  - b\n  - c\ntags: [x]"),
        ("requires: [b, c, b]", "requires: [b, c]"),
        ("requires:\n  - b: why\n  - b", "requires:\n  - b: why"),
        ("requires:\n  - b: why\n  - b: why\n  - c", "requires:\n  - b: why\n  - c"),
        ("requires: [b: why, b: why, c]", "requires: [b: why, c]"),
    ],
)
def test_second_entry(tmp_path: Path, before: str, after: str) -> None:
    """The second entry of a list is taken out, and all around it stays."""
    assert mended(tmp_path, two(before), "S107") == two(after)
    windows = two(before).replace("\n", "\r\n")
    assert mended(tmp_path, windows, "S107") == two(after).replace("\n", "\r\n")


def test_second_entry_of_items_and_gates(tmp_path: Path) -> None:
    """Lists of items and of gates are mended too, and read the same."""
    text = curriculum(item("a"), item("b"), "a", level="ready_when: [a, b, a]")
    after = curriculum(item("a"), item("b"), level="ready_when: [a, b]")
    assert mended(tmp_path, text, "S107") == after
    before = assembly(tmp_path / "home.yaml").curriculum
    write(tmp_path, {"home.yaml": after})
    assert before is not None
    assert assembly(tmp_path / "home.yaml").curriculum is not None
    assert [level.categories for level in before.levels] == [
        level.categories for level in assembly(tmp_path / "home.yaml").levels
    ]


@pytest.mark.parametrize(
    "line",
    [
        "requires:\n  - b\n  - b: why",
        "requires:\n  - b: one\n  - b: other",
        "covers:\n  - b\n  - b  # why",
        "covers:\n  - b\n  # why\n  - b",
        "covers: [b, # why\n  b]",
        "covers:\n  - b\r  - b\r  - c",
    ],
)
def test_second_entry_that_is_left_alone(tmp_path: Path, line: str) -> None:
    """An entry with a reason of its own, or a comment beside it, is for a person to decide."""
    assert mended(tmp_path, two(line), "S107") is None


def test_many_second_entries(tmp_path: Path) -> None:
    """Thousands of entries that stand twice take no longer than thousands that do not."""
    ids = [f"i{number}" for number in range(4000)]
    text = curriculum(*(item(id) for id in ids), *ids)
    write(tmp_path, {"home.yaml": text})
    found = findings(tmp_path, "S107")
    assert len(found) == 4000
    assert all(each.fix for each in found)


# S108


EMPTY = {
    "levels": "format: 1\nid: home\ntitle: T\nlevels: «S108»[]\n",
    "categories": main_file("one: «S108»[]"),
    "items": "format: 1\nid: home\ntitle: T\nlevels:\n  - id: one\n    title: One\n"
    "    categories:\n      - {id: c, title: 日本, items: «S108»[ ]}\n",
    "sources": curriculum(item("a"), head="sources: «S108»[]"),
    "retired": curriculum(item("a"), head="retired: «S108»{}"),
    "ready_when": curriculum(item("a"), level="ready_when:\t«S108»[]"),
    "resources": curriculum(item("a"), category="resources:\n  «S108»[]"),
    "all of an item": with_lines(
        *(
            f"{word}: «S108»[]"
            for word in ("requires", "covers", "checks", "aliases", "tags", "resources", "formerly")
        )
    ),
}


@pytest.mark.parametrize("text", EMPTY.values(), ids=EMPTY)
def test_empty_lists(tmp_path: Path, text: str) -> None:
    """Every list that holds nothing is a warning at the list."""
    check(tmp_path, text, "Y", "S")


def test_empty_category_file(tmp_path: Path) -> None:
    """A category file without an item is a warning at its list."""
    files = {
        "curriculum.yaml": main_file("one: [a]"),
        "one/a.yaml": "id: a\ntitle: A\nresources: «S108»[]\nitems: «S108»[]\n",
    }
    expected = write(tmp_path, files)
    assert told(findings(tmp_path, "S"), tmp_path) == expected


@pytest.mark.parametrize(
    "line", ["requires: []", "requires:\t[ ]\t", "'tags': []", "tags: []\naliases: []"]
)
def test_empty_list_on_its_line(tmp_path: Path, line: str) -> None:
    """An optional list that is empty goes with its line."""
    for end in ("\n", "\r\n"):
        text = with_lines("# one", line, "hours: 1").replace("\n", end)
        assert mended(tmp_path, text, "S108") == with_lines("# one", "hours: 1").replace("\n", end)


def test_empty_list_at_the_end(tmp_path: Path) -> None:
    """The last line of a file goes too, with or without its line end."""
    text = with_lines("requires: []")
    assert mended(tmp_path, text, "S108") == with_lines()
    assert mended(tmp_path, text.rstrip("\n"), "S108") == with_lines()


@pytest.mark.parametrize(
    "text",
    [
        with_lines("requires: []  # none"),
        with_lines("requires:", "  []"),
        with_lines("requires: [", "]"),
        with_lines("requires: [ # none", "]"),
        curriculum("requires: []\nid: a\ntitle: A\nkind: tool"),
        curriculum("{id: a, title: A,\n  requires: []\n  , kind: tool}"),
        curriculum("{id: a, title: A, kind: tool,\n  requires: []\n}"),
        main_file("one: []"),
        with_lines("tags: []\r").replace("kind: concept\n", "kind: concept\r"),
    ],
)
def test_empty_list_that_is_left_alone(tmp_path: Path, text: str) -> None:
    """What must be there, or does not stand alone on its line, is not removed."""
    assert mended(tmp_path, text, "S108") is None


def test_full_and_absent_lists(tmp_path: Path) -> None:
    """Lists with something in them, keys without a value, and words are left alone."""
    text = with_lines("tags: [a]", "aliases: «S103»~", "checks: «S103»''", "«S101»notes: []")
    check(tmp_path, text, "S")
    check(tmp_path, with_lines("requires: «Y004»&x []"), "Y", "S103")


# S116


def test_two_curricula_with_one_id(tmp_path: Path) -> None:
    """Where two curricula of a lint have one id, the later one is faulty and names the other."""
    files = {
        "a.yaml": curriculum(item("a"), id="one"),
        "b/curriculum.yaml": main_file(
            "x: [{id: y, title: Y, items: [{id: z, title: Z, kind: tool}]}]", id="«S116»one"
        ),
        "c.yaml": curriculum(item("a"), id="other"),
        "d.yaml": curriculum(item("a"), id="«S116»one"),
    }  # fmt: skip
    expected = write(tmp_path, files)
    found = findings(tmp_path, "S")
    assert told(found, tmp_path) == expected
    assert all(str(tmp_path / "a.yaml") in each.message for each in found)
    assert all(each.severity == "error" and not each.fatal for each in found)


def test_one_curriculum_of_two_with_one_id(tmp_path: Path) -> None:
    """What is not linted is nobody's double, and one file that is named twice is not two."""
    text = curriculum(item("a"))
    write(tmp_path, {"home.yaml": text, "copy.yaml": text})
    assert lint([tmp_path / "copy.yaml"], Library([tmp_path])).findings == []
    assert lint([tmp_path / "home.yaml", tmp_path / "." / "home.yaml"], Library([])).findings == []


# Documentation


@pytest.mark.parametrize("code", [code for code in RULES if code[0] in "YSX"])
def test_documentation(code: str) -> None:
    """Every rule says in one sentence what should be so, then why, and what to do instead."""
    rule = RULES[code]
    assert rule.summary.endswith(".")
    assert len(rule.text.splitlines()) <= 60
    assert "## Instead" in rule.documentation
    assert not {"simply", "just", "easy", "obviously"} & set(rule.text.lower().split())


@pytest.mark.parametrize(
    ("id", "words"),
    [
        ("größe", "such as `grosse`"),
        ("Café Noir", "such as `cafe-noir`"),
        ("Łódź_2", "such as `lodz-2`"),
        ("日本", "joined by hyphens"),
    ],
)
def test_a_bad_id_is_proposed_as_it_sounds(tmp_path: Path, id: str, words: str) -> None:
    """What is proposed for a bad id is spelled like it, and nothing is where ASCII cannot."""
    [found] = check(tmp_path, curriculum(f"id: «S104»{id}\ntitle: T\nkind: skill"), "S104")
    assert found.message.endswith(words)
