"""The status as a picture, for a README.

Nothing in it is fetched, runs, or depends on the day: the same progress is the same picture.
"""

from collections.abc import Iterator
from html import escape
from unicodedata import category, east_asian_width

from dlroadmap.exchange.sheet import Sheet
from dlroadmap.guide.summary import Counts, Part, summarize
from dlroadmap.render.words import STATE_WORDS, standing
from dlroadmap.text import clean

WIDTH, MARGIN, ROW = 640, 20, 26
TOP = 84
"""Where the first level stands, below the title and the bar for all."""

BAR_LEFT, BAR_WIDTH, BAR_HEIGHT = 236, 240, 10
TITLE_SPACE, LABEL_SPACE = 520, 290
"""So much room a title has, in tenths of a narrow letter."""

STYLE = """\
<style>
text { font: 14px system-ui, "Segoe UI", Helvetica, Arial, sans-serif; fill: #1f2328 }
.title { font-size: 18px; font-weight: 600 }
.quiet { fill: #59636e }
.room { fill: #eaeef2; stroke: #818b98 }
.done { fill: #1a7f37 }
.doing { fill: url(#stripes) }
.stripe { stroke: #1a7f37; stroke-width: 3 }
@media (prefers-color-scheme: dark) {
text { fill: #f0f6fc }
.quiet { fill: #9198a1 }
.room { fill: #212830; stroke: #656c76 }
.done { fill: #3fb950 }
.stripe { stroke: #3fb950 }
}
</style>
<defs><pattern id="stripes" width="6" height="6" patternUnits="userSpaceOnUse" \
patternTransform="rotate(45)"><path class="stripe" d="M1 0V6"/></pattern></defs>
"""
"""What is in progress is striped, so that it can be told from what is done without colors."""


def write(sheet: Sheet) -> Iterator[str]:
    """Yield the text of the export, piece by piece."""
    summary = summarize(sheet.curriculum, sheet.progress)
    totals, title = summary.totals, clean(sheet.curriculum.title)
    height = TOP + ROW * len(summary.levels) + MARGIN // 2
    levels = "; ".join(
        f"{clean(level.title)}: {_describe(level.counts)}" for level in summary.levels
    )
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" '
        f'viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="title description">\n'
        f'<title id="title">{escape(standing(title, totals))}</title>\n'
        f'<desc id="description">{escape(levels)}</desc>\n'
    )
    yield STYLE
    percent = "" if totals.percent is None else f"{totals.percent}%"
    yield _text(MARGIN, 34, cut(title, TITLE_SPACE), "title")
    yield _text(WIDTH - MARGIN, 34, percent, "title", "end")
    yield _text(MARGIN, 58, _describe(totals), "quiet")
    yield _draw_legend(58)
    for number, level in enumerate(summary.levels):
        yield _draw_level(level, TOP + ROW * number)
    yield "</svg>\n"


def _draw_legend(baseline: int) -> str:
    """Return what the two fillings of a bar mean."""
    drawn = ""
    for left, state in ((WIDTH - 190, "done"), (WIDTH - 116, "doing")):
        drawn += _rectangle("room", left, baseline - BAR_HEIGHT, 14)
        drawn += _rectangle(state, left, baseline - BAR_HEIGHT, 14)
        drawn += _text(left + 20, baseline, STATE_WORDS[state], "quiet")
    return drawn


def _draw_level(level: Part, top: int) -> str:
    """Return a line: the title of a level, its bar, and its counts."""
    counts = level.counts
    baseline = top + ROW // 2 + 5
    return (
        _text(MARGIN, baseline, cut(clean(level.title), LABEL_SPACE))
        + _draw_bar(counts, top + (ROW - BAR_HEIGHT) // 2)
        + _text(WIDTH - MARGIN, baseline, _count(counts), "quiet", "end")
    )


def _draw_bar(counts: Counts, top: int) -> str:
    done = _share(counts.counted_done, counts.counted)
    doing = min(_share(counts.doing, counts.counted), BAR_WIDTH - done)
    return (
        _rectangle("room", BAR_LEFT, top, BAR_WIDTH)
        + _rectangle("done", BAR_LEFT, top, done)
        + _rectangle("doing", BAR_LEFT + done, top, doing)
    )


def _share(part: int, whole: int) -> int:
    """Return the pixels of a share: at least one for something, and all only for everything."""
    if not part or not whole:
        return 0
    return max(1, BAR_WIDTH * part // whole)


def _rectangle(style: str, left: int, top: int, width: int) -> str:
    if not width:
        return ""
    place = f'x="{left}" y="{top}" width="{width}" height="{BAR_HEIGHT}"'
    return f'<rect class="{style}" {place} rx="2"/>\n'


def _text(x: int, y: int, text: str, style: str = "", anchor: str = "") -> str:
    if not text:
        return ""
    said = f' class="{style}"' if style else ""
    said += f' text-anchor="{anchor}"' if anchor else ""
    return f'<text x="{x}" y="{y}"{said}>{escape(text)}</text>\n'


def _count(counts: Counts) -> str:
    """Return `3 of 40, 7.5%`."""
    percent = "" if counts.percent is None else f", {counts.percent}%"
    return f"{counts.counted_done:,} of {counts.counted:,}{percent}"


def _describe(counts: Counts) -> str:
    """Return `3 of 40 done, 1 in progress, 2 skipped`."""
    words = [f"{counts.counted_done:,} of {counts.counted:,} {STATE_WORDS['done']}"]
    others = {"doing": counts.doing, "skipped": counts.skipped}
    words += [f"{number:,} {STATE_WORDS[state]}" for state, number in others.items() if number]
    return ", ".join(words)


def cut(text: str, space: int) -> str:
    """Return a text that has room, cut with an ellipsis if it must be."""
    widths = [_width(character) for character in text]
    if sum(widths) <= space:
        return text
    used = kept = 0
    while used + widths[kept] < space:
        used += widths[kept]
        kept += 1
    return f"{text[:kept].rstrip()}…"


def _width(character: str) -> int:
    """Return about how much room a character takes, in tenths of a narrow letter."""
    if category(character) in ("Mn", "Me", "Cf"):
        return 0
    if east_asian_width(character) in "WF":
        return 20
    return 18 if character in "MWmw@%" else 14 if character.isupper() else 10
