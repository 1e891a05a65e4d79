"""UNWRITTEN."""

from dlroadmap.lint.rule import Rule

RULE = Rule("S101", __doc__)
