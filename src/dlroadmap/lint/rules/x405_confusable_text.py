"""UNWRITTEN."""

from dlroadmap.lint.rule import Rule

RULE = Rule("X405", __doc__)
