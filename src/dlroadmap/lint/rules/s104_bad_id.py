"""UNWRITTEN."""

from dlroadmap.lint.rule import Rule

RULE = Rule("S104", __doc__)
