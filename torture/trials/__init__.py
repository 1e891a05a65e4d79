"""The trials: one a file, each a function that returns its outcome."""
