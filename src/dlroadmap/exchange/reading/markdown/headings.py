"""Pages without a box or a readable table: which headings or bullets are the things to learn."""

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise
from typing import Literal

from dlroadmap.exchange.reading.markdown.blocks import Block
from dlroadmap.exchange.reading.markdown.draft import Draft, plain
from dlroadmap.exchange.reading.markdown.html import find_elements, strip_tags
from dlroadmap.exchange.reading.markdown.navigation import FILES, classify
from dlroadmap.exchange.reading.markdown.tables import count_rows

_DAY = re.compile(r"\bday[\s#-]*\d+", re.IGNORECASE)
_COUNTED = re.compile(
    r"[^\w\n]*(?:day|week|lecture|lesson|session|class)s?[\s#.-]*\d+", re.IGNORECASE
)
_COUNTED_LINE = re.compile(
    rf"^(?:{_COUNTED.pattern}|\d+(?:\.\d+)+[.)]?\s)", re.IGNORECASE | re.MULTILINE
)
_NOTHING = re.compile(
    r"\bno (?:class|lecture|session|meeting)|\b(?:holiday|break|vacation|recess)\b", re.IGNORECASE
)
_HTML_HEADING = re.compile(r"<(h[1-6])\b", re.IGNORECASE)
_ASIDE = re.compile(
    r"(?:table of )?contents?|index|toc|licen[sc]e|contribut(?:ing|ors?|ions?|e)|credits?|authors?"
    r"|acknowledge?ments?|translations?|sponsors?|support|change ?log|code of conduct|star history"
    r"|contact|backers?|disclaimer|stargazers.*|how to contribute|citation|maintainers?",
    re.IGNORECASE,
)

_COURSE = re.compile(
    r"(?:grading|grades|assessment|late|attendance|collaboration|course|academic|class)?\s*"
    r"(?:polic(?:y|ies)|grading|grades|attendance|logistics)(?: (?:scheme|polic(?:y|ies)))?"
    r"|academic (?:integrity|honesty)|honou?r code|office hours|(?:course|teaching) staff"
    r"|(?:polic(?:y|ies)|grading) (?:and|&) (?:polic(?:y|ies)|grading)",
    re.IGNORECASE,
)
_OF_A_COURSE = re.compile(
    r"(?:course )?prerequisites?|(?:required )?textbooks?|instructors?|staff|teaching assistants?"
    r"|announcements|accommodations?|communication",
    re.IGNORECASE,
)
"""What is about a course if the page has a section that can be about nothing else."""

Choice = tuple[Literal["tables", "bullets", "headings"], Collection[int | None]]


def normalize_headings(blocks: list[Block]) -> list[Block]:
    """Return blocks with headings in HTML as headings."""
    found: list[Block] = []
    for block in blocks:
        if block.kind == "html_block" and not block.content.startswith("<!--"):
            found += [
                Block("heading", block.line, text, tag[1:].lower())
                for tag, inside in find_elements(block.content, _HTML_HEADING)
                if (text := strip_tags(inside))
            ]
        found.append(block)
    return found


