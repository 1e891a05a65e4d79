"""Rules about what is said: what they find, what they leave alone, and what their fixes do."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curriculum.making import category, curriculum, item, main_file, message, told, write
from dlroadmap.curriculum.library import Library
from dlroadmap.format.files import Files
from dlroadmap.format.nodes import to_data
from dlroadmap.format.source import Source, read
from dlroadmap.lint.engine import lint
from dlroadmap.lint.rules import RULES, c302_title_style
from dlroadmap.lint.rules.c307_placeholder_text import placeholder_in
from dlroadmap.lint.settings import find_settings
from drawing import examples
from lint.mending import check, findings, mended


def titled(title: str, id: str = "a") -> str:
    return f"id: {id}\ntitle: {title}\nkind: concept"


def resource(name: str, *more: str, url: str = "") -> str:
    lines = [f"title: {name}", f"url: {url or 'https://x.org/' + name}", "type: book", *more]
    return "  - " + "\n    ".join(lines)


def held(text: str) -> Source:
    """Return what a text is read as, without a file."""
    path = Path("held.yaml")
    return read(path, Files({path: text.encode()}))


# C301


DUPLICATE_TITLES = {
    "equal": curriculum(titled("T"), titled("«C301»T", "b")),
    "capitals": curriculum(titled("Straße"), titled("«C301»STRASSE", "b")),
    "three": curriculum(titled("T"), titled("«C301»T", "b"), titled("«C301»'T'", "c")),
    "blanks": curriculum(titled("A  B"), titled('«C301»"A B"', "b")),
    "signs in parts": curriculum(titled("é"), titled("«C301»e\u0301", "b")),
    "flow": curriculum(titled("日"), '{id: b, "title": «C301»"日", kind: skill}'),
    "a comment": curriculum(titled("T # one"), titled("«C301»T  # two", "b")),
    "beside other faults": curriculum(titled("T"), titled("«C301»T", "b"), "«S102»«S102»id: c"),
}


@pytest.mark.parametrize("text", DUPLICATE_TITLES.values(), ids=DUPLICATE_TITLES)
def test_duplicate_titles(tmp_path: Path, text: str) -> None:
    """Each later item with a title that is there already is a warning, which names the first."""
    found = check(tmp_path, text, "S102", "C301")
    assert "item `a` already has this title" in found[0].message


def test_duplicate_title_over_files(tmp_path: Path) -> None:
    """The items of all files of a curriculum are compared, and only those."""
    files = {
        "curriculum.yaml": main_file("one: [a, b]"),
        "one/a.yaml": category("a", titled("T")),
        "one/b.yaml": category("b", titled("«C301»T", "b")),
        "other.yaml": curriculum(titled("T"), id="other"),
    }
    expected = write(tmp_path, files)
    assert told(findings(tmp_path, "C"), tmp_path) == expected


OWN_TITLES = {
    "different": curriculum(titled("T"), titled("T 2", "b")),
    "the category's": curriculum(titled("Cat"), titled("One", "b")),
    "one item in two places": main_file("one: [{id: c, title: T, items: [{id: a, title: T, kind: "
    "skill}, b]}, {id: d, title: T, items: [a, {id: b, title: U, kind: skill}]}]"),
    "resources": curriculum(item("a", "resources:", resource("R")),
                            item("b", "resources:", resource("R"))),
    "placeholders": curriculum(titled("«C307»TODO"), titled("«C307»TODO", "b")),
}  # fmt: skip


@pytest.mark.parametrize("text", OWN_TITLES.values(), ids=OWN_TITLES)
def test_titles_that_are_no_duplicates(tmp_path: Path, text: str) -> None:
    """Only items are compared, each once, and a placeholder is one fault."""
    check(tmp_path, text, "C301", "C307")


# C302


ENDS = {
    "a period": ("Attention.", "Attention"),
    "a comma": ("Attention,", "Attention"),
    "a semicolon": ("Attention;", "Attention"),
    "a colon": ('"Attention:"', '"Attention"'),
    "single quotes": ("'Attention.'", "'Attention'"),
    "a sentence": ("Attention is all you need.", "Attention is all you need"),
    "after a bracket": ("Attention (2017).", "Attention (2017)"),
    "a letter in brackets": ("The plan (B).", "The plan (B)"),
    "after letters in capitals": ("Convolution with a CNN.", "Convolution with a CNN"),
    "after a name with a digit": ("Models like GPT-2.", "Models like GPT-2"),
    "Russian": ("Нейронные сети.", "Нейронные сети"),
    "Greek": ("Νευρωνικά δίκτυα.", "Νευρωνικά δίκτυα"),
    "Arabic": ("الشبكات العصبية.", "الشبكات العصبية"),
    "French": ("Réseaux de neurones.", "Réseaux de neurones"),
    "white space before": ('" Attention"', '"Attention"'),
    "white space behind": ("'Attention  '", "'Attention'"),
    "a tab": ('"Attention\t"', '"Attention"'),
    "two blanks": ('"Attention  and   more"', '"Attention and more"'),
    "all of it": ('"  Attention   and more. "', '"Attention and more"'),
    "wide letters": ("'日本  語 '", "'日本 語'"),
}


@pytest.mark.parametrize(("title", "after"), ENDS.values(), ids=ENDS)
def test_title_style(tmp_path: Path, title: str, after: str) -> None:
    """A mark at the end, or blanks that are dropped anyway, are a warning that a fix mends."""
    text = curriculum(titled(f"«C302»{title}"), titled("B", "b"))
    [finding] = check(tmp_path, text, "ALL")
    assert finding.end_column - finding.column == len(title)
    for end in ("\n", "\r\n"):
        texts = [curriculum(titled(each + "  # why")).replace("\n", end) for each in (title, after)]
        assert mended(tmp_path, texts[0], "C302") == texts[1]


PLACES = {
    "a curriculum": curriculum(item("a")).replace("A curriculum", "«C302»A curriculum."),
    "a level": curriculum(item("a")).replace("title: One", "title: «C302»One."),
    "a category": curriculum(item("a")).replace("title: Cat", "'title':  «C302»Cat."),
    "an item in braces": curriculum('{id: a, "title": «C302»" A", kind: skill}'),
    "a resource": curriculum(
        item("a", "resources:", resource("R").replace(": R", ": «C302»Read it."))
    ),
    "a resource of a category": curriculum(
        item("a"), category="resources: [{title: «C302»Read it;, url: https://x.org, type: book}]"
    ),
    "an item with faults": curriculum(
        titled("«C302»Attention.").replace("kind: concept", "kind: «S103»thing")
    ),
    "CRLF": curriculum(titled("«C302»Attention.")).replace("\n", "\r\n"),
}


@pytest.mark.parametrize("text", PLACES.values(), ids=PLACES)
def test_places_of_titles(tmp_path: Path, text: str) -> None:
    """The titles of all that has one are looked at, whatever else is wrong."""
    check(tmp_path, text, "C302", "S103")


def test_title_style_in_category_files(tmp_path: Path) -> None:
    """A category's own file is a place of titles too."""
    text = category("a", titled("«C302»Attention."))
    files = {"curriculum.yaml": main_file("one: [a]"), "one/a.yaml": text}
    files["one/a.yaml"] = text.replace("A category", "«C302»A category.")
    expected = write(tmp_path, files)
    assert told(findings(tmp_path, "C302"), tmp_path) == expected


