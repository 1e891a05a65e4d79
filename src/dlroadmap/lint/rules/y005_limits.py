"""UNWRITTEN."""

from dlroadmap.lint.rule import Rule

RULE = Rule("Y005", __doc__)
