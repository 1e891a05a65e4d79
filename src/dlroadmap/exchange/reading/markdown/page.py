"""A page from its top: its title, which kind of list it is, and what that comes to."""

from collections.abc import Iterable, Iterator

from dlroadmap.authoring.outline import Outline
from dlroadmap.exchange.reading.failure import UnreadableError
from dlroadmap.exchange.reading.markdown.blocks import Block, Page
from dlroadmap.exchange.reading.markdown.draft import Draft, plain
from dlroadmap.exchange.reading.markdown.flow import Flow
from dlroadmap.exchange.reading.markdown.headings import cut_asides, find_things, normalize_headings
from dlroadmap.exchange.reading.markdown.tables import is_readable


def read_page(text: str, name: str, base: str) -> Outline:
    """Return the outline of a page.

    Boxes are what counts. Where there is none, the rows of tables with a column of titles are the
    things; else the bullets or the lowest headings, of whichever there are more.
    """
    page = Page(text)
    draft = Draft(page, base)
    blocks = normalize_headings(page.blocks)
    draft.title = page.title
    blocks = _take_title(draft, blocks)
    boxes = sum(block.boxes for block in blocks if block.kind != "blockquote")
    if boxes:
        flow = Flow(draft, "boxes")
        flow.read_all(blocks)
        return _finish(draft, name)
    blocks = cut_asides(draft, blocks)
    if any(is_readable(draft, block) for block in iterate(blocks)):
        flow = Flow(draft, "tables")
    else:
        mode, things = find_things(draft, blocks)
        flow = Flow(draft, mode, things)
    flow.read_all(blocks)
    return _finish(draft, name)


def _finish(draft: Draft, name: str) -> Outline:
    if not draft.items:
        raise _refuse(draft)
    return draft.finish(name)


def iterate(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks and those in them, but for quotes."""
    for block in blocks:
        yield block
        if block.children and block.kind != "blockquote":
            yield from iterate(block.children)


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
    if boxes := [one for one in draft.dropped if one.why.startswith("a box")]:
        where = boxes[0].why.removeprefix("a box ")
        message = f"Every checkbox in this page is {where}: the first one in line {boxes[0].line}."
    return UnreadableError(
        message, "Write each topic as a line that begins with “- [ ]”, below headings."
    )