GOOD_TITLES = [
    *("Attention", "Attention?", "Attention!", "Attention..."),
    *("Attention …", "Attention… and so on"),
    *("Goodfellow et al.", "Books, papers etc.", "Law in the U.S."),
    *("The Ph.D.", "Marvin Minsky Jr."),
    *("Supervised vs. unsupervised", "Google Inc.", "Deep Learning, 2nd ed."),
    *("Deep Learning, Vol.",),
    *("Node.js", ".NET", "Papers by Y.", "J. Mach. Learn. Res."),
    *("Proc. Natl. Acad. Sci.", "Part 2.", "Kapitel 2017.", "注意."),
    *("Heinrich IV.", "Netze usw.", "Netze u. a.", "Teil Nr."),
    *("Réseaux etc.", "Reti ecc.", "Sieci itp."),
    *("Сети и др.", "Сети и т. д.", "Сети и т.д.", "Сети и пр.", "Δίκτυα κ.λπ.", "Δίκτυα κλπ."),
    *("Τι είναι ένα νευρωνικό δίκτυο;", "Τι είναι το «backprop»;", "Τι είναι το backprop;"),
    *("Τι είναι αυτό\u037e", "注意機構。", "什么是注意力？"),
    *("الشبكات إلخ.", "ما هي الشبكات؟", "רשתות וכו'"),
    *('"Slices with :"', '"The colon :"', "'Say \"no.\"'"),
    *("“Attention.”", "C#", "f(x) = 2x", "a.b.c"),
    *("A  B", '"A B"', "'It''s'", '"A\\tB"', ">-\n  Attention\n  and more"),
    *('"Attention\n    and  "',),
    *("Ruby Gems ", "日本　語", "'日本　語'", "‘Attention’"),
    *("A", "7th", "x", "N.", '"1."', "'...'"),
]  # fmt: skip


