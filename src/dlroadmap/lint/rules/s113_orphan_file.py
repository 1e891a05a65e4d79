"""UNWRITTEN."""

from dlroadmap.lint.rule import Rule

RULE = Rule("S113", __doc__)
