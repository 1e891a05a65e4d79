"""UNWRITTEN."""

from dlroadmap.lint.rule import Rule

RULE = Rule("S102", __doc__)
