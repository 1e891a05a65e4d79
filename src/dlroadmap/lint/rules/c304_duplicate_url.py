"""A list of resources has each address only once.

If a page is listed twice, learners look for a difference that does not exist. The same address on
several items is fine, because a good book can serve many of them.

## Example

```yaml
resources:
  - {title: The tensor page, url: "https://example.org/tensors", type: docs}
  - {title: All about tensors, url: "https://example.org/tensors", type: post}
```

## Instead

Keep the better one of the two. `dlr lint --fix` removes the later one if the two are identical.
"""

from functools import partial
from urllib.parse import urlsplit

from dlroadmap.format.fields import records
from dlroadmap.format.nodes import Node, SequenceNode, text_of, to_data, value_of
from dlroadmap.format.source import Source
from dlroadmap.lint.edits import remove
from dlroadmap.lint.rule import Found, Met, Rule
from dlroadmap.text import clean


def check(source: Source) -> Found:
    """Yield every address that an earlier resource of the same list has."""
    for _, record in records(source.root):
        listed = record.get("resources")
        seen: dict[str, Node] = {}
        if not isinstance(listed, SequenceNode):
            continue
        for element in listed.items:
            url = value_of(element, "url")
            address = _normalize(clean(text_of(url)))
            first = seen.setdefault(address, element)
            if url and address and first is not element:
                line = source.line_of(first)
                message = f"this address is already in the list, on line {line}; keep one of them"
                equal = to_data(first) == to_data(element)
                mend = partial(remove, source, listed, element) if equal else None
                yield Met(source, url, message, mend)


def _normalize(text: str) -> str:
    """Return an address in one form: scheme and host in small letters, `/` for an empty path."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return text
    path = parts.path or ("/" if parts.netloc else "")
    return parts._replace(netloc=parts.netloc.lower(), path=path).geturl()


RULE = Rule(__name__, "warning", __doc__, file=check)
