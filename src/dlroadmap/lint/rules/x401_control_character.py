"""UNWRITTEN."""

from dlroadmap.lint.rule import Rule

RULE = Rule("X401", __doc__)
