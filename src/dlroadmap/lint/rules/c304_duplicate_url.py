"""An address stands once in a list of resources.

Twice the same page in one list makes the learner look for a difference that is not there. The
same address on several items is fine: a good book serves many of them.

## Example

```yaml
resources:
  - {title: The tensor page, url: "https://example.org/tensors", type: docs}
  - {title: All about tensors, url: "https://example.org/tensors", type: post}
```

## Instead

Keep the better one of the two. `dlr lint --fix` removes the later one if both are equal in
everything; otherwise you know best what to keep.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from dlroadmap.diagnostics import Finding
from dlroadmap.format.source import MappingNode, Node, Scalar, SequenceNode, Source, plain
from dlroadmap.lint.removal import remove
from dlroadmap.lint.rule import Rule
from dlroadmap.lint.texts import records
from dlroadmap.text import clean


def check(source: Source) -> Iterator[Finding]:
    """Yield every address that an earlier resource of the same list has."""
    for _, record in records(source.root):
        listed = record.get("resources")
        seen: dict[str, Node] = {}
        for element in listed.items if isinstance(listed, SequenceNode) else ():
            place = element.get("url") if isinstance(element, MappingNode) else None
            address = _address(place)
            if not address or not place or not isinstance(listed, SequenceNode):
                continue
            first = seen.setdefault(address, element)
            if first is not element:
                line, _ = source.position(first.start)
                message = f"this address is in the list already, on line {line}; keep one of them"
                equal = plain(first) == plain(element)
                fix = remove(source, listed, element) if equal else None
                yield source.finding("C304", place.start, place.end, message, fix)


def _address(place: Node | None) -> str:
    """Return an address in one form: scheme and host in small letters, `/` for an empty path."""
    value = place.value if isinstance(place, Scalar) else None
    text = clean(value) if isinstance(value, str) else ""
    try:
        parts = urlsplit(text)
    except ValueError:
        return text
    path = parts.path or ("/" if parts.netloc else "")
    return parts._replace(netloc=parts.netloc.lower(), path=path).geturl()


RULE = Rule("C304", __doc__, file=check)
