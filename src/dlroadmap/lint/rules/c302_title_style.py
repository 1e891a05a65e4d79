"""UNWRITTEN."""

from dlroadmap.lint.rule import Rule

RULE = Rule("C302", __doc__)
