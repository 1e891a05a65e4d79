"""dlr group: one file per command."""
