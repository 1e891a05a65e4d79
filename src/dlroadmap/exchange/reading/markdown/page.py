"""A page from its top: its title, which kind of list it is, and what that comes to."""

from dlroadmap.authoring.outline import Outline
from dlroadmap.exchange.reading.failure import UnreadableError
from dlroadmap.exchange.reading.markdown.blocks import Block, Page
from dlroadmap.exchange.reading.markdown.draft import Draft, plain
from dlroadmap.exchange.reading.markdown.flow import Flow
from dlroadmap.exchange.reading.markdown.headings import (
    cut_asides,
    find_counted,
    find_things,
    list_lines,
    normalize_headings,
)


def read_page(text: str, name: str, base: str) -> Outline:
    """Return the outline of a page.

    Boxes are what counts. Where there is none, it is rows of tables, bullets or headings.
    """
    page = Page(text)
    draft = Draft(page, base)
    for line, comment in page.comments:
        draft.drop_boxes(comment, line, "a box in a comment")
    blocks = normalize_headings(page.blocks)
    draft.title = page.title
    blocks = _take_title(draft, blocks)
    boxes = sum(block.boxes for block in blocks if block.kind != "blockquote")
    if boxes:
        flow = Flow(draft, "boxes", find_counted(draft, blocks))
        flow.read_all(blocks)
        flow.unboxed.record()
        return _finish(draft, name)
    blocks = list_lines(cut_asides(draft, blocks))
    flow = Flow(draft, *find_things(draft, blocks))
    flow.read_all(blocks)
    return _finish(draft, name)


def _finish(draft: Draft, name: str) -> Outline:
    if not draft.items:
        raise _refuse(draft)
    return draft.finish(name)


def _take_title(draft: Draft, blocks: list[Block]) -> list[Block]:
    """Return the blocks without the heading that is the title of all: the only one of its level."""
    headings = [block for block in blocks if block.kind == "heading"]
    single = [block.tag for block in headings].count("h1") == 1
    if not single or headings[0].tag != "h1" or headings[0].boxes:
        return blocks
    first = headings[0]
    draft.title = draft.title or plain(draft.words(first.content).text)
    return [block for block in blocks if block is not first]


def _refuse(draft: Draft) -> UnreadableError:
    message = "There is no checklist, no table and no list of topics in this page."
    boxes = [one for one in draft.dropped if one.why.startswith(("a box ", "an empty box"))]
    if boxes:
        where = boxes[0].why.removeprefix("a box ").removeprefix("an ").removesuffix(" box")
        message = f"Every checkbox in this page is {where}: the first one in line {boxes[0].line}."
    return UnreadableError(
        message, "Write each topic as a line that begins with “- [ ]”, below headings."
    )
