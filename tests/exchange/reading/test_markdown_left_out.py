"""What of a page is left out, and recorded with its line."""

import pytest

from dlroadmap.authoring.outline import Link
from dlroadmap.exchange.reading.failure import UnreadableError
from exchange.reading.outlines import dropped, only, outline, titles

URL = "https://example.org/"
RELATIVE = "a relative link, and no base address is given"


def test_an_empty_box() -> None:
    """It has no title, so it is no item; what stands below it is read."""
    found = outline("- [ ]\n    - [ ] a\n- [x] <!-- later -->\n- [ ] b\n")
    assert titles(found) == ["a", "b"]
    assert [(line, why) for line, _, why in dropped(found)] == [
        (1, "an empty box"),
        (3, "an empty box"),
    ]


def test_boxes_that_are_examples() -> None:
    """Boxes in code, quotes, comments and HTML are not items."""
    found = outline("""
        ```
        - [ ] in a fence
        ```

            - [x] indented

        > - [ ] quoted
        > [ ] as well

        <!--
        - [ ] a comment
        -->
        <div>
        - [ ] HTML
        </div>

        - [ ] A box like `- [ ] this`
        """)
    assert titles(found) == ["A box like - [ ] this"]
    assert dropped(found) == [
        (2, "- [ ] in a fence", "a box in a code block"),
        (5, "- [x] indented", "a box in a code block"),
        (7, "[ ] quoted [ ] as well", "a box in a quote"),
        (11, "- [ ] a comment", "a box in a comment"),
        (14, "- [ ] HTML", "a box in HTML"),
    ]


def test_relative_links() -> None:
    """Without a base they are left out, each once; with one they are resolved."""
    text = "## S\n- [ ] [A](a.md) [B](#b)\n- [ ] [A](a.md)\n- [ ] C [D](/d)\n"
    assert dropped(outline(text)) == [
        (2, "A", RELATIVE), (2, "B", "a link within the page"), (4, "D", RELATIVE),
    ]  # fmt: skip
    found = outline(text, f"{URL}x/README.md")
    assert not found.dropped
    assert [link.url for item in found.items for link in item.links] == [
        f"{URL}x/a.md", f"{URL}x/README.md#b", f"{URL}x/a.md", f"{URL}d",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "mailto:a@example.org", "ftp://example.org", "https://a@b.example",
            "data:text/html,x", "file:///etc/passwd"],
)  # fmt: skip
def test_addresses_that_are_refused(url: str) -> None:
    """Only web addresses without a user become links, with a base as well."""
    for base in ("", URL):
        found = outline(f"- [ ] [A]({url})\n", base)
        assert not found.items[0].links
        assert dropped(found) == [(1, "A", f"not a web address: {url}")]


def test_navigation() -> None:
    """Lists of anchors and translations, and ways back to the top, are recorded once."""
    found = outline(f"""
        # T
        [English](README.md) | [中文](README-zh.md)

        <details>
        <summary>Translations</summary>

        - [Deutsch]({URL}1)
        - [Français]({URL}2)
        </details>

        ## Contents
        - [A](#a)
            - part
        - [B](#b)
        ## A
        - [ ] a

        **[⬆ back to top](#t)**
        ## B
        - [ ] b

        **[⬆ back to top](#t)**
        """)
    assert titles(found) == ["a", "b"]
    assert not any(section.links for section in found.sections)
    assert dropped(found) == [
        (2, "English | 中文", "translations of the page"),
        (7, "Deutsch", "translations of the page"),
        (12, "A", "navigation within the page"),
        (18, "⬆ back to top", "navigation within the page"),
    ]


def test_translations_with_a_base() -> None:
    """They are the same as without one; other files are links."""
    why = "translations of the page"
    text = "# T\n[English](README.md) | [中文](README-zh.md)\n\n## S\n- [ ] a\n"
    assert dropped(outline(text, URL)) == [(2, "English | 中文", why)]
    text = "# T\n## S\n[One](1.md) | [Two](2.md)\n\n- [ ] a\n"
    assert len(outline(text, URL).sections[0].links) == 2


def test_lists_of_other_files() -> None:
    """They are navigation beside a list; where they are the list, or with a base, they are read."""
    files = "- [One](1.md)\n- [Two](2.md)\n"
    found = outline(f"# T\n{files}\n## S\n- [ ] a\n")
    assert [line for line, _, _ in dropped(found)] == [2]
    assert titles(outline(f"# T\n## Lessons\n{files}")) == ["One", "Two"]
    found = outline(f"# T\n## Lessons\n{files}\n## S\n- [ ] a\n", URL)
    assert found.sections[0].links == (Link("One", f"{URL}1.md"), Link("Two", f"{URL}2.md"))


def test_links_that_nothing_takes_in() -> None:
    """Links in quotes and HTML, on images, and outside of sections are recorded."""
    found = outline(f"""
        # T
        [![build]({URL}b.png)]({URL}b) [![test]({URL}t.png)]({URL}t) and [a]({URL}a) [e]()

        <a href="{URL}c">Follow me</a>
        > See [d]({URL}d).

        ## S
        - [ ] x
        """)
    assert dropped(found) == [
        (2, "build", "a link on an image"),
        (2, "e", "a link without an address"),
        (2, "a", "a link above the list"),
        (4, "Follow me", "a link above the list"),
        (5, "d", "a link in a quote"),
    ]


def test_an_image_that_is_a_link() -> None:
    """In a box its text is the title, as there is no other."""
    assert only(f"- [ ] [![Watch it](a.png)]({URL})").title == "Watch it"


def test_what_is_recorded_is_short() -> None:
    """A text of many lines is recorded as one, cut to a reasonable length."""
    (one,) = outline("- [ ] a\n\n```\n- [ ] " + "long " * 99 + "\n```\n").dropped
    assert len(one.text) == 80


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Some text.\n\nMore of it.\n", "There is no checklist"),
        ("# Only a title\n\nText with a [link](https://example.org).\n", "There is no checklist"),
        ("```\n- [ ] a\n```\n", "Every checkbox in this page is in a code block"),
        ("> - [ ] a\n", "Every checkbox in this page is in a quote"),
        ("<!--\n- [ ] a\n-->\n", "Every checkbox in this page is in a comment"),
        ("---\ntitle: T\ntags: [a]\n---\n", "There is no checklist"),
        ("- [ ]\n- [x]\n", "Every checkbox in this page is empty"),
    ],
)
def test_no_list(text: str, words: str) -> None:
    """A page in which nothing is listed is refused in words, with what to do."""
    with pytest.raises(UnreadableError, match=words):
        outline(text)
