"""UNWRITTEN."""

from dlroadmap.lint.rule import Rule

RULE = Rule("S103", __doc__)
