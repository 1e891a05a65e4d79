"""Draws what commands print, on a light and on a dark screen, as the program prints it today."""

import re
from html import unescape
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text
from sessions import Learner

FOLDER = Path(__file__).resolve().parent / "images"

LEARNED = (
    "dlr tick learning-your-tools reading-documentation --date 2026-01-08",
    "dlr tick python-programming --date 2026-01-24",
    "dlr tick debugging numpy-arrays --date 2026-01-29",
    "dlr tick mathematical-notation matrix-operations --date 2026-02-07",
    "dlr tick derivatives --date 2026-02-14",
    "dlr tick small-datasets tabular-data --date 2026-02-27",
    "dlr tick supervised-learning --date 2026-03-05",
    "dlr tick linear-regression --date 2026-03-11",
    "dlr skip audio-data",
    "dlr start vectors-and-matrices --date 2026-03-12",
    "dlr goal advanced/diffusion --by 2027-06",
)
"""What the made-up learner of the pictures has said."""


CHOSEN = ("dlr use deep-learning",)
"""What a newcomer has said who was asked which curriculum to follow."""

ANSWERS = ("1-8", "y", "y", "n", "n", "", "y")
"""To the areas, three questions, ten more, what to leave out, and whether to tick the rest."""


class Picture(NamedTuple):
    """A command, what was said before it, what it is, and the answers it gets."""

    command: str
    title: str
    before: tuple[str, ...] = LEARNED
    answers: tuple[str, ...] = ()


PICTURES = {
    "status": Picture("dlr", "The status of a learner, as dlr prints it"),
    "next": Picture("dlr next -n 4", "What to learn next, and why, as dlr prints it"),
    "plan": Picture(
        "dlr plan --goal dense-networks --hours 6 --from 2026-03-16",
        "A plan by weeks, as dlr prints it",
    ),
    "stats": Picture(
        "dlr stats --from 2025-09 --to 2026-03-15", "What was learned when, as dlr prints it"
    ),
    "assess": Picture(
        "dlr assess --level entry --max 3",
        "Questions and their result, as dlr prints them",
        CHOSEN,
        ANSWERS,
    ),
}

LIGHT = TerminalTheme(
    (255, 255, 255),
    (31, 35, 40),
    [
        *((31, 35, 40), (207, 34, 46), (17, 99, 41), (154, 103, 0)),
        *((9, 105, 218), (130, 80, 223), (5, 112, 134), (89, 99, 110)),
    ],
)
DARK = TerminalTheme(
    (13, 17, 23),
    (230, 237, 243),
    [
        *((72, 79, 88), (255, 123, 114), (63, 185, 80), (227, 179, 65)),
        *((88, 166, 255), (188, 140, 255), (86, 212, 221), (177, 186, 196)),
    ],
)
THEMES = {"": (LIGHT, "#ffffff", "#d1d9e0"), "-dark": (DARK, "#0d1117", "#3d444d")}
"""What is behind a name, the colors, and those of the ground and its edge."""

FRAME = """\
<svg xmlns="http://www.w3.org/2000/svg" role="img" xml:space="preserve"
 viewBox="0 0 WIDTH HEIGHT">
<title>TITLE</title>
<style>
.{unique_id}-matrix {{
  font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace;
  font-size: {char_height}px;
  line-height: {line_height}px;
}}
{styles}
</style>
<defs>{lines}</defs>
<rect width="WIDTH" height="HEIGHT" rx="12" fill="EDGE"/>
<rect x="1" y="1" width="INNER" height="LOWER" rx="11" fill="GROUND"/>
<g transform="translate(PADDING, PADDING)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""
"""The picture without a font from elsewhere: a page that shows it loads nothing more."""

ASPECT = 0.602
"""How wide a letter is, by its height, in the fonts named above."""

LETTER, LINE = 20 * ASPECT, 24.4
PADDING = 22

BAR = re.compile(r'<text class="([\w-]+)" x="([\d.]+)" y="([\d.]+)"([^>]*)>([━╸╍─]+)</text>')

SHAPES = {"━": (1, 4), "╸": (0.5, 4), "╍": (0.7, 4), "─": (1, 1.5)}
"""How much of a cell each part of a bar takes, and how high it is."""


def drawings() -> dict[Path, str]:
    """Return every picture, by its file."""
    found = {}
    for name, picture in PICTURES.items():
        printed = _printed(picture).rstrip()
        for behind in THEMES:
            found[FOLDER / f"{name}{behind}.svg"] = _draw(name, picture.title, printed, behind)
    return found


def words_of(svg: str) -> str:
    """Return the text of a picture; its drawing may differ between versions of rich."""
    return unescape("\n".join(re.findall(r"<text[^>]*>([^<]*)</text>", svg))).replace("\xa0", " ")


def _printed(picture: Picture) -> str:
    with Learner() as learner:
        for line in picture.before:
            _, code = learner.run(line)
            assert not code, line
        command = f"{picture.command} --color always"
        if picture.answers:
            return learner.talk(command, picture.answers)
        printed, code = learner.run(command)
        assert not code, printed
        return printed


def _draw(name: str, title: str, printed: str, behind: str) -> str:
    theme, ground, edge = THEMES[behind]
    console = Console(
        record=True, width=80, file=StringIO(), color_system="standard", highlight=False
    )
    console.print(Text.from_ansi(printed))
    lines = printed.count("\n") + 1
    frame = FRAME
    for word, value in {
        "TITLE": title,
        "WIDTH": f"{80 * LETTER + 2 * PADDING:g}",
        "HEIGHT": f"{lines * LINE + 2 * PADDING:g}",
        "INNER": f"{80 * LETTER + 2 * PADDING - 2:g}",
        "LOWER": f"{lines * LINE + 2 * PADDING - 2:g}",
        "PADDING": f"{PADDING}",
        "GROUND": ground,
        "EDGE": edge,
    }.items():
        frame = frame.replace(word, value)
    svg = console.export_svg(
        theme=theme, code_format=frame, unique_id=name, font_aspect_ratio=ASPECT
    )
    return BAR.sub(_draw_bar, svg)


def _draw_bar(bar: re.Match[str]) -> str:
    """Return a bar as shapes, since fonts leave gaps; its text stays, unseen, for who copies it."""
    style, x, y, rest, cells = bar.groups()
    shapes = []
    for run in re.finditer(r"━*╸|━+|─+|.", cells):
        share, height = SHAPES[run[0][-1]]
        at, long = float(x) + run.start() * LETTER, (len(run[0]) - 1 + share) * LETTER
        at += (LETTER - long) / 2 if run[0] == "╍" else 0
        top = float(y) - 7 - height / 2
        shapes.append(
            f'<rect class="{style}" x="{at:g}" y="{top:g}" width="{long:g}" height="{height:g}"/>'
        )
    return (
        f'{"".join(shapes)}<text class="{style}" x="{x}" y="{y}"{rest} opacity="0">{cells}</text>'
    )
