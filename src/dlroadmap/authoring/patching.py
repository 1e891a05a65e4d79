"""Edits of a file that change one value and leave every other character as it is.

Each returns the file as it reads then, and is verified: what the new text says is compared with
what the old one said and the change that was meant. What cannot be edited so is refused.

A list or mapping that gets empty goes with its key, and so does one of which only the id is left:
so the edit that takes another one back leaves the text as it was. Only what stood there before,
empty or with nothing but an id, does not come back.
"""

from typing import Any, NamedTuple, NoReturn

from dlroadmap.authoring import values
from dlroadmap.authoring.values import to_brackets, to_lines
from dlroadmap.errors import DlrError
from dlroadmap.format.files import Files
from dlroadmap.format.nodes import MappingNode, Node, Scalar, SequenceNode, scalars, to_data
from dlroadmap.format.source import LONE_CR, Source, read
from dlroadmap.lint.edits import content_end

Steps = tuple[str | int, ...]
"""The way from the root to a value: keys of mappings, and places in lists."""


class _Edit(NamedTuple):
    start: int
    end: int
    text: str = ""


def append(
    source: Source,
    steps: Steps,
    value: object,
    after: int | None = None,
    behind: tuple[str, ...] = (),
) -> Source:
    """Add an element to the list that some steps lead to, at its end or after another one.

    A list that is not there is made, its key `behind` others.
    """
    listed = _find(source.root, steps)
    if not isinstance(listed, SequenceNode):
        return put(source, steps, [value], behind)
    place = len(listed.items) if after is None else after + 1
    meant = _data(source)
    _at(meant, steps).insert(place, values.as_read(value))
    before = listed.items[place - 1] if place else None
    if source.text[listed.start] == "[":
        edit = _insert_in_brackets(listed, before, to_brackets(value))
    elif before:
        edit = _insert_element(source, before, value)
    else:
        _refuse(source, listed)
    return _verified(source, edit, meant)


def put(source: Source, steps: Steps, value: object, behind: tuple[str, ...] = ()) -> Source:
    """Set the value that some steps lead to; mappings that are not there on the way are made.

    A new key comes last, or behind the last of some other keys.
    """
    known = 0
    while known < len(steps) and not _is_nothing(_find(source.root, steps[: known + 1])):
        known += 1
    known = min(known, len(steps) - 1)
    *above, key = steps[: known + 1]
    for step in reversed(steps[known + 1 :]):
        value = {step: value}
    mapping = _find(source.root, tuple(above))
    if not isinstance(mapping, MappingNode) or not isinstance(key, str):
        _refuse(source, mapping or source.root)
    meant = _data(source)
    _at(meant, tuple(above))[key] = values.as_read(value)
    if key in mapping.values:
        edit = _replace(source, mapping, key, value)
    elif source.text[mapping.start] == "{":
        last = next(reversed(mapping.values.values()), None)
        edit = _insert_in_brackets(mapping, last, to_brackets({key: value})[1:-1])
    else:
        edit = _insert_entry(source, mapping, {key: value}, behind)
    return _verified(source, edit, meant)


def remove(source: Source, steps: Steps) -> Source:
    """Remove a key with its value, or an element of a list, and what is left empty by that.

    A comment is never taken along, unless it stands on the lines of what is removed: then what is
    left empty stays, or if it cannot, the edit is refused.
    """
    wide = _widen(source.root, steps)
    if wide != steps:
        try:
            return _remove(source, wide, own=False)
        except DlrError:
            parent = _find(source.root, steps[:-1])
            if parent is None or source.text[parent.start] not in "[{":
                raise
    return _remove(source, steps, own=True)


