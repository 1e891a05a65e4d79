"""UNWRITTEN."""

from dlroadmap.lint.rule import Rule

RULE = Rule("S112", __doc__)
