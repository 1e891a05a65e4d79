"""Formats of other programs, one a file."""
