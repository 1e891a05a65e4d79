"""Rules about texts and addresses that could harm or deceive."""

from pathlib import Path
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriculum.making import curriculum, item, message, write
from dlroadmap.lint.rules import RULES, x401_control_character
from dlroadmap.lint.settings import LintSettings
from lint.mending import check, findings, source_of


def with_lines(*lines: str) -> str:
    return curriculum(item("a", *lines))


def titled(title: str) -> str:
    return curriculum(f"id: a\ntitle: {title}\nkind: concept")


# X401


@pytest.mark.parametrize(
    "escape", [r"\e", r"\0", r"\x1b", r"\u001B", r"\U0000009b", r"\x7f", r"\b", r"\r", r"\N"]
)
def test_control_characters(tmp_path: Path, escape: str) -> None:
    """An escape of a control character is an error where it stands, of any form."""
    [finding] = check(tmp_path, with_lines(f'summary: "日 «X401»{escape}[2J"'), "Y", "S", "X")
    assert finding.end_column - finding.column == len(escape)


def test_control_characters_everywhere(tmp_path: Path) -> None:
    """Keys, list elements, folded quotes and keys that nobody knows are looked at."""
    text = with_lines(
        'tags: [a, "«X401»\\e"]\t# "\\e"',
        'summary: "first \\',
        "  second 😀 «X401»\\a and",
        '  third \\x1b"',
        '"«X401»\\enotes": x',
    )
    found = check(tmp_path, text, "X", "Y")
    assert "U+001B" in found[0].message
    assert "1 more in this text" in found[1].message
    check(tmp_path, text.replace("\n", "\r\n"), "X", "Y")


@pytest.mark.parametrize(
    "value",
    [
        r'"tab \t and line \n and \u00e9 \x41 \" \\ \/ \_ \L"', r'"\\e[2J \\x1b"', r"'\e[2J'",
        r"\e is plain", "|\n  \\e\n  b", r'x  # "\e"', '"日\tb"', '"a \\\n  b"',
    ],
)  # fmt: skip
def test_harmless_characters(tmp_path: Path, value: str) -> None:
    """Tabs, line breaks, letters as escapes, and backslashes that are no escapes are fine."""
    check(tmp_path, with_lines(f"summary: {value}"), "X", "Y", "S")


def test_raw_control_character_is_one_fault(tmp_path: Path) -> None:
    """A raw one makes the file unreadable, which is told once."""
    for line in ("summary: a\x1b[2J", "# \x07", "summary: '\x9b'"):
        write(tmp_path, {"home.yaml": with_lines(line)})
        assert [each.rule for each in findings(tmp_path, "Y", "S", "X")] == ["Y001"]


@given(st.characters(exclude_categories=["Cs"]))
def test_what_is_told_is_what_steers(character: str) -> None:
    """Of all characters those are told that are controls, but for tabs and line feeds."""
    source = source_of(f'title: "\\U{ord(character):08x}"')
    told_of = list(x401_control_character.check(source))
    assert bool(told_of) == (category(character) == "Cc" and character not in "\t\n")


# X402


@pytest.mark.parametrize(
    "sign", "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u061c"
)
@pytest.mark.parametrize(
    "line",
    [
        *("summary: a %b", "summary: '日%b'", "summary: a  # why %not", "# 😀%", "tags: [%a]"),
        *("summary: >-\n  a\n  b%", '"no%tes": x', "summary: |\n  a%\n  b"),
    ],
)
def test_bidi_controls(tmp_path: Path, line: str, sign: str) -> None:
    """They are errors where they stand: in texts, comments and keys."""
    text = with_lines(line.replace("%", f"«X402»{sign}"))
    check(tmp_path, text, "X")
    check(tmp_path, text.replace("\n", "\r\n"), "X")


@pytest.mark.parametrize("escape", [r"\u202e", r"\u200F", r"\U00002066"])
def test_bidi_escapes(tmp_path: Path, escape: str) -> None:
    """An escape of one is an error where it stands."""
    [finding] = check(tmp_path, with_lines(f'summary: "日 «X402»{escape}b"'), "X")
    assert finding.end_column - finding.column == len(escape)


