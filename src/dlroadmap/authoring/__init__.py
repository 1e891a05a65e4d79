"""What changes curriculum files, and what changed in them."""
