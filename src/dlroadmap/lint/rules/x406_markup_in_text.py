"""Titles and summaries are plain text.

dlr shows every text unchanged, in a terminal, on a page and in exports, so readers would see the
markup characters. The rule looks for:

- HTML tags that style or lay out text, such as `<b>`, `</span>` or `<br/>`;
- terminal and forum styles, such as `[bold red]`, `[/]`, `[b=…]` or `[url=…]`;
- Markdown links, `[text](https://…)`;
- in titles also `**bold**`, code between backticks, and HTML comments (`<!--`).

Brackets that belong to the subject, such as `a[0]`, `[CLS]` or `<s>`, are fine. Markup in a title
is a warning, because titles are shown in every list. In a summary it is an info, shown when the
rule is selected.

## Example

```yaml
- id: attention
  title: <b>Attention</b>
  kind: concept
  summary: Read [the paper](https://arxiv.org/abs/1706.03762) first.
```

## Instead

Write plain words, and put addresses into `resources`.

```yaml
- id: attention
  title: Attention
  kind: concept
  resources:
    - {title: The paper, url: "https://arxiv.org/abs/1706.03762", type: paper}
```
"""

import re

from dlroadmap.format.source import Source
from dlroadmap.lint.rule import Found, Met, Rule
from dlroadmap.lint.texts import find_words, texts

_STYLES = "bold|italic|underline|strike|blink|reverse|dim"
_COLOURS = "black|red|green|yellow|blue|magenta|cyan|white"
_CODES = "b|i|u|s|url|link|img|code|quote|size|color|font|list"
_TAGS = (
    "a|b|i|em|strong|br|hr|p|code|pre|kbd|span|div|img|sub|sup|small|center|font|script|style|"
    "h[1-6]|ul|ol|li|table|tr|td|th|blockquote"
)
_MARKUP = re.compile(
    rf"(?<![\w\]])\[(?:(?:{_STYLES})(?: (?:{_STYLES}|{_COLOURS}))*|(?:{_CODES})=[^\[\]\n]*)\]"
    rf"|\[/(?:{_STYLES}|{_COLOURS}|{_CODES})?(?: [a-z ]+)?\]"
    rf"|</(?:{_TAGS})>|<(?:{_TAGS})(?: [a-z-]+=[^<>]*)? ?/?>"
    r"|\[[^\[\]\n]+\]\(https?://[^)\s]{0,500}\)"
)
_IN_TITLE = re.compile(
    rf"{_MARKUP.pattern}|(?<![\w*])\*\*(?=\S)[^*\n]+(?<=\S)\*\*(?![\w*])|`[^`\n]+`|<!--"
)


def check(source: Source) -> Found:
    """Yield every title and summary with markup, at the first of it."""
    for key, scalar, text in texts(source.root):
        pattern = {"title": _IN_TITLE, "summary": _MARKUP}.get(key)
        if pattern and (match := pattern.search(text)):
            words = match[0] if "`" in match[0] else f"`{match[0]}`"
            message = f"{words} is markup, which dlr shows unchanged; write plain text"
            severity = "" if key == "title" else "info"
            where = find_words(source, scalar, match[0])
            yield Met(source, where, message, severity=severity)


RULE = Rule(__name__, "warning", __doc__, file=check)
