"""Lists of other programs, read into outlines, one format a file."""
