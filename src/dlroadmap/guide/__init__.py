"""Pure functions of a curriculum and a progress."""
