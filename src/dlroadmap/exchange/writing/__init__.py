"""A curriculum and its progress for other programs, one format a file."""
