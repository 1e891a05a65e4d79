"""dlr import --match at a terminal: what may be meant is asked about."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from cli_helpers import Terminal, command, dlr_process

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.posix("a terminal"), pytest.mark.usefixtures("warm")]

STUB = """
import sys
from dlroadmap.authoring.outline import Listed, Outline
from dlroadmap.exchange.reading import kinds

names = ["CNNs", "Gradient descent variants", "LSTM / GRU", "Attention models"]
names += [f"Strange thing {n}" for n in range(12)]
items = [Listed(name, line=n, state="done") for n, name in enumerate(names, 1)]
kinds.read = lambda *_: Outline("A list", tuple(items))

from dlroadmap.cli.app import run
sys.exit(run(["import", "-", "--match", "--curriculum", "deep-learning", *sys.argv[1:]]))
"""
"""Reads no list, but has one."""


def start(home: Path) -> Terminal:
    """Begin a match at a terminal; the list itself comes from a stub."""
    stub = STUB.replace('"-"', json.dumps(str(home / "config.json")))
    (home / "config.json").write_text("{}", encoding="utf-8")
    return Terminal(home, program=[command()[0], "-c", stub])


def ticked(home: Path) -> list[str]:
    """Return the ids of what was recorded."""
    events = json.loads(dlr_process(home, "log", "--json").stdout)["events"]
    return [event["key"].partition("/")[2] for event in events]


def test_what_is_chosen_is_ticked(home: Path) -> None:
    """A number takes one of the items, `a` takes all, Enter none; other words are refused."""
    with start(home) as terminal:
        terminal.expect("“Gradient descent variants” (line 2): is it one of these?")
        terminal.expect("1 Gradient descent\n")
        terminal.expect("stop asking):")
        terminal.enter("7\n")
        terminal.expect("“7” is not in the list.")
        terminal.expect("stop asking):")
        terminal.enter("1\n")
        terminal.expect("“LSTM / GRU”")
        terminal.expect("stop asking):")
        terminal.enter("a\n")
        terminal.expect("“Attention models”")
        terminal.expect("stop asking):")
        terminal.enter("\n")
        terminal.expect("Unknown, the first 10 of 12:")
        terminal.expect("To list all:")
        terminal.expect("--match --dry-run | less")
        terminal.expect("Ticked 4 items.")
        assert terminal.end() == 0
    assert ticked(home) == ["convolutional-networks", "gradient-descent", "lstm", "gru"]


def test_q_stops_asking(home: Path) -> None:
    """After `q` nothing more is asked, and what is sure is ticked all the same."""
    with start(home) as terminal:
        terminal.expect("stop asking):")
        terminal.enter("q\n")
        assert terminal.end() == 0
    assert terminal.output.count("is it one of these?") == 1
    assert ticked(home) == ["convolutional-networks"]


def test_an_interrupt_records_nothing(home: Path) -> None:
    """Ctrl-C at a question changes nothing at all, whatever was answered before."""
    with start(home) as terminal:
        terminal.expect("stop asking):")
        terminal.enter("1\n")
        terminal.expect("stop asking):")
        assert terminal.interrupt() == 130
    assert ticked(home) == []


def test_the_end_of_input_records_nothing(home: Path) -> None:
    """Ctrl-D at a question is no answer."""
    with start(home) as terminal:
        terminal.expect("stop asking):")
        terminal.enter("\x04")
        assert terminal.end() == 130
    assert ticked(home) == []
