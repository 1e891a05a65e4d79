"""Finds words that dlr no longer uses, and shows what to write instead.

`python docs/words.py` reads the sentences of the program and of the documentation, prints each
such word as FILE:LINE, and exits with 1 if there is one. Files can be given in their place.
What is code is not read: names, blocks, and what stands between backticks on a page.
"""

import ast
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

WORDS = {
    # One word for one thing
    r"roads?": "track",
    r"mend(?:s|ed|ing)?": "fix",
    r"anew": "again",
    r"practis\w+": "covers, or practice",
    r"batch(?:es)? (?:of|that|not|or|and|as|is|was)": "change",
    r"(?:an?|no|any|every|each|first|your|more|\{\}|the) faults?|faults? found": "problem",
    r"(?:an?|the|each|every|no|one|its|these|those|other|\d+) findings?": "problem",
    r"findings": "problems",
    r"reckon(?:s|ed|ing)?": "compute, or count",
    r"fading|faded": "due for review",
    r"another name (?:of|for)|, other names": "alias",
    r"(?:daily|newest) cop(?:y|ies)|cop(?:y|ies) (?:by|every|on every)": "backup",
    r"still open|(?:open|opens) (?:items?|prerequisites?|before)|is open before": "unfinished",
    r"opens (?:\{\}|“|\d)": "unlocks",
    r"waits? for (?:\{\}|nothing|\d+|open|others?|items?|this one)": "is blocked by",
    r"hangs? on": "is tied to, or relies on",
    r"(?:is|are|be|was|were|been) (?:told|said)(?! (?:apart|to))": "is shown",
    r"(?:take|takes|taken|took) back|(?:take|takes|took|taken) (?:it|them|all of it) back": "undo",
    # What dlr prints
    r"to have it again": "To redo",
    r"(?:you )?have it when": "Done when",
    r"name one": "Specify one",
    r"(?-i:More of it)": "Details",
    r"says more": "gives details",
    r"(?<!\ba )(?<!the )heading for": "Goal",
    r"the way there": "Steps",
    r"what you know already": "what you already know",
    r"lie \{\} more|behind these lie": "These lead to",
    r"(?-i:Comes after)": "Prerequisites",
    r"learn it from": "Resources",
    r"(?-i:Also called)": "Aliases",
    r"how it is used": "See",
    r"bug of dlr": "bug in dlr",
    r"(?<!there )is no (?:date|number|duration|day|id|database|folder|file)": "is not a valid ...",
    r"it comes back|comes back on": "Next review",
    r"in use now": "Now using",
    r"last good form": "last valid version",
    r"likely range is a guess|plain guess": "rough estimate",
    r"you are done about": "you will finish around",
    r"(?:week|\{\}|more) would do": "would be enough",
    r"(?:does not|do not|will not) fit into": "cannot be done in",
    r"those you asked for": "Pace: set with --hours",
    r"nothing in \{\} fits": "No matches for",
    r"nobody to answer": "needs a terminal",
    r"how many to name": "Maximum items to show",
    r"from this on": "(default: ...)",
    r"if left out": "(default: ...)",
    # Quaint
    r"(?<!are )all the same": "anyway",
    r"one's own": "your own",
    r"time well spent": "reviewed",
    r"without a word(?!:)": "silently",
    r"a good beginning": "to start",
    r"are there already|is there already": "already exists",
    r"a fair picture": "estimated accuracy",
    r"(?:where|says where) (?:it|they) lies?": "where it is",
    r"who(?:so)?ever (?!can)": "if you",
    # Spelling
    r"(?:dis|re|multi)?colour(?:s|ed|ing|ful)?": "color",
    r"behaviours?": "behavior",
    r"(?:fav|neighb|hon|lab|hum|rum|endeav|flav)our\w*": "-or, as in favor",
    r"(?:label|cancel|model|travel|signal|channel|level)l(?:ed|ing|er)": "one l, as in labeled",
    r"cent(?:re|res|red)": "center",
    r"(?:optim|token|normal|organ|recogn|initial|serial|summar|visual|general|regular|minim|maxim"
    r"|real|special|standard|custom|categor|priorit|synchron|character|util|parallel|quant|vector"
    r"|random|final|memor|emphas|apolog|factor|local|author|capital)is(?:e|es|ed|er|ers|ing"
    r"|ation|ations)": "-ize, as in optimize",
    r"analys(?:e|ed|ing)|catalogue[sd]?": "analyze, catalog",
    r"licence[sd]?": "license",
    r"(?:def|off)ence|programmes?|artefacts?|judgement|learnt|spelt|whilst|amongst|grey|maths"
    r"|fulfil|enrol|ageing|acknowledgement": "the American spelling",
}
"""What to write instead of what a pattern matches, whole words, in either case."""

