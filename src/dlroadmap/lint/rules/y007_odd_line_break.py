"""UNWRITTEN."""

from dlroadmap.lint.rule import Rule

RULE = Rule("Y007", __doc__)
