"""Curricula: what a file may say, and what the program sees."""
