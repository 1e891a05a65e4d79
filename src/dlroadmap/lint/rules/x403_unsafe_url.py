"""UNWRITTEN."""

from dlroadmap.lint.rule import Rule

RULE = Rule("X403", __doc__)
