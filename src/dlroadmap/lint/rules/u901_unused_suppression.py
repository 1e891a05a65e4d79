"""A comment that silences a rule is needed.

`# dlr: ignore[G205] reason` silences a rule on its line, or on the next one if nothing else
stands beside it; `# dlr: ignore-file[G205] reason` silences it in the whole file. A comment that
outlives its cause would silence the next fault, which nobody wanted. Errors without which the
files cannot be understood cannot be silenced.

## Example

```yaml
title: Attention  # dlr: ignore[C301] the other one was renamed long ago
```

## Instead

Remove the comment; `dlr lint --fix` does it.
"""

from collections.abc import Iterator
from functools import partial

from dlroadmap.diagnostics import Edit, Fix
from dlroadmap.format.source import Source
from dlroadmap.lint.rule import Met, Rule
from dlroadmap.lint.suppressions import Silencing, Suppression


def check(silencing: Silencing) -> Iterator[Met]:
    """Yield each comment that names no rule, an unknown one, or one it never met."""
    source = silencing.source
    for comment in silencing.comments:
        idle = []
        for word in comment.words:
            code = silencing.code(word)
            if code is None:
                message = f"`{word}` is no rule; all rules: dlr rule"
                yield Met(source, comment.start, comment.end, message)
            elif (comment.line, code) not in silencing.met and silencing.holds(code):
                idle.append(word)
        if idle:
            names = ", ".join(f"`{word}`" for word in idle)
            message = f"{names} finds nothing here; the comment is not needed"
            mend = partial(_remove, source, comment, idle)
            yield Met(source, comment.start, comment.end, message, mend)
        if not comment.words:
            message = "name the rules that this comment is about: `# dlr: ignore[G205] reason`"
            yield Met(source, comment.start, comment.end, message)


def _remove(source: Source, comment: Suppression, idle: list[str]) -> Fix:
    """Take idle rules out of a comment; one that is left without any goes as a whole."""
    text, kept = source.text, [word for word in comment.words if word not in idle]
    if kept:
        start = text.index("[", comment.start) + 1
        return Fix((Edit(start, text.index("]", start), ", ".join(kept)),))
    begins = text.rfind("\n", 0, comment.start) + 1
    if not text[begins : comment.start].strip():
        ends = text.find("\n", comment.end) + 1 or len(text)
        return Fix((Edit(begins, ends, ""),))
    start = begins + len(text[begins : comment.start].rstrip())
    return Fix((Edit(start, comment.end, ""),))


RULE = Rule("U901", "unused-suppression", "warning", __doc__, comments=check)
