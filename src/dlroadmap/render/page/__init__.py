"""The map: a curriculum on one page that opens anywhere."""
