"""UNWRITTEN."""

from dlroadmap.lint.rule import Rule

RULE = Rule("S110", __doc__)