EXACT = {r"[\d}] %": "no blank before %, as in 3%"}
"""The same for what is no word."""

_PATTERNS = [
    *(
        (re.compile(rf"(?<![\w/-])(?:{word})(?![\w-])", re.IGNORECASE), w)
        for word, w in WORDS.items()
    ),
    *((re.compile(pattern), instead) for pattern, instead in EXACT.items()),
]

_FENCE = re.compile(r"^( *```).*?^\1$", re.DOTALL | re.MULTILINE)
_CODE = re.compile(r"`[^`\n]+`|\]\([^)\s]+\)|https?://\S+|<!--.*?-->")

Hit = tuple[int, str, str]
"""A line, the word on it, and what to write instead."""


def main(names: Sequence[str]) -> int:
    """Print the words that are not used any more, and return 1 if there are any."""
    found = 0
    for path in [Path(name) for name in names] or [*program(), *pages()]:
        text = path.read_text(encoding="utf-8")
        name = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
        for line, word, instead in in_code(text, path) if path.suffix == ".py" else in_page(text):
            print(f"{name}:{line}: “{word}”: write “{instead}” instead")
            found += 1
    if found:
        print(f"{found} words that dlr no longer uses.")
    return 1 if found else 0


def program() -> Iterator[Path]:
    """Yield the files of the program."""
    yield from sorted((ROOT / "src" / "dlroadmap").rglob("*.py"))


def pages() -> Iterator[Path]:
    """Yield the pages of the documentation; decisions stay as they were written."""
    yield from (ROOT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md"))
    for path in sorted((ROOT / "docs").rglob("*.md")):
        if "adr" not in path.parts:
            yield path


def in_page(text: str) -> Iterator[Hit]:
    """Yield the hits of a page, blocks and code left out."""
    text = _FENCE.sub(lambda block: "\n" * block[0].count("\n"), text)
    for number, line in enumerate(text.splitlines(), 1):
        for word, instead in _search(_CODE.sub("``", line)):
            yield number, word, instead


def in_code(text: str, path: Path) -> Iterator[Hit]:
    """Yield the hits of the sentences in a file of Python."""
    lines = text.splitlines()
    for node, sentence in _sentences(ast.parse(text), path):
        for word, instead in _search(sentence):
            last = node.end_lineno or node.lineno
            near = range(node.lineno, last + 1)
            # A sentence may span lines; a word that a line break divides is told by its first.
            yield (
                next((n for n in near if word.lower() in lines[n - 1].lower()), node.lineno),
                word,
                instead,
            )


def _search(text: str) -> Iterator[tuple[str, str]]:
    for pattern, instead in _PATTERNS:
        for match in pattern.finditer(text):
            yield match[0], instead


def _sentences(tree: ast.Module, path: Path) -> Iterator[tuple[ast.expr, str]]:
    """Yield what a person may read: texts with a blank in them, and docstrings that are printed."""
    printed = set(map(id, _printed(tree, path)))
    left_out: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):
            left_out.update({id(node.value)} - printed)
        elif isinstance(node, ast.JoinedStr):
            left_out.update(map(id, node.values))
            parts = (p.value if isinstance(p, ast.Constant) else "{}" for p in node.values)
            yield node, _CODE.sub("``", "".join(map(str, parts)))
        elif isinstance(node, ast.Constant) and id(node) not in left_out:
            text = node.value if isinstance(node.value, str) else ""
            if " " in text.strip():
                yield node, _CODE.sub("``", text)


def _printed(tree: ast.Module, path: Path) -> Iterator[ast.expr]:
    """Yield the docstrings that dlr shows: help, rules, exit codes, and models of the format."""
    if path.parent.name == "rules":
        owners: list[list[ast.stmt]] = [tree.body[:1]]
    elif path.parent.name == "cli":
        owners = [n.body for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == "run"]
    elif path.name in ("errors.py", "schema.py"):
        owners = [n.body for n in tree.body if isinstance(n, ast.ClassDef)]
    else:
        owners = []
    yield from (node.value for body in owners for node in body if isinstance(node, ast.Expr))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
