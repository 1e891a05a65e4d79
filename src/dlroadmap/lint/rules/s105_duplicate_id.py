"""UNWRITTEN."""

from dlroadmap.lint.rule import Rule

RULE = Rule("S105", __doc__)
