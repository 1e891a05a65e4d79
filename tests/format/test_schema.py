"""What a curriculum file may say, and the words and places of what it must not."""

from pathlib import Path
from typing import get_args

import pytest

from curriculum.making import (
    assembly,
    category,
    curriculum,
    findings_of,
    item,
    main_file,
    message,
    told,
    unmarked,
    write,
)
from dlroadmap.curriculum.model import KINDS, PRIORITIES, RESOURCE_TYPES
from dlroadmap.format.draft import load
from dlroadmap.format.fields import records
from dlroadmap.format.schema import ItemModel, ResourceModel
from dlroadmap.format.source import read


def check(folder: Path, text: str) -> str:
    """See that a curriculum has the faults that are marked in it; return their messages."""
    expected = write(folder, {"home.yaml": text})
    findings = findings_of(assembly(folder / "home.yaml"))
    assert told(findings, folder) == expected
    return "\n".join(finding.message for finding in findings)


def with_lines(*lines: str) -> str:
    return curriculum(item("a", *lines))


def resource(*lines: str) -> str:
    return with_lines("resources:", "  - " + "\n    ".join(lines))


UNKNOWN_KEYS = {
    "of a curriculum": curriculum(item("a"), head="«S101»colour: red"),
    "of a level": curriculum(item("a"), level="«S101»colour: red"),
    "of a category": curriculum(item("a"), category="«S101»colour: red"),
    "of an item": with_lines("«S101»colour: red"),
    "of a resource": resource("title: R", "url: https://x.org", "type: book", "«S101»by: me"),
    "of a source": curriculum(item("a"), head="sources: [{title: S, «S101»by: me}]"),
}


@pytest.mark.parametrize("text", UNKNOWN_KEYS.values(), ids=UNKNOWN_KEYS)
def test_unknown_keys(tmp_path: Path, text: str) -> None:
    """A key that the format does not know is a fault at the key, wherever it stands."""
    check(tmp_path, text)


@pytest.mark.parametrize(
    ("key", "meant"), [("require: []", "requires"), ("sumary: x", "summary"), ("hour: 1", "hours")]
)
def test_unknown_key_did_you_mean(tmp_path: Path, key: str, meant: str) -> None:
    """A slip of the fingers is answered with the key that was meant."""
    assert f"did you mean `{meant}`?" in check(tmp_path, with_lines(f"«S101»{key}"))


def test_unknown_key_without_a_near_one(tmp_path: Path) -> None:
    """Nothing is proposed where nothing is near."""
    assert "did you mean" not in check(tmp_path, with_lines("«S101»qqqqqq: 1"))


MISSING_KEYS = {
    "format": "«S102»id: home\ntitle: T\nlevels: []\n",
    "id and levels": "«S102»«S102»format: 1\ntitle: T\n",
    "title of a level": curriculum(item("a")).replace("    title: One\n", "").replace(
        "- id: one", "- «S102»id: one"
    ),
    "categories of a level": "format: 1\nid: home\ntitle: T\nlevels:\n  - «S102»id: one\n"
    "    title: One\n",
    "id of a category": curriculum(item("a")).replace("- id: cat\n        t", "- «S102»t"),
    "kind of an item": curriculum("«S102»id: a\ntitle: A"),
    "all of an item": curriculum("«S102»«S102»«S102»tags: []"),
    "all of an empty item": curriculum("«S102»«S102»«S102»{}"),
    "url of a resource": resource("«S102»type: book", "title: R"),
}  # fmt: skip


@pytest.mark.parametrize("text", MISSING_KEYS.values(), ids=MISSING_KEYS)
def test_missing_keys(tmp_path: Path, text: str) -> None:
    """A missing key points at the first key of the mapping that lacks it."""
    assert "missing key" in check(tmp_path, text)