@pytest.mark.parametrize("title", GOOD_TITLES)
def test_titles_that_are_fine(tmp_path: Path, title: str) -> None:
    """Abbreviations, questions, other scripts and other languages' marks are left alone."""
    text = curriculum(titled(title.replace("\n", "\n  ")), titled("B", "b"))
    check(tmp_path, text, "C302")
    if title[0] not in "'\">" and title == " ".join(title.split()):
        words = json.dumps(title, ensure_ascii=False)
        resources = ["resources:", resource(words, url="https://x.org")]
        check(tmp_path, curriculum(item("a", *resources)), "C302")


NO_TITLES = {
    "an item called title": curriculum(item("title"), item("b", "requires: [{title: why.}]")),
    "a source": curriculum(item("a"), head="sources: [{title: A guide.}]"),
    "a former id": curriculum(item("a"), head="retired: {title: a}"),
    "a summary": curriculum(item("a", "summary: It is so.")),
}


@pytest.mark.parametrize("text", NO_TITLES.values(), ids=NO_TITLES)
def test_what_is_no_title(tmp_path: Path, text: str) -> None:
    """Reasons, sources and summaries end as they like."""
    check(tmp_path, text, "C302")


@pytest.mark.parametrize(
    "title",
    [
        *(">-\n  Attention.", "|\n  Attention.", "Attention\n  and more.", '"Attention\n  too."'),
        *('"Attention\\x2e"', "'It''s fine.'", '"\\u0041ttention."', "No way\n  on."),
        *("2048b.", "yes.", "'yes\n  so.'"),
    ],
)
def test_title_style_without_a_fix(tmp_path: Path, title: str) -> None:
    """What stands on several lines, is written with escapes, or would be no text, has no fix."""
    text = curriculum(titled(title))
    write(tmp_path, {"home.yaml": text})
    assert mended(tmp_path, text, "C302") is None


@given(st.text(alphabet="aBcя日. ,;:\t'\"\\#-2no", min_size=1, max_size=12), st.integers(0, 2))
@settings(max_examples=400)
def test_fix_of_titles_keeps_what_is_read(words: str, style: int) -> None:
    """Whatever is fixed, the file can still be read, and only blanks and one mark are gone."""
    written = (words, f"'{words}'", f'"{words}"')[style]
    source = held(f"items: [{{title: {written}, id: a}}]\n")
    if source.root is None or source.faults:
        return
    before = to_data(source.root)
    for finding in map(c302_title_style.RULE.finding, c302_title_style.check(source)):
        assert isinstance(before, dict)
        if finding.fix is None:
            continue
        [edit] = finding.fix.edits
        after = held(source.text[: edit.start] + edit.text + source.text[edit.end :])
        assert after.faults == []
        assert after.root
        [old], [new] = (to_data(each.root)["items"] for each in (source, after))  # type: ignore[index, arg-type]
        assert list(new) == list(old)
        assert old["title"] in (new["title"], *(new["title"] + mark for mark in ".,;:"))
        assert isinstance(new["title"], str)
        again = [each for each in c302_title_style.check(after) if "ends with" not in each.message]
        assert again == []


# C303


def with_resources(id: str, *more: str) -> str:
    return item(id, *more, "resources:", resource(id))


def test_no_resources(tmp_path: Path) -> None:
    """An item without resources is an information, where at least half of the items have some."""
    lone = item("b").replace("id: ", "id: «C303»")
    [finding] = check(tmp_path, curriculum(with_resources("a"), lone), "C")
    assert finding.severity == "info"
    text = curriculum(with_resources("a"), '{"id": «C303»"b", title: B, kind: skill}')
    check(tmp_path, text, "C")
    text = curriculum(with_resources("a"), item("b", "resources: []").replace("id: ", "id: «C303»"))
    check(tmp_path, text, "C")


