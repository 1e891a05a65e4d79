"""UNWRITTEN."""

from dlroadmap.lint.rule import Rule

RULE = Rule("Y006", __doc__)
