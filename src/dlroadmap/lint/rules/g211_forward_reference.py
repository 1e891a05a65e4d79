"""A check or a summary mentions only items that the learner has met.

If a check mentions another item by its id, title or alias, the learner needs that item. Unless the
item requires it, directly or indirectly, the learner may not know it yet. In a summary this is an
info, shown only when the rule is selected, because a summary may look ahead.

An item may mention itself, what the curriculum assumes, and everything that these require. An item
that it only `covers` is not enough, because learners know that before they start the project.

- Upper and lower case, hyphens, possessive `'s` and simple plurals make no difference. Other
  characters of a name must match, as in `A/B test` or `C++`.
- If several names match, the longest one counts.
- A name with several capitals, such as CLIP or ZeRO, counts only if the text has capitals too.
- Names that more than eight items share are ignored, and so are addresses, paths and file names.

Some aliases are also everyday words, such as `images`. List those in the settings, with the reason:

```toml
[everyday]
images = "everyone knows what an image is"
```

## Example

```yaml
- id: softmax
  title: Softmax
  kind: concept
- id: loss-functions
  title: Loss functions
  kind: concept
  checks: [Explain why softmax comes before the loss]
```

## Instead

Add the prerequisite, use other words, or move the check to a later item:

```yaml
- id: loss-functions
  title: Loss functions
  kind: concept
  requires:
    - softmax: the loss compares probabilities
  checks: [Explain why softmax comes before the loss]
```
"""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from dlroadmap.curriculum.graph import components, walk
from dlroadmap.curriculum.model import Item
from dlroadmap.format.nodes import Node, Scalar, elements_of, text_of, value_of
from dlroadmap.format.source import Source
from dlroadmap.lint.checked import Checked
from dlroadmap.lint.mentions import Mention, Names, normalized
from dlroadmap.lint.rule import Found, Met, Rule

BLOCK = 4096
"""So many mentioned items are looked for in one walk through all items, one bit for each."""

FAR = 10_000
"""Words behind so many characters of a text are not looked for in the file."""

_ABBREVIATION = re.compile(r"\(([^\s()]*[A-Z][^\s()]*[A-Z][^\s()]*)\)")
_ASIDE = re.compile(r"\s*\([^()]*\)")
_ARTICLE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)
_MAGAZINE = re.compile(rf"{_ARTICLE.pattern}\S+", re.IGNORECASE)
"""`the batch` in a text is any batch, not the newsletter The Batch."""

EVERYDAY = ""
"""The key under which everyday words stand among the names of items."""

Asked = dict[str, set[str]]


class _Spoken(NamedTuple):
    """A mention in a text that the curriculum's own files give an item."""

    key: str
    source: Source
    scalar: Scalar
    text: str
    mention: Mention
    severity: str


def check(checked: Checked) -> Found:
    """Yield the mentions, in checks and summaries of own files, of what nobody has promised."""
    edges = checked.requires
    assumed = walk(checked.assembly.assumes, edges).keys()
    spoken = list(_find(checked, edges, assumed))
    asked: Asked = {}
    for each in spoken:
        asked.setdefault(each.key, set()).update(each.mention.keys)
    reached = _reach(edges, asked)
    hidden = _hidden(checked)
    spoken = [
        each._replace(mention=each.mention._replace(keys=keys))
        for each in spoken
        if reached[each.key].isdisjoint(each.mention.keys)
        and (keys := tuple(key for key in each.mention.keys if key not in hidden))
    ]
    backwards: Asked = {}
    for each in spoken:
        for other in each.mention.keys:
            backwards.setdefault(other, set()).add(each.key)
    later = _reach(edges, backwards)
    for each in spoken:
        behind = all(each.key in later[other] for other in each.mention.keys)
        message = _say(checked, each, behind)
        yield Met(each.source, _place(each), message, severity=each.severity)


def _hidden(checked: Checked) -> Set[str]:
    """Return the items that an overlay leaves out: nothing in it can require them."""
    if checked.assembly.draft.extends is None:
        return set()
    return checked.assembly.items.keys() - checked.level.keys() - checked.own.keys()


def _say(checked: Checked, spoken: _Spoken, behind: bool) -> str:
    """Return what is wrong; `behind` tells whether what is mentioned requires the item itself."""
    words = spoken.text[spoken.mention.start : spoken.mention.end]
    named = " or ".join(f"`{checked.name(key)}`" for key in spoken.mention.keys)
    name = checked.name(spoken.key)
    if behind:
        return f"`{words}` mentions {named}, which comes after `{name}`; use other words"
    return (
        f"`{words}` mentions {named}, which `{name}` does not require; require it, "
        "or use other words"
    )