SERVED = {
    "all have some": curriculum(with_resources("a"), with_resources("b")),
    "less than half": curriculum(with_resources("a"), item("b"), item("c")),
    "none": curriculum(item("a"), item("b")),
    "one item": curriculum(item("a")),
    "the category's": curriculum(
        with_resources("a"), item("b"), category="resources:\n" + resource("r")
    ),
    "a project that covers it": curriculum(with_resources("a", "covers: [b]"), item("b")),
    "placed in a category with some": main_file(
        "one: [{id: c, title: C, items: [{id: a, title: A, kind: skill, resources: [{title: R, "
        "url: https://x.org, type: book}]}, {id: b, title: B, kind: skill}]}, {id: d, title: D, "
        "items: [b], resources: [{title: R, url: https://x.org, type: book}]}]"
    ),
    "a track": curriculum("far/x", with_resources("a"), id="home"),
    "faults elsewhere": curriculum(with_resources("a"), item("b"), item("c", "«S101»resource: []")),
}


@pytest.mark.parametrize("text", SERVED.values(), ids=SERVED)
def test_items_with_something_to_learn_from(tmp_path: Path, text: str) -> None:
    """The resources of the category or of a covering item are enough; faults come first."""
    (tmp_path / "lib").mkdir()
    write(tmp_path, {"far.yaml": curriculum(item("x"), id="far")})
    check(tmp_path, text, "C", "S101")


# C304


def test_duplicate_url(tmp_path: Path) -> None:
    """An address that an earlier resource of the list has is a warning at the later address."""
    text = curriculum(
        item("a", "resources:", resource("R"), resource("S"), resource("T", url="«C304»https://x.org/R")),
        item("b", "resources:", resource("R")),
    )  # fmt: skip
    found = check(tmp_path, text, "C304")
    assert (
        message(found, "C304")
        == "this address is already in the list, on line 15; keep one of them"
    )


ADDRESSES = {
    "of a category": curriculum(
        item("a"),
        category="resources:\n" + resource("R") + "\n" + resource("S", url="«C304»https://x.org/R"),
    ),
    "capitals in the host": curriculum(
        item("a", "resources:", resource("R"), resource("S", url="«C304»HTTPS://X.org/R"))
    ),
    "an empty path": curriculum(
        item("a", "resources:", resource("R", url="https://x.org"),
             resource("S", url='«C304»"https://x.org/"'))
    ),
    "three": curriculum(
        item("a", "resources:", resource("R"), resource("S", url="«C304»https://x.org/R"),
             resource("T", url="«C304»https://x.org/R"))
    ),
    "flow": curriculum(item("a", "resources: [{title: R, url: https://x.org, type: book}, {type: "
                            "post, 'url': «C304»https://x.org, title: 本}]")),
    "an item with faults": curriculum(
        item("a", "«S101»x: y", "resources:", resource("R"), resource("S", url="«C304»https://x.org/R"))
    ),
    "CRLF": curriculum(
        item("a", "resources:", resource("R"), resource("S", url="«C304»https://x.org/R"))
    ).replace("\n", "\r\n"),
}  # fmt: skip


@pytest.mark.parametrize("text", ADDRESSES.values(), ids=ADDRESSES)
def test_places_of_duplicate_urls(tmp_path: Path, text: str) -> None:
    """Items and categories are looked at, and what means the same address counts as one."""
    check(tmp_path, text, "C304", "S101")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        *(("https://x.org/a", "https://x.org/A"), ("https://x.org/a", "https://x.org/a#b")),
        *(("https://x.org/a", "http://x.org/a"), ("https://x.org/a", "https://x.org/a/")),
        *(("https://x.org/?a", "https://x.org/?b"), ("https://x.org/a", "https://y.org/a")),
    ],
)
def test_addresses_that_differ(tmp_path: Path, first: str, second: str) -> None:
    """What may be another page is left alone."""
    text = curriculum(item("a", "resources:", resource("R", url=first), resource("S", url=second)))
    check(tmp_path, text, "C")


def test_addresses_that_are_none() -> None:
    """What is no address at all is compared as it stands; its own fault is another rule's."""
    for url, number in (("'https://[x'", 1), ("[x]", 0), ("7", 0), ("''", 0)):
        source = held(f"items: [{{resources: [{{url: {url}}}, {{url: {url}}}, x, {{}}]}}]")
        rule = RULES["C304"].file
        assert rule
        assert len(list(rule(source))) == number


def test_one_address_on_two_items(tmp_path: Path) -> None:
    """A book that serves an item and its category, or two items, may be named on each."""
    text = curriculum(
        item("a", "resources:", resource("R")),
        item("b", "resources:", resource("R")),
        category="resources:\n" + resource("R"),
    )
    check(tmp_path, text, "C")


