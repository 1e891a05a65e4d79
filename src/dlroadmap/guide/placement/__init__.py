"""Placement: what a learner knows already, found out by a few questions."""
