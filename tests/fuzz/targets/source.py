"""The bytes are a YAML file: it becomes a tree, or faults, and the tree is the one of PyYAML."""

from pathlib import Path
from typing import Any

import yaml

from dlroadmap.format.files import Files
from dlroadmap.format.nodes import MappingNode, Node, Scalar, SequenceNode, to_data, walk
from dlroadmap.format.source import Source, read
from dlroadmap.lint.rules import describe
from dlroadmap.text import clean
from fuzz.promises import hold, hold_clean, hold_places, hold_steers_nothing
from fuzz.words import FORMAT, NUMBERS, SIGNS, YAML

WORDS = [*YAML, *SIGNS, *NUMBERS, *FORMAT]

PATH = Path("file.yaml")


def fuzz(data: bytes) -> None:
    """Read a file."""
    source = read(PATH, Files({PATH: data}))
    hold_places(source)
    for finding in describe(source.faults):
        hold_steers_nothing(str(finding))
    for _, node in walk(source.root):
        hold(0 <= node.start <= node.end <= len(source.text), "a node lies in the file", node)
    if source.root is None:
        return
    _hold_cleaned(to_data(source.root))
    if not source.faults:
        text = source.text.translate({0x85: " ", 0x2028: " ", 0x2029: " "})
        _hold_same(source, source.root, yaml.load(text, yaml.CBaseLoader))


def _hold_cleaned(data: Any) -> None:
    if isinstance(data, dict):
        for key, value in data.items():
            hold_clean(key)
            _hold_cleaned(value)
    elif isinstance(data, list):
        for value in data:
            _hold_cleaned(value)
    elif isinstance(data, str):
        hold_clean(data)


def _hold_same(source: Source, node: Node, other: Any) -> None:
    """Hold that a tree without faults has the shape and the words that PyYAML gives it."""
    if isinstance(node, MappingNode):
        hold(isinstance(other, dict), "a mapping", other)
        keys = [clean(key) for key in other]
        hold([*node.values] == keys, "the keys of the mapping", [*node.values], keys)
        for value, their in zip(node.values.values(), other.values(), strict=True):
            _hold_same(source, value, their)
    elif isinstance(node, SequenceNode):
        hold(isinstance(other, list) and len(other) == len(node.items), "a list", other)
        for value, their in zip(node.items, other, strict=True):
            _hold_same(source, value, their)
    else:
        assert isinstance(node, Scalar)
        word = node.value
        hold(isinstance(other, str), "a scalar", other)
        if isinstance(word, bool) or word is None:
            hold(other.lower() in {"true", "false", "null", "~", ""}, "a word", word, other)
        elif isinstance(word, int | float):
            hold(float(other) == word, "a number", word, other)
        else:
            hold(word == other, "a text", word, other)
