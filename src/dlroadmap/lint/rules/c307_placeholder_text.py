"""UNWRITTEN."""

from dlroadmap.lint.rule import Rule

RULE = Rule("C307", __doc__)