def _remove(source: Source, steps: Steps, own: bool) -> Source:
    """Remove what some steps lead to; comments on its lines go with it if they are its own."""
    parent, last = _find(source.root, steps[:-1]), steps[-1]
    meant = _data(source)
    del _at(meant, steps[:-1])[last]
    if isinstance(parent, MappingNode) and isinstance(last, str):
        keys = parent.keys()
        spans = [(keys[word].start, node.end) for word, node in parent.values.items()]
        number = list(parent.values).index(last)
        key, node = keys[last], parent.values[last]
    elif isinstance(parent, SequenceNode) and isinstance(last, int):
        spans = [(node.start, node.end) for node in parent.items]
        number, key, node = last, None, parent.items[last]
    else:
        _refuse(source, parent)
    if source.text[parent.start] in "[{":
        edit = _remove_from_brackets(source, spans, number)
    else:
        edit = _remove_lines(source, key, node, spans[number + 1 :])
    if edit is None:
        _refuse(source, key or node)
    if _loses_comment(source, edit, node if own else None):
        line = source.line_of(key or node)
        message = f"{source.path}, line {line}: a comment would be lost; nothing was changed."
        raise DlrError("unfit-layout", message, "Make this change by hand.")
    return _verified(source, edit, meant)


def _loses_comment(source: Source, edit: _Edit, own: Node | None) -> bool:
    """Return whether an edit takes out a comment, but for those beside the lines of a node."""
    text = source.text
    start = end = edit.start
    if own:
        start = max(_line_start(text, own.start), edit.start)
        end = min(_line_end(text, content_end(text, own)), edit.end)
    at = start
    for line in text[start:end].splitlines(keepends=True):
        if line.lstrip().startswith("#") and _has_comment(source, at, at + len(line)):
            return True
        at += len(line)
    return _has_comment(source, edit.start, start) or _has_comment(source, end, edit.end)


def _has_comment(source: Source, start: int, end: int) -> bool:
    """Return whether there is a `#` between two offsets that is in no key and no value."""
    text, at = source.text, start
    for scalar in scalars(source.root):
        if scalar.start < end and scalar.end > at:
            if "#" in text[at : max(at, scalar.start)]:
                return True
            at = scalar.end
    return "#" in text[at:end]


def saved_text(source: Source) -> str:
    """Return the text of a file as it is saved."""
    return "\ufeff" * source.marked + source.text


def _widen(root: Node | None, steps: Steps) -> Steps:
    """Return the steps to the outermost value that would be left empty, or with only an id."""
    while len(steps) > 1:
        parent = _find(root, steps[:-1])
        if isinstance(parent, SequenceNode):
            goes = len(parent.items) == 1
        else:
            left = parent.values.keys() - {steps[-1]} if isinstance(parent, MappingNode) else {"-"}
            goes = not left or (left == {"id"} and isinstance(steps[-2], int))
        if not goes:
            break
        steps = steps[:-1]
    return steps


# What is there


def _find(node: Node | None, steps: Steps) -> Node | None:
    for step in steps:
        if isinstance(node, MappingNode) and isinstance(step, str):
            node = node.values.get(step)
        elif isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            return None
    return node


def _is_nothing(node: Node | None) -> bool:
    return node is None or (isinstance(node, Scalar) and node.value is None)


def _data(source: Source) -> Any:
    return to_data(source.root) if source.root else None


def _at(data: Any, steps: Steps) -> Any:
    for step in steps:
        data = data[step]
    return data


# Edits within brackets


def _insert_in_brackets(parent: Node, before: Node | None, text: str) -> _Edit:
    at = before.end if before else parent.start + 1
    return _Edit(at, at, f", {text}" if before else text)


def _remove_from_brackets(
    source: Source, spans: list[tuple[int, int]], number: int
) -> _Edit | None:
    """Remove an element with the comma before it, the first one with the comma behind it."""
    start, end = spans[number]
    if number:
        start, mine = spans[number - 1][1], start
        between = source.text[start:mine]
    else:
        between = source.text[end : spans[1][0]] if len(spans) > 1 else ""
        end = spans[1][0] if len(spans) > 1 else end
    return None if "#" in between else _Edit(start, end)


# Edits of lines


def _insert_element(source: Source, before: Node, value: object) -> _Edit:
    """Add an element below another one, with a hyphen where that one has it."""
    text = source.text
    head = text[_line_start(text, before.start) : before.start]
    if head.strip() != "-":
        _refuse(source, before)
    margin = head.partition("-")[0]
    return _insert_lines(text, _below(text, before, len(margin)), to_lines([value]), margin)


