"""Every value has the type that its key requires.

A text must be text, a list must be a list, and a choice must be one of the allowed values. YAML
reads `3.10` as a number and `true` as a boolean, so such a title needs quotes.

## Example

```yaml
- id: float-formats
  title: 3.10
  kind: idea
  tags: vision
```

## Instead

```yaml
- id: float-formats
  title: "3.10"
  kind: concept
  tags: [vision]
```

`dlr lint --fix` puts a number, true or false in quotes where text is required.
"""

from dlroadmap.diagnostics import Fix
from dlroadmap.format.faults import Fault, FaultKind
from dlroadmap.format.nodes import Scalar, text_of
from dlroadmap.format.validation import nearest
from dlroadmap.lint.edits import quote
from dlroadmap.lint.rule import Rule, Words, ask_for
from dlroadmap.text import is_id

_WORDS = {
    "string_type": "must be text; put it in quotes",
    "string_too_short": "must not be empty",
    "list_type": "must be a list",
    "dict_type": "must be a mapping",
    "model_type": "must be a mapping",
    "model_attributes_type": "must be a mapping",
    "int_type": "must be a whole number",
    "float_type": "must be a number",
    "greater_than": "must be more than {gt}",
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le}",
    "literal_error": "must be {expected}",
}
"""What pydantic's errors say, by their type; their values are named in its documentation."""


def describe_type(fault: Fault) -> str:
    """Return the words for a value that its key does not take."""
    values, context = fault.values, fault.values["context"]
    template = _WORDS.get(values["type"])
    words = template.format_map(context) if template else values["message"]
    subject = f"`{values['name']}`" if values["name"] else "this"
    hint = ""
    if values["type"] == "literal_error" and fault.node and text_of(fault.node):
        expected = str(context["expected"]).replace("'", "").replace(" or ", ", ")
        hint = ask_for(nearest(text_of(fault.node), expected.split(", ")))
    return f"{subject} {words}{hint}"


def describe_id(fault: Fault) -> str:
    """Return the words for an id that is no text."""
    value = fault.values["value"]
    hint = "" if value is None or isinstance(value, dict | list) else "; put it in quotes"
    return f"an id must be text{hint}"


def mend(fault: Fault) -> Fix | None:
    """Return the fix that puts a number, true or false in quotes where text should be."""
    node, source = fault.node, fault.source
    if not isinstance(node, Scalar):
        return None
    if fault.kind is FaultKind.ID_NOT_TEXT:
        named = fault.values["name"] in ("id", "formerly")
        fits = named and is_id(source.text[node.start : node.end])
    else:
        is_text = fault.values.get("type") == "string_type"
        fits = (is_text or fault.kind is FaultKind.REASON_NOT_TEXT) and node.is_unquoted
    return quote(source, node) if fits else None


WORDS: Words = {
    FaultKind.EMPTY_FILE: "the file is empty; {expected}",
    FaultKind.NOT_A_CURRICULUM: "not a curriculum; it must be a mapping with `format: 1`",
    FaultKind.KEY_NOT_A_WORD: "a key must be text",
    FaultKind.WRONG_TYPE: describe_type,
    FaultKind.ID_NOT_TEXT: describe_id,
    FaultKind.REFERENCE_NOT_TEXT: "a reference must be an id or home/id",
    FaultKind.BAD_PREREQUISITE: "a prerequisite must be an id or `id: reason`",
    FaultKind.REASON_NOT_TEXT: "the reason must be text; put it in quotes",
}

RULE = Rule(__name__, "error", __doc__, WORDS, mend)