WRONG_TYPES = {
    "title is a list": curriculum("id: a\ntitle: «S103»[A]\nkind: concept"),
    "title is a number": curriculum("id: a\ntitle: «S103»2048\nkind: concept"),
    "title is nothing": curriculum("id: a\ntitle: «S103»~\nkind: concept"),
    "title is empty": curriculum('id: a\ntitle: «S103»""\nkind: concept'),
    "unknown kind": curriculum("id: a\ntitle: A\nkind: «S103»idea"),
    "unknown priority": with_lines("priority: «S103»urgent"),
    "unknown type": resource("title: R", "url: https://x.org", "type: «S103»song"),
    "unknown cost": resource("title: R", "url: https://x.org", "type: book", "cost: «S103»cheap"),
    "summary is a date of words": with_lines("summary: «S103»[2024-13-45]"),
    "tags are a word": with_lines("tags: «S103»vision"),
    "a tag is a mapping": with_lines("tags: [a, «S103»{b: c}]"),
    "a check is a number": with_lines("checks: [fine, «S103»3]"),
    "resources are a mapping": with_lines("resources: «S103»{title: R}"),
    "a resource is a word": with_lines("resources: [«S103»book]"),
    "id is a number": curriculum("id: «S103»7\ntitle: A\nkind: concept"),
    "id is a list": curriculum("id: «S103»[a]\ntitle: A\nkind: concept"),
    "an item is a number": curriculum(item("a"), "«S103»5"),
    "an item is nothing": curriculum(item("a"), "«S103»~"),
    "an item is a list": curriculum(item("a"), "«S103»[a]"),
    "items are a mapping": curriculum(item("a")).split("        items:")[0]
    + "        items: «S103»{a: 1}\n",
    "a category is a list": main_file("one: [«S103»[a]]"),
    "a category is nothing": main_file("one: [«S103»~]"),
    "categories are a word": main_file("one: «S103»cat"),
    "levels are a mapping": "format: 1\nid: home\ntitle: T\nlevels: «S103»{a: 1}\n",
    "a level is a word": "format: 1\nid: home\ntitle: T\nlevels: [«S103»one]\n",
    "a prerequisite is a list": with_lines("requires: [«S103»[a]]"),
    "a prerequisite is a number": with_lines("requires: [«S103»3]"),
    "a prerequisite of two": with_lines("requires:", "  - «S103»{b: why, c: why}"),
    "a reason is a list": with_lines("requires:", "  - «S103»b: [why]"),
    "requires is a mapping": with_lines("requires: «S103»{b: why}"),
    "covers holds a mapping": with_lines("covers: [«S103»{b: why}]"),
    "ready_when is a word": curriculum(item("a"), level="ready_when: «S103»a"),
    "ready_when holds a list": curriculum(item("a"), level="ready_when: [«S103»[a]]"),
    "choose is a fraction": curriculum(item("a"), category="choose: «S103»1.5"),
    "choose is true": curriculum(item("a"), category="choose: «S103»true"),
    "choose is nought": curriculum(item("a"), level="choose: «S103»0"),
    "choose is a word": curriculum(item("a"), level='choose: «S103»"1"'),
    "pace is a word": curriculum(item("a"), head="hours_per_week: «S103»ten"),
    "pace is nought": curriculum(item("a"), head="hours_per_week: «S103»0"),
    "pace is endless": curriculum(item("a"), head="hours_per_week: «S103»1e999"),
    "pace is more than a week": curriculum(item("a"), head="hours_per_week: «S103»169"),
    "retired is a list": curriculum(item("a"), head="retired: «S103»[b]"),
    "retired to a number": curriculum(item("a"), head="retired: {b: «S103»3}"),
    "retired to a list": curriculum(item("a"), head='retired: {b: «S103»["{x}"]}'),
    "format is a list": curriculum(item("a")).replace("format: 1", "format: «S103»[1]"),
}


@pytest.mark.parametrize("text", WRONG_TYPES.values(), ids=WRONG_TYPES)
def test_wrong_types(tmp_path: Path, text: str) -> None:
    """A value of the wrong type is one fault at the value, also deep inside lists and unions."""
    check(tmp_path, text)


def test_unknown_word_did_you_mean(tmp_path: Path) -> None:
    """A word that is none of the choices is answered with the choices and the nearest."""
    words = check(tmp_path, curriculum("id: a\ntitle: A\nkind: «S103»projekt"))
    assert "'milestone'" in words
    assert "did you mean `project`?" in words


