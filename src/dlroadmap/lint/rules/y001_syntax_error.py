"""UNWRITTEN."""

from dlroadmap.lint.rule import Rule

RULE = Rule("Y001", __doc__)
