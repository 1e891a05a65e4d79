"""UNWRITTEN."""

from dlroadmap.lint.rule import Rule

RULE = Rule("S111", __doc__)
