"""Tries to make dlr lose what it has acknowledged: `make torture` writes docs/reliability.md."""
