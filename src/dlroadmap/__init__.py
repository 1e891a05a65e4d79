"""dlr: where am I, and what is next."""

__version__ = "0.1.0"
