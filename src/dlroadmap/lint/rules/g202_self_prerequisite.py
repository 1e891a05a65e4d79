"""UNWRITTEN."""

from dlroadmap.lint.rule import Rule

RULE = Rule("G202", __doc__)