def _find(
    checked: Checked, edges: Mapping[str, Sequence[str]], assumed: Set[str]
) -> Iterator[_Spoken]:
    """Yield where own texts speak of items that are not near or assumed, each once in a text."""
    speakers: list[tuple[str, Source, Node]] = [
        *((key, one.source, one.node) for key, one in checked.own.items()),
        *((one.key, one.source, one.node) for one in checked.assembly.alterations),
    ]
    if not speakers:
        return
    names = Names()
    names_of = ((key, _names(item)) for key, item in checked.assembly.items.items())
    for key, listed in names_of:
        names.add(key, listed)
    for word in checked.everyday:
        names.add(EVERYDAY, [word])
    for key, source, node in speakers:
        near = {key, EVERYDAY, *edges.get(key, ())}
        for scalar, severity in _texts(node):
            text = normalized(text_of(scalar))
            met: set[str] = set()
            for mention in names.find(text):
                keys = mention.keys
                if near.isdisjoint(keys) and assumed.isdisjoint(keys) and met.isdisjoint(keys):
                    met.update(keys)
                    yield _Spoken(key, source, scalar, text, mention, severity)


def _texts(node: Node) -> Iterator[tuple[Scalar, str]]:
    """Yield the texts of an item that may ask too much, and how severe that is."""
    summary = value_of(node, "summary")
    if isinstance(summary, Scalar):
        yield summary, "info"
    for element in elements_of(node, "checks"):
        if isinstance(element, Scalar):
            yield element, "warning"


def _names(item: Item) -> Iterator[str]:
    """Yield what an item is called: `Long short-term memory (LSTM)` has two names."""
    title = item.title
    listed = [item.id.replace("-", " "), title, *item.aliases]
    if "(" in title:
        listed[1] = _ASIDE.sub("", title)
        listed += _ABBREVIATION.findall(title)
    if match := _ARTICLE.match(title):
        listed.append(listed[1][match.end() :])
    return (name for name in listed if not _MAGAZINE.fullmatch(name))


def _place(spoken: _Spoken) -> tuple[int, int]:
    """Return where the words stand in the file, also if they are folded; else all of the text."""
    start, end = spoken.mention.start, spoken.mention.end
    if end > FAR:
        return spoken.scalar.start, spoken.scalar.end
    pattern = re.compile(r"\s+".join(map(re.escape, spoken.text[start:end].split())))
    before = sum(1 for _ in pattern.finditer(spoken.text, 0, end)) - 1
    for match in pattern.finditer(spoken.source.text, spoken.scalar.start, spoken.scalar.end):
        if before <= 0:
            return match.span()
        before -= 1
    return spoken.scalar.start, spoken.scalar.end


def _reach(edges: Mapping[str, Sequence[str]], asked: Mapping[str, Set[str]]) -> Asked:
    """Return which of the items that are asked for each item leads to.

    In a circle everything leads to everything. One walk is enough for all, as what an item reaches
    is what stands next to it and what that reaches, as bits of one number.
    """
    if not asked:
        return {}
    leader = {key: part[0] for part in components(edges) for key in part}
    ahead: dict[str, list[str]] = {}
    for key, others in edges.items():
        joined = ahead.setdefault(leader.get(key, key), [])
        joined.extend(leader.get(other, other) for other in others)
    order = list(walk((leader.get(key, key) for key in asked), ahead))
    place = {key: index for index, key in enumerate(order)}
    below = [[place[other] for other in ahead.get(key, ())] for key in order]

    def number(key: str) -> int:
        return place.get(leader.get(key, key), -1)

    wanted = sorted({number(other) for others in asked.values() for other in others} - {-1})
    found: Asked = {key: set() for key in asked}
    for start in range(0, len(wanted), BLOCK):
        bit = {n: 1 << index for index, n in enumerate(wanted[start : start + BLOCK])}
        reached = [0] * len(order)
        for index, nearest in enumerate(below):
            bits = bit.get(index, 0)
            for other in nearest:
                bits |= reached[other]
            reached[index] = bits
        for key, wishes in asked.items():
            bits = reached[number(key)]
            found[key].update(other for other in wishes if bits & bit.get(number(other), 0))
    return found


RULE = Rule(__name__, "warning", __doc__, curriculum=check)