def test_bidi_controls_of_one_text(tmp_path: Path) -> None:
    """A text is told of once, raw ones and escapes together, and so is a line outside."""
    text = with_lines('summary: "a «X402»\u202eb\\u202c c \u202c"', "# «X402»\u2066 a \u2069")
    first, second = check(tmp_path, text, "X")
    assert first.message.endswith("right-to-left override (U+202E) can reverse what is shown; "
                                  "remove it (and 2 more)")  # fmt: skip
    assert "1 more" in second.message
    check(tmp_path, with_lines('summary: "a «X402»\\u202eb \u202c"'), "X")


RIGHT_TO_LEFT = {
    "Hebrew": "summary: רשת CNN\u200e (א)",
    "Arabic": "summary: شبكة\u200f BERT\u061c!",
    "as an escape": 'summary: "שלום\\u200f."',
    "a comment": "tags: [a]  # שלום\u200f.",
    "a line of comment": "# שלום\u200f.",
    "folded": "summary: >-\n  שלום\n  CNN\u200e.",
}


@pytest.mark.parametrize("line", RIGHT_TO_LEFT.values(), ids=RIGHT_TO_LEFT)
def test_marks_among_letters_that_run_leftwards(tmp_path: Path, line: str) -> None:
    """The three marks are fine beside Hebrew and Arabic letters."""
    check(tmp_path, with_lines(line), "X", "Y", "S")


def test_overrides_among_letters_that_run_leftwards(tmp_path: Path) -> None:
    """Embeddings, overrides and isolates are errors there too; the marks are not counted."""
    text = with_lines("summary: שלום\u200f «X402»\u202eabc", "tags: [«X402»\u200fa, א\u200f]")
    first, _ = check(tmp_path, text, "X")
    assert "more" not in first.message


def test_bidi_control_in_a_broken_file(tmp_path: Path) -> None:
    """They are told of a file that cannot be read, as they may hide why."""
    write(tmp_path, {"home.yaml": "format: 1\nid: [\u202e\n"})
    assert {each.rule for each in findings(tmp_path, "X", "Y")} == {"X402", "Y001"}


def test_other_invisible_characters(tmp_path: Path) -> None:
    """Joiners, as emoji and Persian need them, and soft hyphens are left alone."""
    check(tmp_path, titled("👩\u200d💻 می\u200cخواهم so\u00adft\u2060"), "X")


# X404


def resource(url: str, head: str = "") -> str:
    return curriculum(item("a", f"resources: [{{title: R, url: {url}, type: book}}]"), head=head)


@pytest.mark.parametrize(
    "url", ["http://x.org", '"http://x.org/日?a#b"', "'http://localhost:80/a'"]
)
def test_insecure_addresses(tmp_path: Path, url: str) -> None:
    """An http address of a resource or a source is a warning without a fix."""
    found = check(tmp_path, resource(f"«X404»{url}"), "X", "S")
    found += check(
        tmp_path, resource("https://x.org", f"sources: [{{title: S, url: «X404»{url}}}]"), "X"
    )
    assert all(each.severity == "warning" and each.fix is None for each in found)


def test_insecure_address_of_a_category(tmp_path: Path) -> None:
    """The resources of a category are looked at too."""
    lines = "resources:\n  - title: R\n    type: book\n    url:\t«X404»http://x.org  # old"
    check(tmp_path, curriculum(item("a"), category=lines).replace("\n", "\r\n"), "X", "S")


def test_addresses_that_are_left_alone(tmp_path: Path) -> None:
    """Addresses with https, those that are refused anyway, and texts about http are no warning."""
    check(tmp_path, resource("https://http://x.org".replace("://x", ".x")), "X", "S")
    check(tmp_path, resource("«X403»http://me@x.org"), "X", "S")
    check(tmp_path, resource("«X403»'http:'"), "X404", "X403")
    check(tmp_path, with_lines("summary: 'What http://x.org means'"), "X", "S")
    check(tmp_path, with_lines("«S101»url: http://x.org"), "X", "S")


