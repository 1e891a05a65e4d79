"""UNWRITTEN."""

from dlroadmap.lint.rule import Rule

RULE = Rule("Y004", __doc__)
