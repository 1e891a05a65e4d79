"""The page that shows a whole curriculum: words and geometry in Python, the rest in templates."""
