"""An address begins with https://.

Without encryption, others can read and change a page on its way to the learner, including its
links and downloads. Nearly every site supports HTTPS today, but some do not, so `dlr lint --fix`
does not change addresses.

## Example

```yaml
- title: A book
  url: http://example.org/book
  type: book
```

## Instead

Try the address with https://. If the site does not support it, look for the page elsewhere, or keep
the address with a comment that gives the reason.

```yaml
- title: A book
  # dlr: ignore[X404] the site does not support HTTPS
  url: http://example.org/book
  type: book
```
"""

from dlroadmap.format.fields import records
from dlroadmap.format.nodes import text_of
from dlroadmap.format.source import Source
from dlroadmap.lint.rule import Found, Met, Rule
from dlroadmap.text import clean, is_web_address


def check(source: Source) -> Found:
    """Yield every address of a resource or a source that is good but for its http."""
    for model, record in records(source.root):
        url = record.get("url") if "url" in model.model_fields else None
        address = clean(text_of(url))
        if url and address[:7].lower() == "http://" and is_web_address(address):
            message = "the address is not encrypted; use https:// if the site supports it"
            yield Met(source, url, message)


RULE = Rule(__name__, "warning", __doc__, file=check)
