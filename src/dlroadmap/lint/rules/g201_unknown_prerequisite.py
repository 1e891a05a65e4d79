"""UNWRITTEN."""

from dlroadmap.lint.rule import Rule

RULE = Rule("G201", __doc__)