def iterate(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks and those in them, but for quotes."""
    for block in blocks:
        yield block
        if block.children and block.kind != "blockquote":
            yield from iterate(block.children)


def cut_asides(draft: Draft, blocks: list[Block]) -> list[Block]:
    """Return blocks without the sections that are about the page, each of which is recorded."""
    kept: list[Block] = []
    below = 0
    course = any(
        block.kind == "heading" and _COURSE.fullmatch(_name(draft, block)) for block in blocks
    )
    for block in blocks:
        if block.kind == "heading":
            level = int(block.tag[1:])
            if below and level > below:
                continue
            title = _name(draft, block)
            about = "page" if _ASIDE.fullmatch(title) else ""
            if course and (_COURSE.fullmatch(title) or _OF_A_COURSE.fullmatch(title)):
                about = "course"
            below = level if about else 0
            if below:
                draft.drop(block.line, title, f"a section about the {about}, not a topic")
        if not below:
            kept.append(block)
    return kept


def _name(draft: Draft, heading: Block) -> str:
    """Return the words of a heading, without marks and emoji around them."""
    return re.sub(r"\A\W+|\W+\Z", "", plain(draft.words(heading.content).text))


def find_things(draft: Draft, blocks: list[Block]) -> Choice:
    """Return whether rows, bullets or headings are the things, and the lines of those that matter.

    Headings that count days are things. Else it is what there are most of: rows of tables, bullets,
    or headings without others below them. Of bullets without any heading, those with bullets of
    their own are sections.
    """
    headings = [block for block in blocks if block.kind == "heading"]
    days = [block for block in headings if _DAY.search(block.content)]
    if len(days) >= _ENOUGH:
        return "headings", {block.line for block in days}
    leaves, empty = _find_leaves(blocks)
    bullets = list(_find_bullets(draft, blocks))
    if not bullets and len(leaves) < 2:
        draft.keeps_files = True
        bullets = list(_find_bullets(draft, blocks))
    rows = sum(count_rows(draft, block) for block in iterate(blocks) if block.kind == "table")
    if rows and rows >= max(len(bullets), len(leaves)):
        return "tables", ()
    if bullets and len(bullets) >= len(leaves):
        groups = [entry for entry in bullets if _has_topics(entry)]
        outlined = not headings and 2 * len(groups) >= len(bullets)
        return "bullets", {entry.line for entry in groups} if outlined else ()
    for block in empty:
        draft.drop(block.line, block.content, "a heading with nothing below it")
    return "headings", {block.line for block in leaves} if len(leaves) > 1 else ()


def list_lines(blocks: list[Block]) -> list[Block]:
    """Return blocks in which lines of text that count days or are numbered by hand are lists."""
    found = [list(_split_lines(block)) if block.kind == "paragraph" else [] for block in blocks]
    if sum(one.kind == "list_item" for parts in found for one in parts) < _ENOUGH:
        return blocks
    listed: list[Block] = []
    for block, parts in zip(blocks, found, strict=True):
        for part in parts or (block,):
            if part.kind != "list_item":
                listed.append(part)
            elif listed and listed[-1].kind == "bullet_list" and not listed[-1].boxes:
                listed[-1].children.append(part)
            else:
                listed.append(Block("bullet_list", part.line, children=[part]))
    return listed


def _split_lines(block: Block) -> Iterator[Block]:
    """Yield the text above the first line of a paragraph that counts, and an entry for each."""
    starts = [found.start() for found in _COUNTED_LINE.finditer(block.content)]
    for start, end in pairwise((0, *starts, len(block.content))):
        line = (block.line or 0) + block.content.count("\n", 0, start)
        if text := block.content[start:end].strip():
            part = Block("paragraph", line, text)
            counts = start in starts
            yield Block("list_item", line, children=[part]) if counts else part


def find_counted(draft: Draft, blocks: list[Block]) -> Collection[int | None]:
    """Return the lines of headings that count days, weeks or lectures and hold no box.

    They are things beside boxes. Those with others below them are sections; one that says that
    there is nothing, and has nothing below it, is left out.
    """
    counted = [
        (place, block)
        for place, block in enumerate(blocks)
        if block.kind == "heading" and _counts(plain(draft.words(block.content).text))
    ]
    if len(counted) < _ENOUGH:
        return ()
    places = {place for place, _ in counted}
    found: set[int | None] = set()
    for place, heading in counted:
        end = _find_end(blocks, place)
        boxed = any(block.boxes for block in blocks[place:end])
        if boxed or any(below in places for below in range(place + 1, end)):
            continue
        if end == place + 1 and _NOTHING.search(heading.content):
            draft.drop(heading.line, heading.content, "a heading with nothing below it")
        else:
            found.add(heading.line)
    return found


def _counts(title: str) -> bool:
    return bool(_COUNTED.match(title) or _DAY.search(title))


_ENOUGH = 3
"""So many headings that count make a list of days."""


def _find_end(blocks: list[Block], place: int) -> int:
    """Return where the part of a page ends that stands below a heading."""
    for end in range(place + 1, len(blocks)):
        if blocks[end].kind == "heading" and blocks[end].tag <= blocks[place].tag:
            return end
    return len(blocks)


def _find_leaves(blocks: list[Block]) -> tuple[list[Block], list[Block]]:
    """Return the lowest headings that have something below them, and those that have nothing.

    Where none has anything, all of them are the former.
    """
    leaves: list[Block] = []
    empty: list[Block] = []
    heading: Block | None = None
    body = False
    for block in (*blocks, Block("heading", None, tag="h1")):
        if block.kind == "heading":
            if heading and int(block.tag[1:]) <= int(heading.tag[1:]):
                (leaves if body else empty).append(heading)
            heading, body = block, False
        elif block.kind != "hr":
            body = True
    return (leaves, empty) if leaves else (empty, [])


def _find_bullets(draft: Draft, blocks: list[Block]) -> Iterator[Block]:
    """Yield the entries of lists that do not stand in others."""
    for block in blocks:
        if block.kind.endswith("_list"):
            kind = classify(draft, block)
            if kind and (kind != FILES or not (draft.base or draft.keeps_files)):
                continue
            for entry in block.children:
                if entry.children and entry.children[0].kind == "heading":
                    yield from _find_bullets(draft, entry.children)
                else:
                    yield entry


def _has_topics(entry: Block) -> bool:
    """Return whether bullets stand below a bullet that are more than links."""
    return any(
        below.children and not below.children[0].content.startswith(("[", "http", "<http"))
        for block in entry.children
        if block.kind.endswith("_list")
        for below in block.children
    )
