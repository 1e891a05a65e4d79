"""A file and its values stay within the size limits.

A file has at most 32 MiB and three million values, nested at most 40 deep. A title, an alias or a
tag has at most 200 characters, and a number at most nine digits. The limits keep any file, even
one from a stranger, from bringing dlr to a halt. A letter with its accent counts as one
character, and each further combining mark as one more.

## Example

```yaml
hours: 12345678901
```

## Instead

Split a file that is too large into one file per category. Shorten a long title and move the rest
to the summary. Put a long number that is a name in quotes.
"""

from dlroadmap.format.faults import Fault, FaultKind
from dlroadmap.format.fields import title_keys
from dlroadmap.format.schema import MAX_TITLE, is_too_long
from dlroadmap.format.source import Source
from dlroadmap.lint.rule import Found, Met, Rule, Words
from dlroadmap.lint.texts import texts
from dlroadmap.text import clean


def describe_size(fault: Fault) -> str:
    """Return the words for a file of too many bytes."""
    return f"the file is larger than {fault.values['most'] // 1024**2} MiB; split it"


def describe_length(fault: Fault) -> str:
    """Return the words for a text that is too long; what has no key of its own is `this`."""
    name = fault.values["name"]
    return f"{f'`{name}`' if name else 'this'} is longer than {fault.values['most']} characters"


def check(source: Source) -> Found:
    """Yield the titles that are too long as they are written, and short once they are cleaned."""
    titles = set(title_keys())
    for key, scalar, text in texts(source.root):
        if len(text) > MAX_TITLE and key in titles:
            written = " ".join(text.split())
            if is_too_long(written) and not is_too_long(clean(text)):
                message = (
                    f"`{key}` is longer than {MAX_TITLE} characters; combining marks and "
                    "invisible characters count too"
                )
                yield Met(source, scalar, message)


WORDS: Words = {
    FaultKind.TOO_MANY_BYTES: describe_size,
    FaultKind.TOO_MUCH_MEMORY: "not enough memory to read the file; split it",
    FaultKind.TOO_MANY_VALUES: "the file has more than {most:,} values; split it",
    FaultKind.TOO_DEEP: "nested more than {most} levels deep",
    FaultKind.TOO_MANY_DIGITS: "the number has more than {most} digits",
    FaultKind.TOO_LONG: describe_length,
}

RULE = Rule(__name__, "error", __doc__, WORDS, file=check)
