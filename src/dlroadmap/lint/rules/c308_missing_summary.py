"""UNWRITTEN."""

from dlroadmap.lint.rule import Rule

RULE = Rule("C308", __doc__)
