"""UNWRITTEN."""

from dlroadmap.lint.rule import Rule

RULE = Rule("G203", __doc__)
