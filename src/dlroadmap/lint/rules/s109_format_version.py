"""UNWRITTEN."""

from dlroadmap.lint.rule import Rule

RULE = Rule("S109", __doc__)
