"""What a person sees of what was written to a terminal."""


def shown(text: str) -> list[str]:
    r"""Return what stands on the lines of a terminal after a text, by what `\r` goes back to."""
    lines = []
    for line in text.split("\n"):
        cells: list[str] = []
        for part in line.split("\r"):
            cells[: len(part)] = part
        lines.append("".join(cells).rstrip())
    return lines