LONG = "a" * 65
BAD_IDS = {
    "of the curriculum": curriculum(item("a"), id="«S104»My_Home"),
    "of a level": curriculum(item("a")).replace("id: one", "id: «S104»1.One"),
    "of a category": curriculum(item("a")).replace("id: cat", "id: «S104»Cat"),
    "of an item": curriculum("id: «S104»Ünicode\ntitle: A\nkind: concept"),
    "too long": curriculum(f"id: «S104»{LONG}\ntitle: A\nkind: concept"),
    "empty": curriculum('id: «S104»""\ntitle: A\nkind: concept'),
    "two hyphens": curriculum("id: «S104»a--b\ntitle: A\nkind: concept"),
    "a hyphen at the end": curriculum("id: «S104»a-\ntitle: A\nkind: concept"),
    "digits of another script": curriculum("id: «S104»a٣\ntitle: A\nkind: concept"),
    "a line break": curriculum('id: «S104»"a\\nb"\ntitle: A\nkind: concept'),
    "a reference": curriculum(item("a"), "«S104»Not An Id"),
    "a reference of three": curriculum(item("a"), "«S104»a/b/c"),
    "a reference with a long home": curriculum(item("a"), f"«S104»{LONG}/b"),
    "a prerequisite": with_lines("requires: [«S104»../b]"),
    "a prerequisite with a reason": with_lines("requires:", "  - «S104»B: why"),
    "a cover": with_lines("covers: [«S104»B]"),
    "a gate": curriculum(item("a"), level="ready_when: [«S104»B]"),
    "a former id": with_lines("formerly: [«S104»B]"),
    "a retired id": curriculum(item("a"), head="retired: {b: «S104»B}"),
}


@pytest.mark.parametrize("text", BAD_IDS.values(), ids=BAD_IDS)
def test_bad_ids(tmp_path: Path, text: str) -> None:
    """What is no id is a fault where it stands: of every kind of thing and every reference."""
    check(tmp_path, text)


def test_longest_id(tmp_path: Path) -> None:
    """An id of 64 characters is fine."""
    check(tmp_path, curriculum(item("a" * 64)))


def test_bad_id_proposes_a_good_one(tmp_path: Path) -> None:
    """An id in the wrong form is answered with the right form."""
    text = curriculum("id: «S104»Batch Norm!\ntitle: A\nkind: concept")
    assert "`batch-norm`" in check(tmp_path, text)


@pytest.mark.parametrize(
    "hours", ["-1", "0", "ten", "10001", "true", "[1]", "1e999", "3-5", "1:30", "~", ".nan"]
)
def test_bad_hours(tmp_path: Path, hours: str) -> None:
    """Hours that are no number above 0, up to 10000, are a fault."""
    check(tmp_path, with_lines(f"hours: «S106»{hours}"))


@pytest.mark.parametrize("hours", ["0.1", "0.5", "10000", "1e3"])
def test_good_hours(tmp_path: Path, hours: str) -> None:
    """Hours may be any number above 0, up to 10000."""
    check(tmp_path, with_lines(f"hours: {hours}"))


@pytest.mark.parametrize(
    "weeks",
    [
        *("18-12", "-3", "many", "1000", "true", "1-2-3", "12-", "{a: 1}", "1e999"),
        *("[]", "[1]", "[a, b]", "[{a: 1}, 2]", "[1, 2]", "[1, 2, 3]"),
    ],
)
@pytest.mark.parametrize("place", ["level", "category"])
def test_bad_weeks(tmp_path: Path, weeks: str, place: str) -> None:
    """Weeks that are no number and no rising range are a fault, and lists are neither."""
    check(tmp_path, curriculum(item("a"), **{place: f"weeks: «S106»{weeks}"}))


@pytest.mark.parametrize(
    ("weeks", "expected"),
    [("4", (4, 4)), ("12-18", (12, 18)), ("0.5", (0.5, 0.5)), ("1.5 - 2.5", (1.5, 2.5))],
)
def test_good_weeks(tmp_path: Path, weeks: str, expected: tuple[float, float]) -> None:
    """Weeks are a number or a range."""
    write(tmp_path, {"home.yaml": curriculum(item("a"), level=f"weeks: {weeks}")})
    draft = load(tmp_path / "home.yaml")
    assert draft.model is not None
    assert draft.model.levels[0].weeks == expected


@pytest.mark.parametrize("version", ["2", "0", '"1"', "~", "one", "1.5", "true", "1.0"])
def test_other_formats(tmp_path: Path, version: str) -> None:
    """Of a file in another format only that is told, whatever else it holds."""
    text = f"title: 3\nformat: «S109»{version}\nchapters: [1, 2]\nlevels: nonsense\n"
    assert "format 1" in check(tmp_path, text)


