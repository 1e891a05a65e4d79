"""UNWRITTEN."""

from dlroadmap.lint.rule import Rule

RULE = Rule("C304", __doc__)