# X405


MIXED = {
    "Cyrillic at the beginning": titled("The «X405»\u0410dam optimizer"),
    "Cyrillic within": titled("'日 «X405»tr\u0430nsformer'"),
    "Latin within": titled("Обучение на «X405»c\u0435ти"),
    "Cyrillic alone at the end": titled("«X405»dat\u0430"),
    "Greek": titled("«X405»AN\u039f\u03a7"),
    "Greek omicron": titled("«X405»m\u03bfdel"),
    "aliases": with_lines("aliases:", "  - fine", "  - «X405»g\u0440t  # why"),
    "tags": with_lines("tags: [a, 😀 «X405»cn\u041d]"),
    "title of a level": curriculum(item("a")).replace("title: One", "title: «X405»On\u0435"),
    "title of a resource": with_lines(
        "resources: [{title: The «X405»b\u043eok, url: 'https://x.org', type: book}]"
    ),
    "an escape": titled(r'«X405»"\u0410dam"'),
}


@pytest.mark.parametrize("text", MIXED.values(), ids=MIXED)
def test_mixed_letters(tmp_path: Path, text: str) -> None:
    """A word of two scripts that look alike is a warning at the word."""
    check(tmp_path, text, "X", "S", "Y")
    check(tmp_path, text.replace("\n", "\r\n"), "X", "S", "Y")


def test_mixed_letters_are_named(tmp_path: Path) -> None:
    """The letter that does not belong is named with its number, as nobody can see it."""
    words = message(check(tmp_path, titled("«X405»\u0410dam"), "X"), "X405")
    assert "Cyrillic `\u0410` (U+0410)" in words


@pytest.mark.parametrize(
    "title",
    [
        *(
            "µP",
            "\u03bcP",
            "β-VAE",
            "ϵ-greedy",
            "ε-greedy",
            "νSVM",
            "Δt",
            "χ²-test",
            "αβ-CROWN",
            "λx",
        ),
        *("SQL-запрос", "Python и C++", "Основы Pythonа", "Про GPTшку и нас", "Ёлка", "3D-графика"),
        *("Μάθηση με AI", "Ο Adam", "日本語LLM", "LLMの基礎", "naïve Öl Ångström", "تعلم PyTorch"),
        *("Пĕлÿ çăмăл", "Ελληνικά", "Ⅳ²", "K\u0301art", "_А_b", "а1b"),
    ],
)
def test_scripts_side_by_side(tmp_path: Path, title: str) -> None:
    """Words of two scripts side by side, symbols, and endings on foreign names are fine."""
    check(tmp_path, titled(f"'{title}'"), "X", "S", "Y")


def test_mixed_letters_elsewhere(tmp_path: Path) -> None:
    """Prose is not looked at, and an id with such a letter is a fault of its own."""
    check(tmp_path, with_lines("summary: \u0410dam", "checks: [\u0410dam]"), "X", "S")
    check(tmp_path, curriculum("id: «S104»\u0430dam\ntitle: A\nkind: tool"), "X", "S")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        *(("level-1", "level-l"), ("l1-norm", "ll-norm"), ("o1", "0l"), ("l0-norm", "lo-norm")),
        *(("modern-gan", "modem-gan"), ("rnn", "mn"), ("a1", "al")),
    ],
)
def test_ids_that_look_alike(tmp_path: Path, first: str, second: str) -> None:
    """Of two ids that differ in look-alikes alone the later is a warning that names the other."""
    text = curriculum(item(first), item("b"), item(f"«X405»{second}"), item("c"))
    text = text.replace(f"Title of «X405»{second}", "Another title")
    assert f"`{first}`" in message(check(tmp_path, text, "X", "S"), "X405")


def test_ids_that_look_different(tmp_path: Path) -> None:
    """Other ids are fine, and so is one item that stands in two places."""
    text = curriculum(
        item("level-1"), item("level-2"), item("l1-norm"), item("l2-norm"), item("i1")
    )
    check(tmp_path, text, "X", "S")
    check(tmp_path, curriculum(item("l1"), item("b"), "«S107»l1"), "X", "S")