def test_fix_of_duplicate_urls(tmp_path: Path) -> None:
    """Resources that are equal in all keys are removed but for the first; others are kept."""
    one, two = resource("R", "cost: free"), resource("R", "cost: free  # good")
    other = resource("S", url="https://x.org/R")
    for end in ("\n", "\r\n"):
        before, after = (
            curriculum(item("a", "resources:", *each, "tags: [t]")).replace("\n", end)
            for each in ((one, other, one, one), (one, other))
        )
        assert mended(tmp_path, before, "C304") == after
    assert mended(tmp_path, curriculum(item("a", "resources:", one, other)), "C304") is None
    assert mended(tmp_path, curriculum(item("a", "resources:", one, two)), "C304") is None
    flow = "{title: R, url: https://x.org, type: book}"
    before = curriculum(item("a", f"resources: [{flow}, {flow}, {flow}]"))
    assert mended(tmp_path, before, "C304") == curriculum(item("a", f"resources: [{flow}]"))


# C305


def test_too_many_resources(tmp_path: Path) -> None:
    """The thirteenth resource of an item is a warning, and twelve are none."""
    some = [resource(f"R{n}") for n in range(14)]
    check(tmp_path, curriculum(item("a", "resources:", *some[:12])), "ALL")
    thirteenth = some[12].replace("- title", "- «C305»title")
    [finding] = check(
        tmp_path, curriculum(item("a", "resources:", *some[:12], thirteenth, some[13])), "ALL"
    )
    assert finding.message.startswith("the item has 14 resources")
    assert (finding.end_line, finding.end_column - finding.column) == (finding.line, 5)
    words = "{title: R, url: https://x.org/%d, type: book}"
    flow = [words % n for n in range(12)]
    text = curriculum(item("a", f"resources: [{', '.join([*flow, '«C305»' + words % 12])}]"))
    check(tmp_path, text, "C")
    text = curriculum(item("a"), category="resources:\n" + "\n".join(some))
    check(tmp_path, text, "C")


# C306


def timed(weeks: str, *hours: float, head: str = "hours_per_week: 10", more: str = "") -> str:
    items = [item(f"i{n}", f"hours: {each}") for n, each in enumerate(hours)]
    level = f"weeks: {weeks}" + ("\n" + more if more else "")
    return curriculum(*items, head=head, level=level)


def test_item_of_many_hours(tmp_path: Path) -> None:
    """More than 200 hours are an information, unless it is a project or a milestone."""
    text = curriculum(
        *(item("a", "hours: «C306»201"), item("b", "hours: 200"), item("c", "hours: «C306»200.5")),
        *(item(kind, "hours: 900").replace("concept", kind) for kind in ("project", "milestone")),
        item("d", "«S101»x: y", "hours: 300"),
    )
    found = check(tmp_path, text, "C", "S101")
    assert {f.severity for f in found if f.rule == "C306"} == {"info"}


FAR_OFF = {
    "too many": timed("«C306»4", 50, 40),
    "too few": timed("«C306»4", 10, 9),
    "a range": timed("«C306»4-6", 60, 61),
    "a range, too few": timed("'weeks'", 1).replace("'weeks'", '«C306»"4 - 6"'),
    "a choice": timed("«C306»1", 5, 5, 5, 5, 5).replace("items:", "choose: 5\n        items:"),
    "a category of many": timed("«C306»4", 20, 20, 20, 20, 20),
    "CRLF": timed("«C306»4", 50, 40).replace("\n", "\r\n"),
}


@pytest.mark.parametrize("text", FAR_OFF.values(), ids=FAR_OFF)
def test_hours_of_a_level_that_are_far_off(tmp_path: Path, text: str) -> None:
    """More than twice or less than half of what the weeks say is an information at the weeks."""
    found = check(tmp_path, text, "C")
    assert len(found) == 1


def test_words_about_hours_and_weeks(tmp_path: Path) -> None:
    """The message says what the items add up to, and what the weeks have."""
    found = check(tmp_path, FAR_OFF["a range"], "C")
    assert message(found, "C306") == (
        "the items of this level take 121 hours, but its weeks have 40 to 60 at 10 hours a "
        "week; correct the wrong number"
    )


