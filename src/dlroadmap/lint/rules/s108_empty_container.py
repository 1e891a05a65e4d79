"""UNWRITTEN."""

from dlroadmap.lint.rule import Rule

RULE = Rule("S108", __doc__)
