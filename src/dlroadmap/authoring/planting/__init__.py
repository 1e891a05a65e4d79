"""From an outline to a curriculum, and from the same list, edited, to the same curriculum."""