NEAR = {
    "twice": timed("4", 80),
    "half": timed("4", 20),
    "in a range": timed("4-6", 120),
    "no items": timed("4", 20).partition("\n          - id: i0")[0] + " []\n",
    "no pace": timed("4", 150, head=""),
    "no weeks": curriculum(item("a", "hours: 100"), head="hours_per_week: 1"),
    "no hours": timed("4", 0, 0),
    "hours of some only": timed("4", 3, 0),
    "no weeks at all": timed("0", 30),
    "a choice of items": timed("1", 5, 50, 50).replace("items:", "choose: 1\n        items:"),
    "faults elsewhere": timed("4", 150).replace("kind: concept", "kind: concept\n«S101»x: y")
    .replace("\n«", "\n            «"),
}  # fmt: skip


@pytest.mark.parametrize("text", NEAR.values(), ids=NEAR)
def test_hours_of_a_level_that_are_near(tmp_path: Path, text: str) -> None:
    """Twice and half are near enough, and where hours or weeks are not told nothing is far."""
    check(tmp_path, text, "C", "S101")


# C307


PLACEHOLDERS = [
    *("TODO", "TODO: say what it is", "To be written. TODO", "(TODO)", "[TBD]", "TBD.", "FIXME!"),
    *("XXX", "Describe XXX here", "See FIXME: later", "TODO(ada): write", "Lorem ipsum dolor sit"),
    *("lorem ipsum", "...", "…", "?", "???", "-", "--"),
    *("—", "- ? -", "placeholder", "Placeholder."),
    *("<placeholder>", "要約：TODO", "TODO：要約", "TODO написать"),
    *("This is the XXX model", "TODO - more"),
    *("TODO: ESCRIBIR", "The TBD part"),
]  # fmt: skip


@pytest.mark.parametrize("text", PLACEHOLDERS)
def test_placeholders(tmp_path: Path, text: str) -> None:
    """A text that holds a place instead of saying something is a warning, wherever it stands."""
    words = json.dumps(text, ensure_ascii=False)
    lines = [f"{key}: «C307»{words}" for key in ("summary", "checks")]
    lines[1] = f"checks: [fine, «C307»{words}]"
    lines += ["requires:", f"  - b: «C307»{words}", f"aliases: [{words}]", f"tags: [{words}]"]
    check(
        tmp_path,
        curriculum(
            item("a", *lines), item("b"),
            head=f"description: «C307»{words}\nlicense: {words}",
            level=f"description: «C307»{words}", category=f"description: «C307»{words}",
        ).replace("title: Cat", f"title: «C307»{words}"),
        "C307",
    )  # fmt: skip


LAYOUTS = {
    "folded": curriculum(item("a", "summary: «C307»>-", "  A text", "  TODO write on")),
    "lines": curriculum(item("a", "summary: «C307»A text", "  TODO")),
    "over two lines": curriculum(item("a", 'summary: «C307»"lorem', '  ipsum"')),
    "flow": curriculum("{id: a, 'title': «C307»'???', kind: skill}"),
    "an item with faults": curriculum(item("a", "«S101»x: y", "summary: «C307»TODO")),
    "a resource": curriculum(item("a", "resources:", resource("«C307»TODO", url="https://x.org"))),
    "wide letters": curriculum(item("a", 'aliases: ["😀"]', "requires: [{b: 日}, {c: «C307»TODO}]"),
                               item("b"), item("c")),
    "CRLF": curriculum(item("a", "summary: «C307»TODO")).replace("\n", "\r\n"),
}  # fmt: skip


@pytest.mark.parametrize("text", LAYOUTS.values(), ids=LAYOUTS)
def test_layouts_of_placeholders(tmp_path: Path, text: str) -> None:
    """A placeholder is found in every layout, and where the rest has faults."""
    check(tmp_path, text, "C307", "S101")


@pytest.mark.parametrize(
    "text",
    [
        *("Write a todo list", "Build a TODO app", "Build a TODO-list app"),
        *("TODO list app", "todo"),
        *("Leave no TODO in the code", "Find every FIXME"),
        *("Search for `TODO` and 'FIXME'", "TODOs"),
        *("The file TODO.md", "$TODO", "TODO comments", "x.TODO", "_XXX_"),
        *("XXXL", "arXiv:1706.XXXXX", "xxx"),
        *("Inferno, Canto XXX", "Chapter XXX", "Todo sobre redes", "TODO SOBRE REDES", "Método"),
        *("A placeholder in a graph", "Placeholders", "Lorem", "A text ...", "What is it?", "C--"),
        *("Fix me", "TBDs", "ー", "々", "。。。と", "?!", "1-2"),
        *("日本TODO語", "TODOリスト", "n/a", "*"),
    ],
)  # fmt: skip
def test_texts_that_are_no_placeholders(text: str) -> None:
    """Words that say something are left alone, also where they look like a placeholder."""
    assert placeholder_in(text) == ""


