"""UNWRITTEN."""

from dlroadmap.lint.rule import Rule

RULE = Rule("G207", __doc__)
