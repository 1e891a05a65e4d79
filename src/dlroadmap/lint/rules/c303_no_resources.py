"""UNWRITTEN."""

from dlroadmap.lint.rule import Rule

RULE = Rule("C303", __doc__)
