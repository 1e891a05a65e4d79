"""G211: checks and summaries that speak of what the item does not require."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Dlr
from curriculum.making import curriculum, message, run_small, told, write
from dlroadmap.curriculum.library import Library
from dlroadmap.diagnostics import Finding
from dlroadmap.format.assemble import assemble
from dlroadmap.format.draft import load
from dlroadmap.format.files import Files
from dlroadmap.lint.checked import Checked
from dlroadmap.lint.engine import lint
from dlroadmap.lint.rules import g211_forward_reference
from dlroadmap.lint.settings import LintSettings, find_rules
from drawing import examples
from lint.mending import check, findings

RULE = "G211"


def item(id: str, *more: str, title: str = "") -> str:
    """Return an item whose title no other text holds, unless one is named."""
    return "\n".join([f"id: {id}", f"title: {title or f'Xyz {id} xyz'}", "kind: concept", *more])


def checks(*texts: str) -> str:
    return "\n".join(["checks:", *(f"  - {text}" for text in texts)])


SOFTMAX = item("softmax", "aliases: [normalized exponential, gradients]", title="The softmax (SMX)")
CLIP = item("clip", "aliases: [clip]", title="CLIP")
OTHER = item(
    "b", "aliases: [tomato, volcanoes, probability, libraries, boxes, Körper, softmax layer]",
    title="The sliding sum",
)  # fmt: skip


def asking(text: str, *more: str) -> str:
    """Return a curriculum in which item `a` has a check, beside the items of these tests."""
    return curriculum(SOFTMAX, CLIP, OTHER, item("a", checks(text), *more))


TOLD = {
    "an id": "Apply «G211»softmax here",
    "the beginning of a title": "Apply «G211»SMX here",
    "an alias": "A «G211»normalized exponential of x",
    "letter case": "«G211»SOFTMAX of x",
    "a hyphen": "A «G211»normalized-exponential",
    "a blank and a hyphen": "A «G211»normalized - exponential",
    "a singular": "Compute a «G211»gradient",
    "a plural": "Compare two «G211»softmaxes",
    "a plural in -oes": "Count «G211»tomatoes",
    "a singular of -oes": "Paint a «G211»volcano",
    "a plural in -ies": "Name some «G211»probabilities",
    "a singular in -y": "Name a «G211»library",
    "a singular of -es": "Name a «G211»box",
    "a title without its article": "Write a «G211»sliding sum",
    "composed letters": "Two Körper".replace("K", "«G211»K"),
    "a longer and a shorter name": "A «G211»softmax layer, then «G211»softmax",
    "a genitive": "Plot «G211»softmax's slope",
    "behind a genitive": "A DOG'S «G211»SOFTMAX",
    "signs around": "Why (the «G211»softmax), and why now?",
    "twice, told once": "A «G211»softmax and a softmax",
    "two names of one item": "A «G211»softmax, or normalized exponential",
    "capitals": "Run «G211»CLIP on this",
    "capitals in a plural": "Compare two «G211»CLIPs",
    "two items": "A «G211»softmax in «G211»CLIP",
    "in quotes": '"Apply «G211»softmax: here"',
    "behind what looks alike": "A softmaximum, then «G211»softmax",
    "folded": ">-\n    Apply the «G211»softmax\n    here",
    "alternatives": "A «G211»softmax/logistic function",
    "behind alternatives": "A logistic/«G211»softmax function",
    "behind a file": "Fill x.py, a «G211»softmax.",
    "behind an address": "See (https://x.org/y) for «G211»softmax",
    "at a number": "Compute «G211»softmax@0.5",
    "behind dots": "Try ...«G211»softmax",
    "far behind": "«G211»" + "so " * 4000 + "softmax",
    "folded in the middle": ">-\n    Apply a «G211»normalized\n    exponential here",
}


@pytest.mark.parametrize("text", TOLD.values(), ids=TOLD)
def test_mention(tmp_path: Path, text: str) -> None:
    """A name of another item is found at its place, however it is written."""
    check(tmp_path, asking(text), RULE)


SIGNS = {
    "an apostrophe": ("Bayes' theorem", "Use «G211»Bayes' theorem"),
    "another apostrophe": ("Bayes' theorem", "Use «G211»Bayes’ theorem"),
    "an apostrophe and an s": ("Bayes’ theorem", "Use «G211»Bayes's theorem"),
    "no apostrophe": ("Bayes' theorem", "Use «G211»Bayes theorem"),
    "a genitive": ("King's Gambit", "Open with the «G211»King's gambit"),
    "commas": ("Query, key and value", "Name «G211»query, key and value"),
    "a slash": ("A/B tests", "Run an «G211»A/B test"),
    "an ampersand": ("Weights & Biases", "Log to «G211»Weights & Biases"),
    "signs at the end": ("C++", "Call «G211»C++, then stop"),
    "a sharp": ("C#", "Write (in «G211»C#) a loop"),
    "a dash": ("Bias–variance", "Plot «G211»bias-variance"),
    "a question": ("Why xyzzy?", "Say «G211»why xyzzy helps"),
}


@pytest.mark.parametrize(("title", "text"), SIGNS.values(), ids=SIGNS)
def test_mention_with_signs(tmp_path: Path, title: str, text: str) -> None:
    """A name with signs in it is found like any other."""
    check(tmp_path, curriculum(item("b", title=f'"{title}"'), item("a", checks(text))), RULE)


def test_signs_tell_names_apart(tmp_path: Path) -> None:
    """Without its signs a name is another one, or none."""
    text = curriculum(
        item("b", title='"C++"'),
        item("c", title='"C#"'),
        item("d", title="King's Gambit"),
        item("e", title="Gambit"),
        item("a", checks("C or C+ for weights, biases and «G211»C#; a «G211»King's Gambit")),
        item("f", title="Weights & Biases"),
    )
    found = check(tmp_path, text, RULE)
    assert [each.message.split("`")[3] for each in found] == ["c", "d"]


NOT_TOLD = {
    "part of a word": "A softmaximum of it",
    "code": "Call nn.softmax and softmax_fast and softmax()",
    "an address": "'See https://x.org/softmax?clip=softmax, and HTTP://softmax/x'",
    "an address without its scheme": "See x.org/abs/softmax",
    "an e-mail address": "Write to softmax@x.org or a.b+softmax@softmax.org",
    "a path": "Open /usr/softmax, ~/softmax, ./softmax and ../x/softmax.txt",
    "a path of Windows": r"'Open C:\softmax\x'",
    "a relative path": "Run src/softmax/train.py and softmax/x.py",
    "a file": "Run softmax.py and softmax-fast.py, or (my-softmax.old.py)",
    "words apart": "Normalized, exponential; normalized (exponential)",
    "small letters": "We clip weights. Clip them",
    "its own words": "Say what xyz a xyz is",
}


@pytest.mark.parametrize("text", NOT_TOLD.values(), ids=NOT_TOLD)
def test_no_mention(tmp_path: Path, text: str) -> None:
    """What only looks like a name is none."""
    check(tmp_path, asking(text), RULE)


FINE = {
    "required": curriculum(SOFTMAX, item("a", checks("A softmax"), "requires: [softmax]")),
    "required by what is required": curriculum(
        SOFTMAX, item("b", "requires: [softmax]"), item("a", checks("A softmax"), "requires: [b]")
    ),
    "itself": curriculum(item("a", checks("A softmax"), title="Softmax")),
    "assumed": curriculum(SOFTMAX, item("a", checks("A softmax")), head="assumes: [softmax]"),
    "behind what is assumed": curriculum(
        SOFTMAX, item("b", "requires: [softmax]"), item("a", checks("A softmax")),
        head="assumes: [b]",
    ),
    "one of two": curriculum(
        SOFTMAX, item("b", "aliases: [softmax]"), item("a", checks("A softmax"), "requires: [b]")
    ),
    "inside an own name": curriculum(
        SOFTMAX, item("a", checks("Use a sparse softmax"), title="Sparse softmax")
    ),
    "inside a required name": curriculum(
        SOFTMAX, item("b", title="Sparse softmax"),
        item("a", checks("Use a sparse softmax"), "requires: [b]"),
    ),
    "a letter, and a number": curriculum(
        item("b", "aliases: [c, '2048']"), item("a", checks("c and 2048"))
    ),
    "a name of nine": curriculum(
        *(item(f"b{n}", "aliases: [softmax]") for n in range(9)), item("a", checks("A softmax"))
    ),
    "a name of thirteen words": curriculum(
        item("b", f"aliases: [{'very ' * 12}deep]"), item("a", checks(f"A {'very ' * 12}deep one"))
    ),
    "an article": curriculum(item("b", "aliases: [the batch]"), item("a", checks("See the batch"))),
    "a circle": curriculum(
        item("b", checks("An a"), "requires: [a]", title="Bee"),
        item("a", checks("A bee"), "requires: [b]"),
    ),
    "other texts": curriculum(SOFTMAX, item("a", "tags: [softmax]", "aliases: [my softmax]")),
}  # fmt: skip


@pytest.mark.parametrize("text", FINE.values(), ids=FINE)
def test_promised(tmp_path: Path, text: str) -> None:
    """What an item is or requires, and what is assumed, may be spoken of."""
    check(tmp_path, text, RULE)


@pytest.mark.parametrize("covers", ["softmax", "b"])
def test_covered(tmp_path: Path, covers: str) -> None:
    """What an item only covers is no prerequisite: who takes it up may not have met it."""
    text = curriculum(
        SOFTMAX,
        item("b", "requires: [softmax]"),
        item("a", checks("A «G211»softmax"), f"covers: [{covers}]"),
    )
    check(tmp_path, text, RULE)


def test_longest_name(tmp_path: Path) -> None:
    """Of two names at one place the longer is meant, and the shorter is not told."""
    found = check(
        tmp_path,
        curriculum(SOFTMAX, item("b", title="Sparse softmax"),
                   item("a", checks("A «G211»sparse softmax"), "requires: [softmax]")),
        RULE,
    )  # fmt: skip
    assert "mentions `b`" in message(found, RULE)


def test_behind_a_circle(tmp_path: Path) -> None:
    """A circle among prerequisites neither hangs the rule nor hides what lies behind it."""
    text = curriculum(
        SOFTMAX, CLIP,
        item("b", "requires: [c]"), item("c", "requires: [b, softmax]"),
        item("a", checks("A softmax and «G211»CLIP"), "requires: [b]"),
    )  # fmt: skip
    check(tmp_path, text, RULE)


def test_words_of_a_finding(tmp_path: Path) -> None:
    """A finding says the words, whose name they are, and what to do; it spans the words."""
    [found] = check(tmp_path, asking("Apply a «G211»Normalized exponential"), RULE)
    assert found.message == (
        "`Normalized exponential` mentions `softmax`, which `a` does not require; "
        "require it, or use other words"
    )
    assert (found.severity, found.end_column - found.column) == ("warning", 22)


def test_what_comes_after(tmp_path: Path) -> None:
    """Where the other item requires this one, it is not advised to close a circle."""
    later = item("b", "requires: [a]", title="Sparse softmax")
    found = check(tmp_path, curriculum(item("a", checks("A «G211»sparse softmax")), later), RULE)
    assert message(found, RULE) == (
        "`sparse softmax` mentions `b`, which comes after `a`; use other words"
    )


def test_several_items(tmp_path: Path) -> None:
    """A name of two items, none of them required, is told once with both."""
    other = item("b", "aliases: [softmax]")
    found = check(tmp_path, curriculum(SOFTMAX, other, item("a", checks("«G211»Softmax"))), RULE)
    assert "mentions `softmax` or `b`, which" in message(found, RULE)


SUMMARY = curriculum(SOFTMAX, item("a", "summary: Leads to «G211»softmax"))


def test_summary_informs(tmp_path: Path, dlr: Dlr) -> None:
    """A summary may look ahead: that is an information, and told only where it is asked for."""
    [found] = check(tmp_path, SUMMARY, RULE)
    assert found.severity == "info"
    assert lint([tmp_path], Library([])).findings == []
    assert dlr("lint", "--isolated", str(tmp_path), "--json").document["findings"] == []


SILENCED = {
    "in a list": "checks:\n  - Apply softmax  # dlr: ignore[G211] why",
    "above": "checks:\n  # dlr: ignore[G211] why\n  - Apply softmax",
    "folded, above": "checks:\n  # dlr: ignore[G211] why\n  - >-\n    Apply\n    softmax",
    "folded, at its head": "checks:\n  - >-  # dlr: ignore[G211] why\n    Apply\n    softmax",
    "plain lines, above": "# dlr: ignore[G211] why\nsummary: Apply\n  softmax",
    "in brackets": "checks: [Apply softmax]  # dlr: ignore[forward-reference] why",
}


@pytest.mark.parametrize("words", SILENCED.values(), ids=SILENCED)
def test_silenced(tmp_path: Path, words: str) -> None:
    """A comment beside a text, or above it, silences the rule, also where the text is folded."""
    write(tmp_path, {"home.yaml": curriculum(SOFTMAX, item("a", *words.split("\n")))})
    assert findings(tmp_path, RULE, "U901") == []


def test_not_silenced_behind_a_folded_text(tmp_path: Path) -> None:
    """A comment at a folded text says nothing of the text behind it."""
    folded = "checks:\n  - >-  # dlr: ignore[G211] why\n    Apply\n    softmax\n"
    text = curriculum(SOFTMAX, item("a", *f"{folded}  - «G211»Softmax".split("\n")))
    check(tmp_path, text, RULE, "U901")


def test_everyday_words(tmp_path: Path) -> None:
    """A word of the settings means no item, in any number, and uses up what it holds."""
    text = asking("A softmax, the gradient, softmaxes, and «G211»CLIP or CLIP art")
    write(tmp_path, {"home.yaml": text})
    everyday = {"softmax": "known", "gradients": "known", "clip art": "pictures", "idle": "none"}
    held = LintSettings(select=find_rules([RULE], "test"), everyday=everyday)
    found = lint([tmp_path], Library([]), held).findings
    assert [finding.message[:6] for finding in found] == ["`CLIP`"]


def test_own_items_of_an_overlay(tmp_path: Path) -> None:
    """Items of a base or of a track's home are known by name; only own items are told."""
    base = curriculum(SOFTMAX, item("b", checks("«G211»softmax")))
    over = (
        "format: 1\nid: mine\ntitle: Mine\nextends: home\nlevels:\n"
        "  - id: one\n    categories:\n      - id: cat\n        items:\n"
        "          - {id: c, title: C, kind: skill, checks: [Use «G211»softmax]}\n"
        "          - {id: d, title: D, kind: skill, checks: [Softmax], requires: [softmax]}\n"
    )
    expected = write(tmp_path, {"home.yaml": base, "mine.yaml": over})
    assert told(findings(tmp_path, RULE), tmp_path) == expected


