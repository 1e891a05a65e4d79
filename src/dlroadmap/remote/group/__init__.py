"""Groups: members on a PostgreSQL server, who sees what, and what is asked of whom."""
