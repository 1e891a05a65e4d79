"""The linter that keeps curriculum files right."""