def _insert_entry(
    source: Source, mapping: MappingNode, entry: dict[str, object], behind: tuple[str, ...]
) -> _Edit:
    """Add an entry below the last one of a mapping, or below that of another key."""
    text, keys = source.text, mapping.keys()
    first, last = next(iter(keys)), next(reversed(keys))
    word = next((word for word in reversed(behind) if word in keys), last)
    margin = keys[first].start - _line_start(text, keys[first].start)
    at = _below(text, mapping.values[word], margin)
    return _insert_lines(text, at, to_lines(entry), " " * margin)


def _replace(source: Source, mapping: MappingNode, key: str, value: object) -> _Edit:
    """Put a value in the place of another one, in quotes if that has them."""
    text, name, node = source.text, mapping.keys()[key], mapping.values[key]
    new = to_brackets(value)
    if _is_nothing(node) and not text[node.start : node.end].strip():
        if isinstance(value, dict) and text[mapping.start] != "{":
            margin = name.start - _line_start(text, name.start) + 2
            at = _line_end(text, name.end)
            return _insert_lines(text, at, to_lines(value), " " * margin)
        at = text.index(":", name.end) + 1
        return _Edit(at, at, f" {new}")
    quote = text[node.start] if text[node.start] in "\"'" else ""
    return _Edit(node.start, node.end, new if new[0] == '"' else f"{quote}{new}{quote}")


def _remove_lines(
    source: Source, key: Scalar | None, node: Node, following: list[tuple[int, int]]
) -> _Edit | None:
    """Remove an element or entry with all its lines."""
    text, at = source.text, (key or node).start
    start = _line_start(text, at)
    head = text[start:at]
    if head.strip() == ("" if key else "-"):
        margin = len(head.partition("-")[0])
        end = _below(text, node, margin)
        if end == len(text) and not text.endswith("\n"):
            start -= len(_line_break(text, start)) if start else 0
        return _Edit(start, end)
    # The first key of an element shares its line with the hyphen.
    if not key or not following or "#" in text[content_end(text, node) : following[0][0]]:
        return None
    return _Edit(at, following[0][0])


def _insert_lines(text: str, at: int, lines: list[str], margin: str) -> _Edit:
    line_break = _line_break(text, at)
    body = line_break.join(f"{margin}{line}" for line in lines)
    is_whole = not at or text[at - 1] == "\n"
    return _Edit(at, at, f"{body}{line_break}" if is_whole else f"{line_break}{body}")


def _line_break(text: str, at: int) -> str:
    """Return what ends the line before an offset; at the end of an open line, what ends others."""
    if at and text[at - 1] == "\n":
        return "\r\n" if text[:at].endswith("\r\n") else "\n"
    return "\r\n" if "\r\n" in text else "\n"


def _below(text: str, node: Node, margin: int) -> int:
    """Return where the lines of an element or entry end.

    A comment below belongs to it if it is indented more than it is.
    """
    end = _line_end(text, content_end(text, node))
    while end < len(text):
        line = text[end : _line_end(text, end)]
        if not line.lstrip().startswith("#") or len(line) - len(line.lstrip()) <= margin:
            break
        end += len(line)
    return end


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _line_end(text: str, at: int) -> int:
    return text.find("\n", at) + 1 or len(text)


# Whether it says what was meant


def _verified(source: Source, edit: _Edit, meant: object) -> Source:
    text = f"{source.text[: edit.start]}{edit.text}{source.text[edit.end :]}"
    data = ("\ufeff" * source.marked + text).encode(errors="replace")
    fresh = read(source.path, Files({source.path: data}))
    says = to_data(fresh.root) if fresh.root else None
    if says != meant or LONE_CR.search(source.text):
        line = source.position(edit.start)[0]
        raise _unfit(source, line)
    return fresh


def _refuse(source: Source, node: Node | None) -> NoReturn:
    raise _unfit(source, source.line_of(node) if node else 1)


def _unfit(source: Source, line: int) -> DlrError:
    message = f"{source.path}, line {line}: dlr cannot edit this layout; nothing was changed."
    return DlrError("unfit-layout", message, "Make this change by hand.")
