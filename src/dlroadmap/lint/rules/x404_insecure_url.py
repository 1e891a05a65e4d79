"""An address begins with https://.

On the way from a page without encryption anyone can read along and change what arrives, links and
downloads included. Nearly every site has https today. Some still have not, so nothing is changed
by itself.

## Example

```yaml
- title: A book
  url: http://example.org/book
  type: book
```

## Instead

Try the address with https://. If the site has none, look for a copy elsewhere, or keep it with a
comment that says so.

```yaml
- title: A book
  # dlr: ignore[X404] the site has no https
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
            message = "this address is not encrypted; use https:// if the site has it"
            yield Met(source, url, message)


RULE = Rule(__name__, "warning", __doc__, file=check)
