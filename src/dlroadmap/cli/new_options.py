"""What `dlr new` makes, and which options there are for it."""

ABOVE = ("curriculum", "level", "category")
"""What authors create with something in it."""

TAKEN = {
    "overlay": {"--title", "--in", "--extends"},
    "item": {
        *("--in", "--curriculum", "--category", "--after", "--id", "--kind", "--priority"),
        *("--hours", "--requires", "--summary", "--undo"),
    },
    **{kind: {"--title", "--in"} for kind in ABOVE},
}
"""Which options there are for what."""
