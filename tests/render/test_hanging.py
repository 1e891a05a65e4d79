"""Text beside labels: whole words, and commands on one line."""

from io import StringIO

from rich.console import Console
from rich.text import Text

from dlroadmap.render.hanging import advise, hang


def test_a_word_that_has_no_room_beside_a_label_stands_below_it_whole() -> None:
    """Lines hang beside their label, below it where they need the room, and at the edge at last."""

    def hung(words: str, width: int) -> list[str]:
        lines = hang("Next", [Text(words)], 6, width, Console(file=StringIO()))
        return [line.plain for line in lines]

    assert hung("one-two three", 24) == ["Next  one-two three"]
    assert hung("one-two three-four-five-six-7", 24) == [
        "Next",
        "  one-two",
        "  three-four-five-six-7",
    ]
    assert hung("one-two-three-four-five", 24) == ["Next", " one-two-three-four-five"]
    assert hung("one-two-three-four-five-", 24) == ["Next", "one-two-three-four-five-"]


def test_a_command_stays_on_one_line() -> None:
    """Where words and command have no room beside each other, the command begins a line."""

    def advised(hint: str, width: int) -> list[str]:
        return [line.plain for line in advise(hint, width, Console(file=StringIO()))]

    hint = "2 items are assumed. To see them: dlr list --assumed"
    assert advised(hint, 80) == [hint]
    assert advised(hint, 40) == ["2 items are assumed.", "To see them: dlr list --assumed"]
    assert advised(hint, 24) == ["2 items are assumed.", "To see them:", "  dlr list --assumed"]