OVER = "format: 1\nid: mine\ntitle: Mine\nextends: home\n"


def test_checks_that_an_overlay_adds(tmp_path: Path) -> None:
    """A check that an overlay adds to an item of its base is held against what that requires."""
    base = curriculum(SOFTMAX, CLIP, item("a"), item("c", "requires: [softmax]"))
    over = (
        f"{OVER}change:\n  a: {{checks: [Say what a «G211»softmax is]}}\n"
        "  home/c: {checks: [A softmax, The «G211»xyz a xyz]}\n"
        "  softmax: {checks: [Run CLIP], requires: [clip]}\n"
    )
    expected = write(tmp_path, {"home.yaml": base, "mine.yaml": over})
    assert told(findings(tmp_path, RULE), tmp_path) == expected


def test_items_that_an_overlay_hides(tmp_path: Path) -> None:
    """What is hidden cannot be required, so it is not told; its name still uses its words up."""
    base = curriculum(
        SOFTMAX, CLIP, item("x", title="Sparse softmax"), item("y", "requires: [x, clip]"),
        item("z", "aliases: [softmax]"),
    )  # fmt: skip
    over = (
        f"{OVER}hide: {{items: [clip, x, z]}}\n"
        "change:\n  y: {checks: [Run CLIP]}\n"
        "levels:\n  - id: one\n    categories:\n      - id: cat\n        items:\n"
        "          - {id: c, title: C, kind: skill, checks: [CLIP a sparse softmax, "
        "Use «G211»softmax]}\n"
    )
    expected = write(tmp_path, {"home.yaml": base, "mine.yaml": over})
    found = findings(tmp_path, RULE)
    assert told(found, tmp_path) == expected
    assert "mentions `home/softmax`, which" in message(found, RULE)


