"""UNWRITTEN."""

from dlroadmap.lint.rule import Rule

RULE = Rule("X406", __doc__)