# C308


def told_of(id: str) -> str:
    return item(id, f"summary: What {id} is")


def test_missing_summary(tmp_path: Path) -> None:
    """An item without a summary is a warning, where three quarters and at least four have one."""
    four = [told_of(id) for id in "abcd"]
    lone = item("e").replace("id: ", "id: «C308»")
    check(tmp_path, curriculum(*four, lone), "C")
    six = [told_of(id) for id in "abcxyz"]
    check(tmp_path, curriculum(*six, lone, item("f").replace("id: ", "id: «C308»")), "C308")
    empty = item("e", 'summary: " "').replace("id: ", "id: «C308»")
    check(tmp_path, curriculum(empty, *four), "C308")
    flow = '{title: E, kind: skill, "id": «C308»"e"}'
    check(tmp_path, curriculum(*four, flow).replace("\n", "\r\n"), "C")


SUMMARIES = {
    "none": curriculum(*map(item, "abcde")),
    "all": curriculum(*map(told_of, "abcde")),
    "three of four": curriculum(*map(told_of, "abc"), item("d")),
    "less than three quarters": curriculum(*map(told_of, "abcd"), item("e"), item("f")),
    "taken in": curriculum(*map(told_of, "abcd"), "far/x"),
    "faults elsewhere": curriculum(*map(told_of, "abcd"), item("e"), item("f", "«S101»sumary: x")),
    "silenced": curriculum(*map(told_of, "abcd"), item("e").replace("id: e", "id: e  # dlr: ignore"
                           "[C308] says it all")),
}  # fmt: skip


@pytest.mark.parametrize("text", SUMMARIES.values(), ids=SUMMARIES)
def test_curricula_without_summaries(tmp_path: Path, text: str) -> None:
    """A checklist is left alone, and so is a curriculum that another fault may have emptied."""
    write(tmp_path, {"far.yaml": curriculum(item("x"), id="far")})
    check(tmp_path, text, "C", "S101", "U")


# All of them


def good_curricula() -> dict[str, str]:
    """Return curricula of unusual layout without a fault."""
    flow = (
        '{"format": 1, "id": "home", "title": "T", "levels": [{"id": "l", "title": "L", '
        '"categories": [{"id": "c", "title": "C", "items": [{"id": "a", "title": "A", "kind": '
        '"skill"}, {"id": "b", "title": "B", "kind": "skill", "requires": [{"a": "so"}]}]}]}]}'
    )
    texts = {
        "flow": flow,
        "flow on lines": flow.replace(", ", ",\n  "),
        "one item": curriculum(item("a")),
        "a checklist": curriculum(*(titled(f"Step {n}", f"s{n}") for n in range(30))),
        "comments": "# TODO\n" + curriculum(item("a", "# TODO: ...", "hours: 3  # XXX")),
        "quotes": curriculum("'id': 'a'\n\"title\": \"A\"\n'kind': 'skill'"),
        "folded": curriculum(item("a", "summary: >", "  One.", "", "  Two.", "checks: [x]")),
        "one of each kind": curriculum(*(titled(k, k).replace("concept", k) for k in
                                         ("skill", "tool", "project", "habit", "reading"))),
        "choices": curriculum(*map(item, "abc"), category="choose: 2", level="choose: 1"),
        "empty lists": curriculum(item("a", "requires: []", "resources: []", "checks: []")),
        "numbers": curriculum(titled('"2048"'), titled("3 x 3", "b"), titled("'3.14'", "c")),
        "diamonds": curriculum(item("a"), item("b", "requires: [a]"), item("c", "requires: [a]"),
                               item("d", "requires: [b, c]")),
        "tabs": curriculum(item("a", "tags:\t[x,\ty]")).replace("title: A", "title:\tA"),
    }  # fmt: skip
    languages = {
        "Japanese": ["注意機構とは何か？", "損失関数。", "学習：基礎", "「畳み込み」", "強化学習…"],
        "Russian": [
            "Что такое сеть?",
            "Сети и т. п.",
            "Обучение: основы",
            "«Свёртки»",
            "Книга, гл. 2",
        ],
        "Greek": ["Τι είναι ένα δίκτυο;", "Μάθηση: αρχές", "Δίκτυα κ.ά.", "Γιατί;", "Άλγεβρα"],
        "Arabic": ["ما هي الشبكة؟", "التعلم: أساسيات", "الجبر الخطي", "الشبكات، مقدمة", "كتب إلخ."],
        "Spanish": ["¿Qué es una red?", "TODO SOBRE REDES", "Métodos", "¡Adelante!", "EE. UU."],
        "German": ["Was ist ein Netz?", "Netze usw.", "Kapitel 3.", "Lernen: z. B.", "„Faltung“"],
        "Hebrew": ["מהי רשת?", "למידה: יסודות", 'ד"ר כהן', "רשתות", "ספרים וכו'"],
        "Hindi": ["नेटवर्क क्या है?", "रैखिक बीजगणित", "अधिगम।", "गणित", "डॉ."],
    }
    for name, titles in languages.items():
        items = [titled(json.dumps(t, ensure_ascii=False), f"i{n}") for n, t in enumerate(titles)]
        texts[name] = curriculum(*items)
    texts |= {f"{name}, CRLF": text.replace("\n", "\r\n") for name, text in texts.items()}
    return texts


