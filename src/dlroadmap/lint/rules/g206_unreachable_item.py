"""UNWRITTEN."""

from dlroadmap.lint.rule import Rule

RULE = Rule("G206", __doc__)
