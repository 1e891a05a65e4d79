"""UNWRITTEN."""

from dlroadmap.lint.rule import Rule

RULE = Rule("G208", __doc__)
