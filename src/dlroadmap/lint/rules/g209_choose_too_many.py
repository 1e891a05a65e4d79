"""UNWRITTEN."""

from dlroadmap.lint.rule import Rule

RULE = Rule("G209", __doc__)
