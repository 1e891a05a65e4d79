"""UNWRITTEN."""

from dlroadmap.lint.rule import Rule

RULE = Rule("C305", __doc__)