@pytest.mark.parametrize("text", good_curricula().values(), ids=good_curricula())
def test_good_curricula(tmp_path: Path, text: str) -> None:
    """Unusual layouts and other languages have not one finding of these rules' warnings."""
    write(tmp_path, {"home.yaml": text})
    found = findings(tmp_path, "G", "C")
    assert [finding for finding in found if finding.severity != "info"] == []


@pytest.mark.long
def test_bundled_curriculum() -> None:
    """The curriculum of this repository is an example of what these rules want."""
    folder = Path(__file__).parents[2] / "curriculum"
    chosen = find_settings(folder).override(["G", "C"], None, None)
    found = lint([folder], Library([]), chosen).findings
    assert [finding for finding in found if finding.severity != "info"] == []


KEYS = [
    *("id", "title", "items", "requires", "resources", "url", "levels", "categories", "weeks", "a"),
    *("hours", "covers", "summary", "checks", "choose", "kind", "format", "ready_when"),
]
VALUES = st.recursive(
    st.sampled_from(["a", "b/c", "TODO", "x.", " y", "https://x.org", "", 7, 0.5, None, "日本."]),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(
        st.sampled_from(KEYS),
        inner,
        max_size=6,
    ),
    max_leaves=30,
)  # fmt: skip


@given(VALUES, VALUES, VALUES)
@examples(max_examples=150)
def test_odd_trees(
    tmp_path_factory: pytest.TempPathFactory, a: object, b: object, c: object
) -> None:
    """Whatever a file holds, no rule fails on it."""
    folder = tmp_path_factory.mktemp("odd")
    one = {"id": "a", "title": "T", "kind": "skill", "requires": a, "resources": b}
    level = {
        "id": "l",
        "title": "T",
        "categories": [{"id": "c", "title": "T", "items": [one, c]}, a],
    }
    document = {"format": 1, "id": "home", "title": a, "levels": [level, b], "hours_per_week": 3}
    write(folder, {"home.yaml": json.dumps(document), "odd.yaml": json.dumps(c)})
    findings(folder, "ALL")


def test_many_items_take_a_moment() -> None:
    """File rules look once at what a file holds, however many resources stand in one list."""
    some = ",".join(f"{{title: 'Book{n}.', url: https://x.org/{n % 9000}}}" for n in range(20_000))
    source = held(f"items: [{{id: a, resources: [{some}]}}]")
    for code in ("C302", "C304", "C305", "C307"):
        rule = RULES[code].file
        assert rule
        assert len(list(rule(source))) == {"C302": 20_000, "C304": 11_000, "C305": 1}.get(code, 0)


def test_fixes_of_one_file_do_not_overlap(tmp_path: Path) -> None:
    """Fixes of different rules may be made together."""
    text = curriculum(
        *(item("a"), item("b", "requires: [a]")),
        item(
            "c",
            "requires: [a, b, b]",
            "resources:",
            *[resource("'Read it.'", url="https://x.org")] * 3,
        ),
    )
    write(tmp_path, {"home.yaml": text})
    found = [each for each in findings(tmp_path, "C302", "C304") if each.fix]
    by_rule = {each.rule: each.fix.edits for each in found if each.fix}
    assert set(by_rule) == {"C302", "C304"}
    edits = sorted(
        edit for each in found if each.rule == "C304" and each.fix for edit in each.fix.edits
    )
    assert all(first.end <= second.start for first, second in pairwise(edits))
