"""Rules about YAML itself: what other programs would read in another way than dlr."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from curriculum.making import category, curriculum, item, main_file, message, told, write
from dlroadmap.format.nodes import to_data
from dlroadmap.lint.rules import RULES, y006_ambiguous_scalar, y007_odd_line_break
from lint.mending import check, findings, mended, source_of


def with_lines(*lines: str) -> str:
    return curriculum(item("a", *lines))


# Y006


AMBIGUOUS = [
    *(
        "no",
        "Yes",
        "ON",
        "off",
        "y",
        "N",
        "2024-05-01",
        "2024-5-1 10:00:00",
        "2001-12-14T21:59:43Z",
    ),
    *("12:30", "1:30:59", "16:9", "190:20:30.15", "0o17", "0x1F", "0b1", "-0x1f", "1_000", "1_0.5"),
    *(".nan", ".NaN", ".inf", "-.INF", "=", "<<"),
]


@pytest.mark.parametrize("words", AMBIGUOUS)
def test_ambiguous_texts(tmp_path: Path, words: str) -> None:
    """What YAML 1.1 takes for something else than text is a warning, and quotes mend it."""
    [finding] = check(tmp_path, with_lines(f"summary: «Y006»{words}"), "Y", "S")
    assert finding.end_column - finding.column == len(words)
    text = with_lines(f"summary: {words}  # why")
    assert mended(tmp_path, text, "Y006") == with_lines(f'summary: "{words}"  # why')


PLACES = {
    "title of a curriculum": curriculum(item("a")).replace("A curriculum", "«Y006»no"),
    "license": curriculum(item("a"), head="license: «Y006»no"),
    "description": curriculum(item("a"), level="description: «Y006»off"),
    "title of a level": curriculum(item("a")).replace("title: One", "title: «Y006»On"),
    "title of a category": curriculum(item("a")).replace("title: Cat", "title:\t«Y006»On"),
    "a title": curriculum("id: a\n'title': «Y006»Yes\nkind: concept"),
    "checks": with_lines("checks: [日本, «Y006»no , «Y006»yes]"),
    "aliases": with_lines("aliases:", "  - 😀", "  - «Y006»12:30"),
    "tags": with_lines("tags: [«Y006»y]"),
    "a reason": with_lines("requires:", "  - b: «Y006»no") + " " * 10 + "- {id: b, title: B, "
    "kind: concept}\n",
    "a resource": with_lines("resources: [{title: «Y006»no, url: https://x.org, type: book}]"),
    "a source": curriculum(item("a"), head="sources: [{title: «Y006»2024-01-01}]"),
    "CRLF": with_lines("summary: «Y006»no", "tags: [a]").replace("\n", "\r\n"),
}


@pytest.mark.parametrize("text", PLACES.values(), ids=PLACES)
def test_places_of_ambiguous_texts(tmp_path: Path, text: str) -> None:
    """Every text for people is looked at, in lists, in reasons and in all that has a title."""
    check(tmp_path, text, "Y006")


@pytest.mark.parametrize(
    "words",
    [
        *(
            '"no"',
            "'12:30'",
            ">-\n  no",
            "|\n  no",
            "none",
            "nO",
            "No.",
            "on off",
            "2024-05",
            "12-18",
        ),
        *(
            "1.2.3",
            "3.10-beta",
            "v1_000",
            "0xZ",
            "12:75",
            "0:30",
            "いいえ",
            "нет",
            "infinity",
            "nan",
        ),
        *("==", "yes please", "1 000", "٣:٣", "2024-05-01 and later", "a = b", "no:thing"),
    ],
)
def test_texts_that_are_clear(tmp_path: Path, words: str) -> None:
    """What is quoted, or is text to everyone, is left alone."""
    text = with_lines(f"summary: {words}", "aliases:", f"  - {words}".replace("\n", "\n  "))
    check(tmp_path, text, "Y", "S")


def test_ambiguous_words_that_are_no_texts(tmp_path: Path) -> None:
    """Ids, references and keys are left alone."""
    text = curriculum(
        "id: no\ntitle: A\nkind: concept", item("off", "requires: [no]", "covers: [no]")
    )
    check(tmp_path, text, "Y", "S")
    check(tmp_path, curriculum(item("a"), head="retired: {title: a, no: a}"), "Y", "S")
    check(tmp_path, text.replace("[no]", "[{no: why}]", 1), "Y", "S")


def test_ambiguous_text_with_an_anchor(tmp_path: Path) -> None:
    """An anchor is a fault of its own, and quotes around it would be wrong."""
    check(tmp_path, with_lines("summary: «Y004»&x no"), "Y", "S")


def test_file_of_another_format(tmp_path: Path) -> None:
    """Of a file in another format only that is told."""
    text = curriculum(item("a", "summary: no", "tags: []")).replace("format: 1", "format: «S109»2")
    check(tmp_path, text, "Y", "S")


@given(st.text(alphabet="0123456789_:.-+eExXoObBTZ yesnoYNinfa=<", max_size=12))
def test_ambiguous_is_what_another_reader_takes_for_no_text(words: str) -> None:
    """Whatever PyYAML reads as no text, though dlr does, is a finding; in quotes both agree."""
    text = f"items: [{{title: {words}}}]"
    try:
        events = list(yaml.parse(text))
    except yaml.YAMLError:
        return
    values = [event.value for event in events if isinstance(event, yaml.ScalarEvent)]
    if values != ["items", "title", words]:
        return
    source = source_of(text)
    assert source.root is not None
    is_text = to_data(source.root) == {"items": [{"title": words}]}
    tag = yaml.SafeLoader("").resolve(yaml.ScalarNode, words, (True, False))  # type: ignore[no-untyped-call]
    told_of = list(y006_ambiguous_scalar.check(source))
    if is_text and tag != "tag:yaml.org,2002:str":
        assert len(told_of) == 1
    if not is_text:
        assert told_of == []


# Y007


@pytest.mark.parametrize("sign", ["\x85", "\u2028", "\u2029"])
@pytest.mark.parametrize(
    "line",
    [
        *("summary: a?b", "summary: '日?b'", 'summary: "a?b"', "summary: a  # why?not"),
        *("# c?c", 'tags: ["😀?", b]', "tags: [a,? b]", "summary: |\n  a?b\n   c"),
    ],
)
def test_odd_line_breaks(tmp_path: Path, line: str, sign: str) -> None:
    """Each is a warning where it stands, and becomes the blank that dlr reads."""
    before, after = line.split("?")
    text = with_lines(f"{before}«Y007»?{after}").replace("?", sign)
    check(tmp_path, text, "Y", "S")
    assert mended(tmp_path, text.replace("«Y007»", ""), "Y007") == with_lines(f"{before} {after}")


def test_odd_line_breaks_of_one_line(tmp_path: Path) -> None:
    """A line is told of once, and mended as a whole."""
    text = with_lines("summary: «Y007»?a%b?", "tags: [a«Y007»?b]")
    text = text.replace("?", "\x85").replace("%", "\u2028")
    first, _ = check(tmp_path, text, "Y")
    assert first.message.endswith("(and 2 more)")
    text = text.replace("«Y007»", "")
    assert mended(tmp_path, text, "Y007") == with_lines("summary:  a b ", "tags: [a b]")


def test_lone_carriage_returns(tmp_path: Path) -> None:
    """They are told of once a file, at the first, and become the line ends of the file."""
    text = with_lines("summary: a«Y007»\r  b\r  c", "tags: [a]")
    assert "1 more" in message(check(tmp_path, text, "Y"), "Y007")
    assert mended(tmp_path, text, "Y007") == with_lines("summary: a\n  b\n  c", "tags: [a]")
    windows = with_lines("summary: a", "tags: [a]").replace("\n", "\r\n")
    assert mended(tmp_path, windows.replace("a\r\n", "a\r"), "Y007") == windows


def test_file_of_carriage_returns_alone(tmp_path: Path) -> None:
    """A file of an old Macintosh is one warning, and becomes a file with ordinary line ends."""
    text = with_lines("summary: |", "  a", "  b", "# why", "tags: [a]")
    write(tmp_path, {"home.yaml": text.replace("\n", "\r")})
    [finding] = findings(tmp_path, "Y", "S")
    assert (finding.rule, finding.line, finding.column) == ("Y007", 1, 10)
    assert mended(tmp_path, text.replace("\n", "\r"), "Y007") == text


def test_odd_line_break_that_breaks_the_file(tmp_path: Path) -> None:
    """Where the file cannot be read, the break may be the cause; nobody knows what was meant."""
    write(tmp_path, {"home.yaml": "format: 1\x85id: home\ntitle: x\n"})
    found = findings(tmp_path, "Y")
    assert [each.rule for each in found] == ["Y007", "Y001"]
    assert all(each.fix is None for each in found)


def test_ordinary_line_ends(tmp_path: Path) -> None:
    """LF and CRLF are fine, mixed too, and so are escapes and other blanks."""
    text = with_lines("summary: a\r", r'checks: ["a\u2028b\L"]', "tags: [a\u00a0b\u3000c\u200bd]")
    check(tmp_path, text, "Y")


@settings(deadline=None)
@given(
    st.text(alphabet="a: -#'\"|>[]{},\\x\n\r\x85\u2028\u2029 日", max_size=30),
    st.sampled_from(["{}", "a: {}", "a: '{}'", 'a: "{}"', "a: |\n  {}\nb: 1", "- {}", "# {}"]),
)
def test_mended_line_breaks_read_the_same(words: str, frame: str) -> None:
    """A file reads the same once its line breaks were mended, and has none that is odd."""
    source = source_of(frame.replace("{}", words))
    found = map(y007_odd_line_break.RULE.finding, y007_odd_line_break.check(source))
    edits = [edit for each in found if each.fix for edit in each.fix.edits]
    after = source.text
    for edit in sorted(edits, reverse=True):
        after = after[: edit.start] + edit.text + after[edit.end :]
    if source.root is None:
        assert after == source.text
        return
    fresh = source_of(after)
    assert fresh.root is not None
    assert to_data(fresh.root) == to_data(source.root)
    assert list(y007_odd_line_break.check(fresh)) == []


# Good files


GOOD = {
    "one item": curriculum(item("a", "summary: A summary.")),
    "flow": '{"format":1,"id":"home","title":"A track","levels":[{"id":"one","title":"One",'
    '"categories":[{"id":"cat","title":"Cat","items":[{"id":"a","title":"A thing",'
    '"summary":"What it is.","kind":"concept"}]}]}]}\n',
    "CRLF": curriculum(item("a", "summary: >-", "  folded", "  twice")).replace("\n", "\r\n"),
    "comments": "# one\n" + curriculum(item("a", "summary: What.  # why", "# two", "hours: 1")),
    "Japanese": curriculum("id: a\ntitle: 注意機構\nkind: concept\nsummary: 「いいえ」の話。"),
    "Russian": curriculum("id: a\ntitle: SQL-запросы и Pythonа\nkind: skill\nsummary: Да или нет."),
    "Arabic": curriculum("id: a\ntitle: آلية\u200e BERT\nkind: concept\nsummary: نعم\u200f."),
    "Hebrew": curriculum("id: a\ntitle: רשתות (CNN)\u200f\nkind: concept\nsummary: כן."),
    "Greek": curriculum("id: a\ntitle: Μηχανική μάθηση με β-VAE\nkind: concept\nsummary: Ναι, µP."),
    "wide": curriculum("id: a\ntitle: 😀 Ｗｉｄｅ\nkind: concept\nsummary: a[0], [CLS] and <s>."),
    "tabs": curriculum("id:\ta\ntitle:\tA thing\t# why\nkind:\tconcept\nsummary:\tWhat it is."),
    "quotes": curriculum(
        "'id': 'a'\n\"title\": \"It's\"\n'kind': 'concept'\nsummary: \"no \\\n  wrap\\ttab\\u00e9\""
    ),
    "latex": curriculum("id: a\n" + r"title: The \epsilon and \0 of it" + "\nkind: concept\n"
                        r"summary: '\e and \x1b are letters here'"),
}  # fmt: skip


@pytest.mark.parametrize("text", GOOD.values(), ids=GOOD)
def test_good_files(tmp_path: Path, text: str) -> None:
    """Good files of unusual layout and of many scripts have no finding."""
    write(tmp_path, {"home.yaml": text})
    assert findings(tmp_path, "Y", "S", "X") == []


def test_good_folder(tmp_path: Path) -> None:
    """A folder without a fault has no finding."""
    files = {"curriculum.yaml": main_file("one: [a]"), "one/a.yaml": category("a", item("a1"))}
    write(tmp_path, files)
    assert told(findings(tmp_path, "Y", "S", "X"), tmp_path) == []


@settings(deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=4),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    ["format", "levels", "categories", "items", "requires", "title", "tags", "url"]
                ),
                inner,
                max_size=4,
            )
        ),
        max_leaves=12,
    )
)
def test_rules_bear_any_tree(tree: object) -> None:
    """No rule of a file breaks, whatever stands where."""
    source = source_of(yaml.safe_dump(tree, allow_unicode=True))
    for code, rule in RULES.items():
        if rule.file and code[0] in "YSX":
            list(rule.file(source))


# Y005


def titled(title: str, key: str = "title") -> str:
    """Return a curriculum of one item with a title, or with it in a list under another key."""
    line = f"title: {title}" if key == "title" else f"title: T\n{key}: [x, {title}]"
    return curriculum(f"id: a\n{line}\nkind: tool")


TOO_LONG = {
    "letters": "a" * 201,
    "letters with an accent": "\u00e9" * 201,
    "letters and accents": "e\u0301" * 201,
    "marks on one letter": "e" + "\u0323" * 10_000,
    "marks that are few": "e" + "\u0335" * 200,
    "invisible characters": "e" + "\u200b" * 250 + "e",
    "quoted": '"' + "e" + "\u0335" * 200 + '"',
}


@pytest.mark.parametrize("key", ["title", "aliases", "tags"])
@pytest.mark.parametrize("title", TOO_LONG.values(), ids=TOO_LONG)
def test_too_long_titles(tmp_path: Path, title: str, key: str) -> None:
    """More than 200 code points as composed are too many, whatever becomes of them when shown."""
    check(tmp_path, titled(f"«Y005»{title}", key), "Y005")


FITTING = {
    "letters": "a" * 200,
    "letters and accents": "e\u0301" * 200,
    "letters with three marks": "\u03b1\u0313\u0300\u0345" * 200,
    "white space": "a" + " " * 300 + "b",
}


@pytest.mark.parametrize("title", FITTING.values(), ids=FITTING)
def test_fitting_titles(tmp_path: Path, title: str) -> None:
    """A letter and the accent that composes with it are one character; folded space is one."""
    check(tmp_path, titled(title), "Y005", "S103")


def test_long_title_says_what_counts(tmp_path: Path) -> None:
    """Where most of a title cannot be seen, the message says what was counted."""
    [found] = check(tmp_path, titled("«Y005»" + TOO_LONG["marks on one letter"]), "Y005")
    assert found.message == (
        "`title` is longer than 200 characters; combining marks and invisible characters count too"
    )
    assert found.severity == "error"
