"""Fuzzing: what hostile input must not do, and a search for the input that does it."""
