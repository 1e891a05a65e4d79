"""UNWRITTEN."""

from dlroadmap.lint.rule import Rule

RULE = Rule("C306", __doc__)