# Every graph


Graph = Mapping[str, Sequence[str]]


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Graphs of any kind, circles among them."""
    names = [f"nx{chr(97 + n)}" for n in range(draw(st.integers(2, 9)))]
    some = st.lists(st.sampled_from(names), unique=True, max_size=3)
    return {name: [other for other in draw(some) if other != name] for name in names}


def found_in(graph: Graph, said: Mapping[str, str], assumed: Sequence[str]) -> list[Finding]:
    items = (
        item(key, f"requires: [{', '.join(others)}]", checks(f"Use {said[key]}"), title=f"A {key}")
        for key, others in graph.items()
    )
    head = f"assumes: [{', '.join(assumed)}]"
    path = Path("home.yaml")
    text = curriculum(*items, head=head)
    assembled = assemble(load(path, Files({path: text.encode()})), lambda _: None)
    checked = Checked(assembled, {}, frozenset())
    return [g211_forward_reference.RULE.finding(m) for m in g211_forward_reference.check(checked)]


@given(graphs(), st.data())
@examples(max_examples=150)
def test_told_is_what_is_not_reached(graph: Graph, data: st.DataObject) -> None:
    """A mention is told exactly where no way leads to it, from the item or what is assumed."""
    said = {key: data.draw(st.sampled_from(list(graph))) for key in graph}
    assumed = data.draw(st.lists(st.sampled_from(list(graph)), unique=True, max_size=2))
    reached = {key: {key, *others} for key, others in graph.items()}
    for _ in graph:
        for found in reached.values():
            found.update(*(reached[other] for other in list(found)))
    known = set().union(*(reached[key] for key in assumed))
    expected = {key for key in graph if said[key] not in reached[key] | known}
    size = data.draw(st.sampled_from([1, 4096]))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(g211_forward_reference, "BLOCK", size)
        met = found_in(graph, said, assumed)
    keys = list(graph)
    assert len(met) == len(expected)
    told = {(m.message.split("`")[3], m.message.rpartition("which ")[2].split("`")[1]) for m in met}
    assert told == {(said[key], key) for key in keys if key in expected}


BIG = """\
import sys
from pathlib import Path
from dlroadmap.format.assemble import assemble
from dlroadmap.format.draft import load
from dlroadmap.format.files import Files
from dlroadmap.lint.checked import Checked
from dlroadmap.lint.rules import g211_forward_reference

lines = ["format: 1", "id: home", "title: T", "levels:", "- id: l", "  title: L",
         "  categories:", "  - id: c", "    title: C", "    items:"]
many = int(sys.argv[1])
for n in range(many):
    lines += [f"    - id: n{n}", f"      title: A n{n}", "      kind: skill",
              f"      checks: [use n{(n + 1) % many}]"]
    lines += [f"      requires: [n{n - 1}]"] if n else []
path = Path("home.yaml")
draft = load(path, Files({path: "\\n".join(lines).encode()}))
checked = Checked(assemble(draft, lambda _: None), {}, frozenset())
print(sum(1 for _ in g211_forward_reference.check(checked)))
"""


@pytest.mark.parametrize("many", [8_000, pytest.param(20_000, marks=pytest.mark.long)])
def test_long_chain(many: int) -> None:
    """A chain in which every item speaks of the next one is checked in little memory."""
    assert run_small(BIG, many) == f"{many - 1}\n"
