"""Groups on a real PostgreSQL: the one that a wheel brings, and the system's where there is one."""
