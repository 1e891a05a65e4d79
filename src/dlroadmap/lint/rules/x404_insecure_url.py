"""UNWRITTEN."""

from dlroadmap.lint.rule import Rule

RULE = Rule("X404", __doc__)
