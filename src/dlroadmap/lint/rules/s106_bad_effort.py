"""UNWRITTEN."""

from dlroadmap.lint.rule import Rule

RULE = Rule("S106", __doc__)
