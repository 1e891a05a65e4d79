"""Curricula as everyday commands see them."""