def test_ids_of_two_curricula(tmp_path: Path) -> None:
    """Ids of two curricula are never mistaken for each other."""
    files = {"a.yaml": curriculum(item("l1")), "b.yaml": curriculum(item("ll"), id="other")}
    write(tmp_path, files)
    assert findings(tmp_path, "X", "S") == []


# X406


MARKUP = [
    *(
        "«X406»[bold]A[/bold]",
        "A «X406»[bold red]b",
        "a«X406»[/]",
        "«X406»<b>A</b>",
        "a «X406»<br/>",
    ),
    *("a «X406»<br>", "A «X406»[text](http://x.org) b", "«X406»<a href=x>A</a>", "日 «X406»[b=2]x"),
    *("«X406»[url=http://x.org]x[/url]", "x«X406»[/b]", "x«X406»</i>", "«X406»[link=x]y[/link]"),
]


@pytest.mark.parametrize("words", MARKUP)
def test_markup(tmp_path: Path, words: str) -> None:
    """Markup of terminals, forums, pages and Markdown is told in titles and summaries."""
    check(tmp_path, titled(f"'{words}'"), "X", "S", "Y")
    check(tmp_path, with_lines(f"summary: >-\n  日\n  {words}", "hours: 1"), "X", "S", "Y")


@pytest.mark.parametrize(
    "words", ["a «X406»**b c**", "«X406»**b**: c", "A «X406»`b` c", "a «X406»<!-- b -->"]
)
def test_markup_of_titles(tmp_path: Path, words: str) -> None:
    """What Markdown hides or marks is told in titles; a summary may write it."""
    check(tmp_path, titled(f"'{words}'"), "X", "S", "Y")
    check(tmp_path, with_lines(f"summary: '{words.replace('«X406»', '')}'"), "X", "S", "Y")


def test_markup_in_a_title_is_worse(tmp_path: Path) -> None:
    """Markup in a title is a warning, and an info in a summary; both are told by default."""
    write(tmp_path, {"home.yaml": titled("'[bold]A[/bold]'")})
    assert [each.severity for each in findings(tmp_path, "X406")] == ["warning"]
    assert RULES["X406"].code in LintSettings().select
    write(tmp_path, {"home.yaml": with_lines("summary: a<br>b")})
    assert [each.severity for each in findings(tmp_path, "X406")] == ["info"]


@pytest.mark.parametrize(
    "words",
    [
        *("a[0] and a[i]", "[CLS] and [MASK]", "[/INST]", "<s> and </s>", "<EOS>", "List<int>"),
        *("x[bold]", "[batch, size]", "f[b](x)", "[0, 1](closed)", "a < b > c", "<a, b>", "[red]"),
        *("[see below]", "C[/data]", "<image>", "p(x|y)", "[1] Attention", "[b]"),
        *("<pad>", "<i, j>", "[日本](語)", "[[1, 2], [3, 4]]", "a[bold][x]", "I/O [/dev]"),
        *("**kwargs and **args", "x**2 and y**3", "2 ** 3 ** 4", "a `quote"),
    ],
)
def test_brackets_that_belong(tmp_path: Path, words: str) -> None:
    """Brackets of code, of mathematics and of models are fine."""
    check(tmp_path, titled(f"'{words}'"), "X", "S", "Y")


def test_markup_elsewhere(tmp_path: Path) -> None:
    """Only titles and summaries are looked at."""
    check(tmp_path, with_lines("checks: ['<b>a</b>']", "tags: ['[/bold]']"), "X", "S", "Y")


@pytest.mark.parametrize("part", ["[a](http://", "[url=", "[bold red ", "<a x=", "[/b ", "[x", "А"])
def test_long_texts_take_no_time(tmp_path: Path, part: str) -> None:
    """A text that begins markup a hundred thousand times is read in one go."""
    write(tmp_path, {"home.yaml": with_lines(f"summary: '{part * 100_000}'", "tags: [a]")})
    findings(tmp_path, "X")
