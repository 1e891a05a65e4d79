"""UNWRITTEN."""

from dlroadmap.lint.rule import Rule

RULE = Rule("X402", __doc__)
