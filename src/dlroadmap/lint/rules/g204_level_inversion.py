"""UNWRITTEN."""

from dlroadmap.lint.rule import Rule

RULE = Rule("G204", __doc__)
