"""The text is a curriculum, or files as for the loader: commands read it, or say why not.

`# $ plan` chooses one of CALLS, and `# $ why last` a call about the last item.
"""

import json

from fuzz.learner import call, hold_answer, home, learner
from fuzz.promises import hold
from fuzz.targets import loader
from fuzz.targets.loader import split
from fuzz.targets.store import chosen

CALLS = [
    "status", "list", "resources", "next --time 2h", "plan", "status --missing", "goal",
    "curricula", "search a", "stats", "doctor",
]  # fmt: skip

PLACES = {"first": slice(1), "last": slice(-1, None)}

ABOUT_ITEMS = [f"{name} {at}" for name in ("show", "path", "why", "tick") for at in PLACES]

WORDS = [*loader.WORDS, *(f"\n# $ {words}\n" for words in (*CALLS, *ABOUT_ITEMS))]


def fuzz(data: bytes) -> None:
    """Open a curriculum by its path and ask everything of it."""
    texts = split(data)
    with learner() as folder:
        main = folder / "work" / "curriculum.yaml"
        for path, text in texts.items():
            file = main.parent / path
            if ".." in path.parts or path.is_absolute() or "\0" in str(path):
                continue
            try:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(text)
            except OSError:  # a folder is there, or the name is too long
                continue
        there = ["--curriculum", str(main)]
        first = call("list", "--json", *there)
        hold_answer(first)
        if first.code:
            return
        items = [item["id"] for item in json.loads(first.out)["items"]]
        for words in chosen(data, CALLS):
            hold_answer(call(*words.split(), *there))
        for words in chosen(data, ABOUT_ITEMS):
            command, at = words.split()
            hold_answer(call(command, *items[PLACES[at]], "--json", *there))
            hold_answer(call(command, *items[PLACES[at]], *there))
        answer = call("status", "--json", *there)
        totals = json.loads(answer.out)["totals"]
        hold(0 <= totals["counted_done"] <= totals["counted"], "counts", totals)
        hold(totals["percent"] is None or 0 <= totals["percent"] <= 100, "percent", totals)
        compiled = home() / "cache" / "compiled"
        for path in [*compiled.rglob("curriculum-*")]:
            path.unlink()
