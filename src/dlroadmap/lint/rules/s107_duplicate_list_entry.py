"""UNWRITTEN."""

from dlroadmap.lint.rule import Rule

RULE = Rule("S107", __doc__)
