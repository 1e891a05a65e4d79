"""Every comment that ignores a rule is needed.

`# dlr: ignore[G205] reason` ignores a rule on its line, or on the next line if the comment is alone
on its line. `# dlr: ignore-file[G205] reason` ignores it in the whole file. A comment that is no
longer needed would hide the next problem. Errors that keep dlr from reading a file cannot be
ignored.

## Example

```yaml
title: Attention  # dlr: ignore[C301] the other one was renamed long ago
```

## Instead

Remove the comment; `dlr lint --fix` does it. A comment with a reason is removed only with
`--unsafe-fixes`, because the reason would be lost.
"""

from collections.abc import Collection, Iterable
from functools import partial

from dlroadmap.diagnostics import Edit, Fix
from dlroadmap.format.source import Source
from dlroadmap.lint.edits import span_lines
from dlroadmap.lint.rule import Found, Met, Rule
from dlroadmap.lint.suppressions import Suppression, Target


def check(source: Source, comments: Iterable[Suppression], idle: Collection[Target]) -> Found:
    """Yield each comment that names no rule, an unknown one, or one that reports nothing."""
    for comment in comments:
        for word, target in comment.targets:
            if target is None:
                yield Met(source, comment.span, f"unknown rule `{word}`; to list all: dlr rule")
        names = ", ".join(f"`{word}`" for word, target in comment.targets if target in idle)
        if names:
            message = f"{names} reports nothing here; remove it from the comment"
            kept = [word for word, target in comment.targets if target not in idle]
            yield Met(source, comment.span, message, partial(_keep, source, comment, kept))
        if not comment.targets:
            message = "the comment specifies no rule; write `# dlr: ignore[G205] reason`"
            yield Met(source, comment.span, message)


def _keep(source: Source, comment: Suppression, words: list[str]) -> Fix:
    """Leave only some words in a comment; one that is left without any goes as a whole."""
    text, (start, end) = source.text, comment.span
    if words:
        start = text.index("[", start) + 1
        return Fix((Edit(start, text.index("]", start), ", ".join(words)),))
    begins, ends = span_lines(text, start, end)
    before = text[begins:start].rstrip()
    reason = text[start:end].partition("]")[2].strip()
    return Fix((Edit(begins + len(before), end if before else ends, ""),), safe=not reason)


RULE = Rule(__name__, "warning", __doc__, comments=check)
