"""Groups, without a server."""