BAD_ADDRESSES = [
    *("javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "ftp://x.org", "//x.org"),
    *("x.org", "http:x.org", "https:///x", "https://", '""', '"java\\tscript:alert(1)"'),
    *("https://me@x.org/", "https://me:secret@x.org", "https://x.org:80@evil.org/"),
    *('"https://x.org\\\\@evil.org"', "https://x .org", "https://x.org/a b", "mailto:me@x.org"),
    *("https://[::1", '"https://["', "https://:80/", '"https://x.org\\n.evil.org"'),
]


@pytest.mark.parametrize("address", BAD_ADDRESSES)
def test_unsafe_addresses(tmp_path: Path, address: str) -> None:
    """An address is http or https, names a host and no user; anything else is a fault."""
    check(tmp_path, resource("title: R", f"url: «X403»{address}", "type: book"))


@pytest.mark.parametrize(
    "address",
    ["https://x.org", "http://x.org:8080/a?b=c@d#e", "https://日本.jp/ü", "https://[::1]/a"],
)
def test_safe_addresses(tmp_path: Path, address: str) -> None:
    """Ordinary addresses are fine, with ports, queries and other scripts."""
    check(tmp_path, resource("title: R", f'url: "{address}"', "type: book"))


def test_address_of_a_source(tmp_path: Path) -> None:
    """What a curriculum draws on may have an address, and it is checked as well."""
    head = 'sources: [{title: Book}, {title: Page, url: «X403»"javascript:x"}]'
    check(tmp_path, curriculum(item("a"), head=head))


def test_long_titles(tmp_path: Path) -> None:
    """Titles have at most 200 characters, counted as a person counts them."""
    check(tmp_path, curriculum(f"id: a\ntitle: {'日' * 200}\nkind: concept"))
    words = check(tmp_path, curriculum(f"id: a\ntitle: «Y005»{'日' * 201}\nkind: concept"))
    assert "200" in words


def test_foreign_words_in_messages(tmp_path: Path) -> None:
    """No message carries control characters of a file, nor breaks at braces."""
    text = (
        'format: 1\nid: home\ntitle: T\n"\\e[31m{x}": 1\nlevels:\n  - id: one\n    title: One\n'
        '    categories: ["\\e[2J", "\\x9b{0}", "\\0"]\n'
    )
    write(tmp_path, {"home.yaml": text, "other.yaml": 'format: "\\e[2J"\n'})
    for name in ("home.yaml", "other.yaml"):
        findings = findings_of(assembly(tmp_path / name))
        assert findings
        assert all(finding.message.isprintable() for finding in findings)


@pytest.mark.parametrize("key", ["items", "categories", "levels", "requires"])
@pytest.mark.parametrize("invisible", ["\u200b", "\ufeff", "\u00ad"])
def test_invisible_characters_in_keys(tmp_path: Path, key: str, invisible: str) -> None:
    """A key with an invisible character is either read like the key or told; nothing is lost."""
    good = curriculum(item("a", "requires: [nowhere]"))
    text = good.replace(f"{key}:", f"{key}{invisible}:")
    write(tmp_path, {"home.yaml": text})
    rules = {finding.rule for finding in findings_of(assembly(tmp_path / "home.yaml"))}
    assert rules & {"G201", "S101"}


def test_keys_that_are_equal_but_for_invisible_characters(tmp_path: Path) -> None:
    """Of two keys that look the same one must not silently replace the other."""
    write(tmp_path, {"home.yaml": curriculum("id: a\ntitle: A\ntitle\u200b: B\nkind: concept")})
    assert findings_of(assembly(tmp_path / "home.yaml"))


# Many faults at once


def test_every_fault_of_every_file(tmp_path: Path) -> None:
    """Several faults in several files of one folder are all told in one run."""
    unfit = "id: «S104»A\ntitle: «S103»[]\nkind: concept"
    expected = write(
        tmp_path,
        {
            "curriculum.yaml": main_file("one: [a, b, «S112»gone, d]", head="«S101»licence: x"),
            "one/a.yaml": category("a", item("a1", "hours: «S106»-1", "tags: «S103»x"), unfit),
            "one/b.yaml": "id: b\ntitle: B\nitems: [x\na«Y001»: b\n",
            "one/d.yaml": category("d", item("d1", "requires: [«S104»D2]")),
        },
    )
    findings = findings_of(assembly(tmp_path / "curriculum.yaml"))
    assert told(findings, tmp_path) == expected


def test_unknown_key_of_the_main_file_hides_no_dangling_prerequisite(tmp_path: Path) -> None:
    """A fault in the main file does not hide what is wrong between the items of other files."""
    expected = write(
        tmp_path,
        {
            "curriculum.yaml": main_file("one: [a]", head="«S101»licence: x"),
            "one/a.yaml": category("a", item("a1", "requires: [«G201»nope]")),
        },
    )
    findings = findings_of(assembly(tmp_path / "curriculum.yaml"))
    assert told(findings, tmp_path) == expected


def test_unfit_item_hides_no_dangling_prerequisite(tmp_path: Path) -> None:
    """A fault of one item does not hide what is wrong between the others of its file."""
    check(tmp_path, curriculum(item("a", "«S101»sumary: x"), item("b", "requires: [«G201»nope]")))


def test_bad_category_hides_no_other(tmp_path: Path) -> None:
    """With one unreadable category the items of the others are read and checked."""
    write(
        tmp_path,
        {
            "curriculum.yaml": main_file("one: [a, b]"),
            "one/a.yaml": "a: [",
            "one/b.yaml": category("b", item("b1"), item("b2")),
        },
    )
    draft = load(tmp_path / "curriculum.yaml")
    assert list(draft.definitions) == ["b1", "b2"]
    assert [finding.rule for finding in findings_of(draft)] == ["Y001"]


@pytest.mark.parametrize("broken", ["«Y004»&x ", "«Y004»!t "])
def test_refused_value_is_one_fault(tmp_path: Path, broken: str) -> None:
    """A value with an anchor or a tag is told once, not again for its type."""
    check(tmp_path, with_lines(f"tags: {broken}[a]"))
    check(tmp_path, with_lines("hours: «Y005»12345678901"))
    check(tmp_path, curriculum("id: a\ntitle: A\nkind: «Y004»*x"))


ROOT_CAUSES = {
    "a category file is no YAML": {
        "home/one/a.yaml": "id: a\ntitle: A\nitems:\n  - id: a1\n    title: [\n«Y001»",
    },
    "a category file is no YAML, its items in braces": {
        "home/one/a.yaml": "id: a\ntitle: A\nitems:\n  - {id: a1, title: [«Y001»}\n",
    },
    "an item lacks its kind": {
        "home/one/a.yaml": category("a", "«S102»id: a1\ntitle: A"),
    },
    "a category lacks its title": {
        "home/one/a.yaml": "«S102»id: a\nitems:\n  - {id: a1, title: A, kind: concept}\n",
    },
    "a category file is missing": {
        "home/curriculum.yaml": main_file("one: [«S112»c, b]"),
        "home/one/b.yaml": category("b", item("b1")),
    },
    "the level has a bad id": {
        "home/curriculum.yaml": main_file("«S104»One: [a, b]"),
    },
    "the level has no id": {
        "home/curriculum.yaml": main_file("one: [a, b]").replace("id: one\n    t", "«S102»t"),
    },
    "the level has a misspelt key": {
        "home/curriculum.yaml": main_file("one: [a, b]") + "    «S101»redy_when: [a1]\n",
    },
    "a file is missing": {
        "home/curriculum.yaml": main_file("one: [a, «S112»gone, b]"),
        "home/one/b.yaml": category("b", item("b1", "requires: [gone1]"), "gone2"),
    },
    "the main file is of another format": {
        "home/curriculum.yaml": main_file("one: [a, b]").replace("format: 1", "format: «S109»2"),
    },
}  # fmt: skip


@pytest.mark.parametrize("files", ROOT_CAUSES.values(), ids=ROOT_CAUSES)
def test_one_cause_makes_one_fault(tmp_path: Path, files: dict[str, str]) -> None:
    """One root cause is told once; who refers to what it spoilt is left in peace."""
    good = {
        "home/curriculum.yaml": main_file("one: [a, b]"),
        "home/one/a.yaml": category("a", item("a1")),
        "home/one/b.yaml": category("b", item("b1", "requires: [a1]"), "a1"),
    }
    expected = write(tmp_path, good | files)
    findings = findings_of(assembly(tmp_path / "home/curriculum.yaml"))
    assert told(findings, tmp_path) == expected


@pytest.mark.parametrize(("version", "known"), [("1", True), ("true", False), ("2", False)])
def test_rules_know_nothing_of_other_formats(tmp_path: Path, version: str, known: bool) -> None:
    """What the parts of a file in another format mean is not guessed, also where it is `true`."""
    path = tmp_path / "home.yaml"
    path.write_text(curriculum(item("a")).replace("format: 1", f"format: {version}"))
    assert bool(list(records(read(path).root))) == known


# Files of a folder


def test_id_and_name_must_agree(tmp_path: Path) -> None:
    """A category file whose id is not its name is a fault at the id."""
    expected = write(
        tmp_path,
        {
            "curriculum.yaml": main_file("one: [a]"),
            "one/a.yaml": category("b", item("a1")).replace("id: b", "id: «S104»b"),
        },
    )
    assert told(findings_of(load(tmp_path / "curriculum.yaml")), tmp_path) == expected


@pytest.mark.parametrize("text", ["", "«S103»hello", "«S103»- 1"])
def test_main_file_that_is_no_mapping(tmp_path: Path, text: str) -> None:
    """An empty file, a word and a list are told that a curriculum begins with its format."""
    text = text or "«S103»"
    assert "format: 1" in check(tmp_path, text)


@pytest.mark.parametrize("text", ["«S103»", "«S103»hello", "«S103»- 1"])
def test_category_file_that_is_no_mapping(tmp_path: Path, text: str) -> None:
    """An empty category file, a word and a list are one fault each."""
    expected = write(tmp_path, {"curriculum.yaml": main_file("one: [a]"), "one/a.yaml": text})
    assert told(findings_of(load(tmp_path / "curriculum.yaml")), tmp_path) == expected


@pytest.mark.posix("links")
def test_category_outside_the_folder(tmp_path: Path) -> None:
    """A link out of the folder, a level of dots and an absolute one are not followed."""
    outside = {"secret/a.yaml": category("a", item("a1"))}
    write(tmp_path, outside)
    for level in ("one", "../secret", str(tmp_path / "secret")):
        folder = tmp_path / "home"
        expected = write(tmp_path, {"home/curriculum.yaml": main_file(f"{level}: [a]")})
        assert expected == []
        (folder / "one").mkdir(exist_ok=True)
        (folder / "one/a.yaml").unlink(missing_ok=True)
        (folder / "one/a.yaml").symlink_to(tmp_path / "secret/a.yaml")
        draft = load(folder / "curriculum.yaml")
        assert draft.broken
        assert len(draft.sources) == 1


@pytest.mark.parametrize("level", ["one", "x" * 300])
@pytest.mark.parametrize("name", ["x" * 300, "..", '"\\0"', '""'])
def test_category_names_that_no_file_can_have(tmp_path: Path, level: str, name: str) -> None:
    """A name that no file system takes is a finding, not an exception."""
    write(tmp_path, {"curriculum.yaml": main_file(f"{level}: [{name}]")})
    findings = findings_of(load(tmp_path / "curriculum.yaml"))
    assert "S104" in {finding.rule for finding in findings}


def test_marks_are_where_they_are_thought_to_be() -> None:
    """The marks of these tests give line and column from 1."""
    assert unmarked("a\nbc«S101»d«Y001»") == ("a\nbcd", [(2, 3, "S101"), (2, 4, "Y001")])


def test_missing_category_names_the_file(tmp_path: Path) -> None:
    """Whoever lacks a category file reads where it should be."""
    write(tmp_path, {"curriculum.yaml": main_file("one: [a]")})
    assert "one/a.yaml" in message(findings_of(load(tmp_path / "curriculum.yaml")), "S112")


def test_the_model_and_the_schema_know_the_same_words() -> None:
    """Kinds, priorities and types of resources are the same in files and in the program."""
    assert get_args(ItemModel.model_fields["kind"].annotation) == KINDS
    assert get_args(ItemModel.model_fields["priority"].annotation) == PRIORITIES
    assert get_args(ResourceModel.model_fields["type"].annotation) == RESOURCE_TYPES
