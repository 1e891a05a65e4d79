"""tick, untick, start, skip and undo: what is recorded, what is refused, what is asked."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from cli_helpers import CURRICULA, Terminal, dlr_process

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Dlr


def events(dlr: Dlr) -> list[dict[str, Any]]:
    """Return the whole history."""
    found: list[dict[str, Any]] = dlr("log", "--json").document["events"]
    return found


def said(dlr: Dlr) -> list[tuple[str, str]]:
    """Return what was said of which item."""
    return [(event["kind"], event["key"].partition("/")[2]) for event in events(dlr)]


def states(dlr: Dlr, *options: str) -> dict[str, str]:
    """Return the state of every item that is not `todo`."""
    items = dlr("list", "--json", *options).document["items"]
    return {item["id"]: item["state"] for item in items if item["state"] != "todo"}


def test_a_misspelt_name_is_refused_with_near_ones(dlr: Dlr) -> None:
    """An unknown name ends with exit code 2, nothing changed, and the name that was meant."""
    result = dlr("tick", "backpropogation")
    assert (result.code, result.out) == (2, "")
    assert "Nothing is named “backpropogation”" in result.err
    assert "Did you mean backpropagation" in result.err
    assert events(dlr) == []


def test_a_name_like_no_other_leads_to_the_search(dlr: Dlr) -> None:
    """Where nothing is near, the search is named."""
    result = dlr("tick", "no-such-thing")
    assert result.code == 2
    assert "dlr search" in result.err
    assert events(dlr) == []


def test_an_ambiguous_name_lists_its_candidates(small: Dlr) -> None:
    """A name that fits several items changes nothing and names them all, with their titles."""
    result = small("tick", "con")
    assert (result.code, result.out) == (2, "")
    assert "convex-optimization: Convex optimization" in result.err
    assert "convolutions: Convolutions" in result.err
    assert events(small) == []


@pytest.mark.parametrize("command", ["tick", "untick", "start", "skip"])
@pytest.mark.parametrize("bad", ["no-such-thing", "con"])
def test_several_items_fail_together(small: Dlr, command: str, bad: str) -> None:
    """If one name of a call is not understood, none of its items changes."""
    small("tick", "notebooks")
    result = small(command, "vectors", bad, "notebooks")
    assert (result.code, result.out) == (2, "")
    assert said(small) == [("tick", "notebooks")]


@pytest.mark.parametrize(
    ("command", "state", "kind"),
    [("tick", "done", "tick"), ("start", "doing", "start"), ("skip", "skipped", "skip")],
)
def test_several_items_succeed_together(small: Dlr, command: str, state: str, kind: str) -> None:
    """Several items of one call change in the order of the call, as one batch."""
    result = small(command, "notebooks", "vectors", "matrices")
    assert (result.code, result.err) == (0, "")
    assert said(small) == [(kind, "notebooks"), (kind, "vectors"), (kind, "matrices")]
    assert len({event["batch"] for event in events(small)}) == 1
    assert states(small) == dict.fromkeys(("vectors", "matrices", "notebooks"), state)


def test_an_item_named_twice_is_recorded_once(small: Dlr) -> None:
    """Two names of one item in a call make one event."""
    small("tick", "vectors", "arrows", "small/vectors", "Vectors")
    assert said(small) == [("tick", "vectors")]


@pytest.mark.parametrize("command", ["tick", "untick", "start", "skip"])
def test_saying_it_again_changes_nothing(small: Dlr, command: str) -> None:
    """An item that is there already is fine: exit code 0, no event, and a word about it."""
    if command != "untick":
        small(command, "vectors")
    before = said(small)
    result = small(command, "vectors")
    assert result.code == 0
    assert "Nothing was changed." in result.out
    assert said(small) == before


def test_of_several_only_those_change_that_must(small: Dlr) -> None:
    """Done items among others leave no event; the others are ticked."""
    small("tick", "vectors")
    result = small("tick", "vectors", "notebooks")
    assert "Already done: Vectors" in result.out
    assert "Done: Notebooks" in result.out
    assert said(small) == [("tick", "vectors"), ("tick", "notebooks")]


def test_a_blocked_item_is_ticked_and_what_is_open_is_named(small: Dlr) -> None:
    """A tick of an item that waits is recorded; its open prerequisites are named, done ones not."""
    small("tick", "notebooks")
    result = small("tick", "first-network")
    assert result.code == 0
    [line] = [line for line in result.lines if line.startswith("Unfinished prerequisites")]
    assert (
        line == "Unfinished prerequisites of A first network, “by hand” – naïve but whole: Matrices"
    )
    assert states(small)["first-network"] == "done"


def test_what_is_ticked_together_is_not_called_open(small: Dlr) -> None:
    """Prerequisites that the same call ticks are no longer open."""
    assert "Unfinished prereq" not in small("tick", "matrices", "vectors").out


def test_covered_items_are_offered_and_left_alone(small: Dlr) -> None:
    """Without a terminal covered items are named and not ticked."""
    result = small("tick", "first-network")
    assert "Also covered: Vectors and Matrices. To tick them too, add --covered." in result.out
    assert states(small) == {"first-network": "done"}
    assert small("tick", "own-language-model", "--json").document["offered"] == ["small/attention"]


@pytest.mark.parametrize("flag", ["--covered", "--yes", "-y"])
def test_covered_items_are_ticked_when_told_so(small: Dlr, flag: str) -> None:
    """With --covered, or a yes to all questions, covered items are ticked in the same batch."""
    small("skip", "vectors")
    result = small("tick", "first-network", flag)
    assert result.code == 0
    # A skipped item was left out on purpose; what practices it does not bring it back.
    assert states(small) == {"vectors": "skipped", "first-network": "done", "matrices": "done"}
    assert len({event["batch"] for event in events(small)[1:]}) == 1
    assert "practices" not in result.out


def test_no_input_is_no_yes(small: Dlr) -> None:
    """--no-input asks nothing and ticks nothing that was not named."""
    small("tick", "first-network", "--no-input")
    assert states(small) == {"first-network": "done"}


@pytest.mark.parametrize(
    ("answer", "done"),
    [
        ("y\n", {"first-network", "vectors", "matrices"}),
        ("n\n", {"first-network"}),
        ("\n", {"first-network"}),
        ("\x04", set()),
        ("", set()),
    ],
    ids=["yes", "no", "Enter", "Ctrl-D", "Ctrl-C"],
)
def test_a_person_is_asked_about_covered_items(
    home: Path, dlr: Dlr, write_curriculum: Callable[[str, str], Path], answer: str, done: set[str]
) -> None:
    """On a terminal covered items are asked about, and a yes ticks them.

    Ctrl-C at the question changes nothing and ends with 130; so does Ctrl-D.
    """
    write_curriculum("small", (CURRICULA / "small.yaml").read_text(encoding="utf-8"))
    dlr("use", "small")
    with Terminal(home, "tick", "first-network") as terminal:
        terminal.expect("This also covers Vectors and Matrices. Tick them too? [y/N]:")
        if answer:
            terminal.enter(answer)
        code = terminal.end() if answer else terminal.interrupt()
    assert "Traceback" not in terminal.output
    assert set(states(dlr)) == done
    assert code == (0 if done else 130)
    assert "--covered" not in terminal.output


def test_a_whole_level(small: Dlr) -> None:
    """--level moves all open items of a level; what is done or skipped is left alone."""
    small("tick", "notebooks")
    small("skip", "indexing")
    small("start", "matrices")
    small("tick", "--level", "entry", "--no-input")
    assert states(small) == {
        "vectors": "done",
        "matrices": "done",
        "indexing": "skipped",
        "notebooks": "done",
        "first-network": "done",
    }
    assert said(small)[3:] == [("tick", "vectors"), ("tick", "matrices"), ("tick", "first-network")]


def test_a_group_takes_named_items_along(small: Dlr) -> None:
    """Named items and a category go together; a skipped item that is named is ticked."""
    small("skip", "indexing", "vectors")
    small("tick", "--category", "entry/theory", "indexing")
    assert states(small) == {"indexing": "done", "vectors": "skipped", "matrices": "done"}


def test_skipping_and_starting_a_group(small: Dlr) -> None:
    """Of a group only what is open is skipped, and only what was not begun is started."""
    small("tick", "vectors")
    small("start", "matrices")
    small("skip", "--category", "entry/theory")
    assert states(small) == {"vectors": "done", "matrices": "skipped", "indexing": "skipped"}
    small("start", "--category", "entry/practice")
    small("start", "--category", "entry/practice")
    assert said(small)[-2:] == [("start", "notebooks"), ("start", "first-network")]
    small("untick", "--level", "entry")
    assert states(small) == {}


@pytest.mark.parametrize("form", ["middle/theory", "Middle/Theory"])
def test_a_category_of_several_levels_is_named_with_its_level(small: Dlr, form: str) -> None:
    """The id of a category that two levels have is ambiguous; LEVEL/ID names one of them."""
    result = small("tick", "--category", "theory")
    assert (result.code, result.out) == (2, "")
    assert "entry/theory, middle/theory" in result.err
    assert events(small) == []
    small("tick", "--category", form)
    assert set(states(small)) == {
        "convex-optimization",
        "stochastic-gradient-descent-with-momentum",
    }


def test_level_and_category_narrow_each_other(small: Dlr) -> None:
    """With --level an ambiguous category is that of the level; a stranger to it is refused."""
    small("tick", "--level", "middle", "--category", "theory")
    assert len(states(small)) == 2
    result = small("tick", "--level", "top", "--category", "theory")
    assert result.code == 2
    assert "There is no category" in result.err


@pytest.mark.parametrize("option", ["--level", "--category"])
def test_an_unknown_group_is_refused(small: Dlr, option: str) -> None:
    """A level or category that is not there is refused with those that are."""
    result = small("skip", option, "nowhere")
    assert (result.code, result.out) == (2, "")
    assert "entry" in result.err
    assert events(small) == []


def test_nothing_named_is_refused(small: Dlr) -> None:
    """A call without items says how it is made."""
    for command in ("tick", "untick", "start", "skip"):
        result = small(command)
        assert (result.code, result.out) == (2, "")
        assert f"dlr {command} ITEM" in result.err


def test_names_from_standard_input(small: Dlr) -> None:
    """`-` reads names, one a line; comments, blank lines and white space do not count."""
    lines = "# what I know\n\n  vectors  \nnotebooks\r\n\n#matrices\nVECTORS\n"
    result = small("tick", "-", stdin=lines)
    assert (result.code, result.err) == (0, "")
    assert states(small) == {"vectors": "done", "notebooks": "done"}
    small("tick", "matrices", "-", stdin="indexing\n")
    assert said(small)[2:] == [("tick", "matrices"), ("tick", "indexing")]


@pytest.mark.parametrize("lines", [b"\xef\xbb\xbfvectors\nnotebooks", b"vectors\r\nnotebooks\r\n"])
def test_a_list_that_another_system_wrote(small: Dlr, lines: bytes) -> None:
    """A byte-order mark before the first name, and other ends of lines, belong to no name."""
    assert small("tick", "-", stdin=lines).code == 0
    assert states(small) == {"vectors": "done", "notebooks": "done"}
    assert small("note", "vectors", "-", stdin=b"\xef\xbb\xbfa\r\nb").code == 0
    assert events(small)[-1]["note"] == "a b"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_told_as_such(small: Dlr, encoding: str) -> None:
    """A list in UTF-16, as Windows writes it, is refused with how to save it."""
    result = small("tick", "-", stdin="vectors\n".encode(encoding))
    assert (result.code, result.out) == (2, "")
    assert "UTF-16" in result.err
    assert "Save it as UTF-8." in result.err
    assert events(small) == []


def test_every_bad_line_of_standard_input_is_named(small: Dlr) -> None:
    """All lines that are not understood are named at once, with what is near; nothing changes."""
    lines = "# known\nvectors\nvectros\n\n- [x] A paper\nmomentum and a decaying\nzzzzzz\n"
    result = small("tick", "-", stdin=lines)
    assert (result.code, result.out) == (2, "")
    message, *rest = result.err.splitlines()
    assert message == (
        "dlr: 4 of 5 names on standard input do not match exactly one item; nothing was changed."
    )
    assert rest == [
        "3 names may mean:",
        "  line 3: “vectros”",
        "    vectors: Vectors",
        "  line 5: “A paper”",
        "    read-a-paper: Read a paper",
        "    paper-club: A paper club",
        "  line 6: “momentum and a decaying”",
        *[line for line in rest if line.startswith("    stochastic-gradient")],
        "1 name is unknown:",
        "  line 7: “zzzzzz”",
        "1 name is sure. To tick only this one: dlr tick - --sure",
    ]
    assert events(small) == []
    error = small("tick", "-", "--json", stdin="vectors\nvectros\n").document["error"]
    assert error["code"] == "unknown-item"
    assert error["lines"] == [{"line": 2, "name": "vectros", "near": ["vectors"]}]
    assert error["sure"] == [{"line": 1, "name": "vectors", "key": "small/vectors"}]


def test_a_title_of_several_items_on_standard_input(
    dlr: Dlr, write_curriculum: Callable[[str, str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A whole title that two items have is ambiguous, and both are named; an id goes before it."""
    items = ", ".join(f"{{id: {id}, title: Twins, kind: tool}}" for id in ("one", "two"))
    write_curriculum(
        "pair",
        "{format: 1, id: pair, title: Pair, levels: [{id: a, title: A, categories: "
        f"[{{id: b, title: B, items: [{items}]}}]}}]}}",
    )
    monkeypatch.setenv("DLR_CURRICULUM", "pair")
    result = dlr("tick", "-", stdin="one\ntwins\n")
    assert result.code == 2
    assert "  line 2: “twins”\n    one: Twins\n    two: Twins\n" in result.err
    error = dlr("tick", "-", "--json", stdin="twins").document["error"]
    assert error["code"] == "ambiguous-item"
    candidates = ["pair/one", "pair/two"]
    assert error["lines"] == [{"line": 1, "name": "twins", "candidates": candidates}]


@pytest.mark.parametrize(
    "line",
    [
        "vectors",
        "small/vectors",
        "Vectors",
        "VECTORS",
        "- vectors",
        "* Vectors",
        "• vectors",
        "12. vectors",
        "3) Vectors",
        "- [x] Vectors",
        "  * [X]   the  vectors",
        "1. [x] vectors",
        "- 1. vectors",
        "[x] vectors",
    ],
)
def test_a_line_of_a_list_is_read_without_its_mark(small: Dlr, line: str) -> None:
    """Bullets, numbers and ticked boxes stand before names; key, id and title are names."""
    assert small("tick", "-", stdin=line).code == 0
    assert states(small) == {"vectors": "done"}


def test_an_empty_box_is_not_ticked(small: Dlr) -> None:
    """Of a checklist only what is ticked is ticked, and the rest is counted; start takes all."""
    lines = "# Mine\n- [x] Vectors\n* [ ] Notebooks\n- [ ] no such thing\n- [ ]\n- matrices\n"
    result = small("tick", "-", stdin=lines)
    assert result.code == 0
    assert result.err == "dlr: left out 2 lines whose box is not checked.\n"
    assert states(small) == {"vectors": "done", "matrices": "done"}
    assert small("start", "-", stdin="- [ ] Notebooks\n").code == 0
    assert states(small)["notebooks"] == "doing"


@pytest.mark.parametrize("name", ["vec", "paper", "own language", "convex"])
def test_nothing_is_guessed_from_standard_input(small: Dlr, name: str) -> None:
    """The beginning of an id and words of a title are names to a person, but not from a pipe."""
    assert small("tick", "-", stdin=f"{name}\n").code == 2
    assert events(small) == []


def test_empty_standard_input_ticks_nothing(small: Dlr) -> None:
    """Without a name on standard input nothing changes."""
    small("tick", "-", stdin="# nothing\n")
    assert events(small) == []


def test_standard_input_that_is_no_text_is_refused_in_words(small: Dlr) -> None:
    """Bytes that are no UTF-8 are the caller's mistake, told in a line, and no bug of dlr."""
    result = small("tick", "-", stdin=b"vectors\n\xff\xfe\n")
    assert (result.code, result.out) == (2, "")
    assert "bug" not in result.err
    assert events(small) == []


@pytest.mark.parametrize("day", ["2024", "2024-05", "2024-05-31", "2024-02-29", "1999-12"])
def test_a_date_is_kept_as_it_was_written(small: Dlr, day: str) -> None:
    """A day, a month or a year is kept with the event, no more exact than it was said."""
    assert small("tick", "vectors", "--date", day).code == 0
    assert events(small)[0]["on"] == day
    assert day in small("show", "vectors").out


@pytest.mark.parametrize(
    "day",
    [
        "2024-13",
        "2023-02-29",
        "24",
        "someday",
        "2024-5",
        "20240531",
        "2024-05-31T10:00",
        "",
        "2024-W05",
        "٢٠٢٤",
        "2024/05",
        "9999",
        "99999",
    ],
)
def test_what_is_no_date_is_refused(small: Dlr, day: str) -> None:
    """What is no day, month or year, or not yet, is refused before anything changes."""
    for command in ("tick", "start"):
        result = small(command, "vectors", "--date", day)
        assert (result.code, result.out) == (2, "")
        assert result.err.startswith("dlr: “")
    assert events(small) == []


def test_tomorrow_is_refused_and_today_is_not(small: Dlr) -> None:
    """The future starts tomorrow; this month and this year are fine."""
    today = date.today()
    result = small("tick", "vectors", "--date", str(today + timedelta(days=1)))
    assert result.code == 2
    assert "in the future" in result.err
    for day in (f"{today}", f"{today:%Y-%m}", f"{today:%Y}"):
        assert small("tick", "vectors", "--date", day).code == 0
        small("untick", "vectors")


def test_the_date_that_was_recorded_is_shown(small: Dlr) -> None:
    """A date in words is shown as the day it means, and how to change it is the true remedy."""
    first = date.today()
    out = small("tick", "vectors", "notebooks", "--date", "yesterday").lines
    days = [f"{day - timedelta(days=1)}" for day in (first, date.today())]
    assert out[0] in [f"Done: Vectors, dated {day}" for day in days]
    again = small("tick", "vectors", "--date", "2024-05", "--note", "x").lines
    assert again == [
        "Already done: Vectors",
        "Not recorded: the date and note.",
        "To change the date: dlr untick ITEM, then dlr tick ITEM --date 2024-05",
        "To add a note: dlr note ITEM TEXT",
        "Nothing was changed.",
    ]
    small("untick", "vectors")
    assert small("tick", "vectors", "--date", "2024-05").lines[0] == "Done: Vectors, dated 2024-05"
    assert [event["on"] for event in events(small)][-1] == "2024-05"
    assert "dated" not in small("start", "matrices").out
    dated = small("tick", "matrices", "--date", "2024-06").lines[0]
    assert dated == "Done: Matrices (was in progress), dated 2024-06"


def test_a_day_in_words_is_kept_in_digits(small: Dlr) -> None:
    """Yesterday is kept as the day that it was, whatever day it is when the history is read."""
    first = date.today()
    assert small("tick", "vectors", "--date", "yesterday").code == 0
    assert small("tick", "notebooks", "--date", "-3w").code == 0
    kept = [date.fromisoformat(event["on"]) for event in events(small)]
    for day, ago in zip(kept, (1, 21), strict=True):
        assert first <= day + timedelta(days=ago) <= date.today()


def test_notes_and_addresses_are_kept(small: Dlr) -> None:
    """A note and an address are kept with every item of the call."""
    small("tick", "vectors", "notebooks", "--note", "a\n  note", "--link", "https://example.org/x")
    for event in events(small):
        assert (event["note"], event["link"]) == ("a note", "https://example.org/x")
    assert "a note https://example.org/x" in small("show", "vectors").out


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,x",
        "file:///etc/hosts",
        "//example.org",
        "example.org",
        "https://",
        "https://user:secret@example.org",
        "",
        "ftp://example.org",
        "https://exa mple.org",
        "https://example.org\\x",
        " https://e.org",
    ],
)
def test_only_addresses_of_the_web_are_kept(small: Dlr, link: str) -> None:
    """An address that is not of the web, or that carries a user, is refused; nothing changes."""
    result = small("tick", "vectors", "--link", link)
    assert (result.code, result.out) == (2, "")
    assert "https://" in result.err
    assert events(small) == []


@pytest.mark.parametrize("size", [2_001, 5_000_000])
def test_what_is_kept_with_an_event_has_a_limit(small: Dlr, size: int) -> None:
    """A note or address above 2,000 characters is refused in words, and nothing is written."""
    address = "https://example.org/"
    longest = small("tick", "vectors", "--note", "é" * 2_000, "--link", f"{address:x<2000}")
    assert longest.code == 0
    assert small("note", "vectors", "-", stdin="n" * 2_000 + "  \n").code == 0
    known = events(small)
    for call, stdin in (
        (["tick", "notebooks", "--note", "n" * size], ""),
        (["start", "notebooks", "--link", f"{address:x<{size}}"], ""),
        (["note", "vectors", "n" * size], ""),
        (["note", "vectors", "-"], "n " * (size // 2 + 1)),
    ):
        result = small(*call, stdin=stdin)
        assert (result.code, result.out) == (2, "")
        assert "2,000" in result.err
        assert len(result.err) < 200
    assert events(small) == known


def test_standard_input_without_end_is_given_up(small: Dlr) -> None:
    """No more is read of standard input than a list of names can need."""
    result = small("tick", "-", stdin=b"vectors\n" * 2**20 + b"\n")
    assert (result.code, result.out) == (2, "")
    assert "8 MiB" in result.err
    assert events(small) == []


@pytest.mark.parametrize("note", ["", "   ", "\u200b", "\x1b"])
def test_an_empty_note_is_refused(small: Dlr, note: str) -> None:
    """A note without a word is refused."""
    assert small("tick", "vectors", "--note", note).code == 2
    assert events(small) == []


@pytest.mark.parametrize(
    "call",
    [
        ["tick", "first-network", "--covered"],
        ["tick", "--level", "middle"],
        ["untick", "vectors"],
        ["start", "matrices"],
        ["skip", "matrices"],
        ["undo"],
    ],
    ids=" ".join,
)
def test_a_dry_run_changes_nothing(small: Dlr, call: list[str]) -> None:
    """--dry-run tells what the call would change, and changes nothing."""
    small("tick", "vectors")
    before = events(small)
    told = small(*call, "--dry-run", "--json").document
    shown = small(*call, "--dry-run")
    assert shown.code == 0
    assert events(small) == before
    assert (told["dry_run"], told["batch"]) == (True, None)
    real = small(*call, "--json").document
    assert told["changed"] == real["changed"] != []
    assert real["batch"]
    assert len(events(small)) > len(before)


def test_a_dry_run_makes_no_store(small: Dlr, home: Path) -> None:
    """A dry run of the first tick leaves no file of progress behind."""
    small("tick", "vectors", "--dry-run")
    assert not (home / "progress.db").exists()


def test_start_shows_how_to_begin(small: Dlr) -> None:
    """After start come the checks of the item and its first free resource with the address."""
    result = small("start", "vectors")
    assert "- Add two vectors by hand and draw all three" in map(str.strip, result.lines)
    after = result.out.partition("Start with")[2]
    assert "Vectors in pictures (video, free)" in after
    assert "https://example.org/vectors" in after
    assert "example.org/book" not in result.out


def test_start_of_something_without_checks_is_short(small: Dlr) -> None:
    """Where there is neither check nor resource, nothing is promised."""
    out = small("start", "notebooks").out
    assert "done when you can" not in out
    assert "Start with" not in out


def test_what_a_tick_makes_ready_is_named(small: Dlr) -> None:
    """A tick names what is ready now that was not before, and where the learner stands."""
    out = small("tick", "vectors").out
    assert "Now ready: Matrices and Lists like a[0], tags like [/] and [bold]" in out
    assert "A small curriculum: 1 of 9 done, 11.1%" in out
    assert "dlr undo" in out


def test_an_item_of_another_curriculum_can_be_ticked(small: Dlr) -> None:
    """A name that only another curriculum knows is found there; its tick counts wherever it is."""
    result = small("tick", "goal")
    assert result.code == 0
    assert events(small)[0]["key"] == "track/goal"
    assert states(small, "--curriculum", "track") == {"goal": "done"}
    small("tick", "vectors", "--curriculum", "track")
    assert states(small) == {"vectors": "done"}


def test_a_retired_name_leads_to_todays_item(small: Dlr) -> None:
    """An id that an item had before still names it."""
    small("tick", "arrows-101")
    assert states(small) == {"vectors": "done"}


def test_undo_goes_further_back_each_time(small: Dlr) -> None:
    """Undo takes back the newest batch not yet taken back; repeated, the ones before it."""
    small("tick", "vectors", "notebooks")
    small("start", "matrices")
    assert "Undid start: Matrices" in small("undo").out
    assert states(small) == {"vectors": "done", "notebooks": "done"}
    small("undo")
    assert states(small) == {}
    result = small("undo")
    assert (result.code, result.out) == (2, "")
    assert "nothing to undo" in result.err
    assert len(events(small)) == 6


def test_undo_of_an_older_batch(small: Dlr) -> None:
    """`undo BATCH`, by the beginning of its name, takes back that batch and no other."""
    small("tick", "vectors")
    small("tick", "notebooks")
    batch = events(small)[0]["batch"]
    assert small("undo", batch[:6]).code == 0
    assert states(small) == {"notebooks": "done"}
    again = small("undo", batch)
    assert again.code == 2
    assert "already undone" in again.err
    assert states(small) == {"notebooks": "done"}


def test_undo_of_an_undo_does_it_again(small: Dlr) -> None:
    """Undo of an undo's batch restores what that took away; the hint in its output works."""
    small("tick", "vectors")
    hint = small("undo").lines[-1]
    assert states(small) == {}
    assert hint.startswith("To redo: dlr undo ")
    assert small(*hint.partition("dlr ")[2].split()).code == 0
    assert states(small) == {"vectors": "done"}
    small("undo")
    assert states(small) == {}


def test_undo_says_what_it_undid(small: Dlr) -> None:
    """An untick is called so, and a redo says redid."""
    small("tick", "vectors")
    assert small("untick", "vectors").lines[0] == "Unticked: Vectors (was done)"
    undone = small("undo")
    assert undone.lines[0] == "Undid untick: Vectors (now done)"
    redo = undone.lines[-1].removeprefix("To redo: dlr ").split()
    assert small(*redo, "--dry-run").lines[0] == "Would redo: Vectors"
    assert small(*redo).lines[0] == "Redid: Vectors (now to do)"
    assert "reset" not in "".join((undone.out, small("undo", "--dry-run").out))


def test_an_unknown_batch_is_refused(small: Dlr) -> None:
    """A name that no batch begins with changes nothing."""
    small("tick", "vectors")
    result = small("undo", "xyz")
    assert (result.code, result.out) == (2, "")
    assert "dlr log" in result.err
    assert states(small) == {"vectors": "done"}


def test_a_beginning_of_several_batches_is_refused(small: Dlr) -> None:
    """A beginning that fits several batches changes nothing; a script is told which."""
    small("tick", "vectors")
    small("tick", "notebooks")
    result = small("undo", "")
    assert (result.code, result.out) == (2, "")
    assert len(small("undo", "", "--json").document["error"]["batches"]) == 2
    assert len(states(small)) == 2


def test_undo_takes_back_what_covered_items_got(small: Dlr) -> None:
    """What one call ticked, one undo takes back, covered items among it."""
    small("tick", "first-network", "--covered")
    assert len(states(small)) == 3
    small("undo")
    assert states(small) == {}


def test_undo_gives_back_the_state_before(small: Dlr) -> None:
    """After the undo of a tick an item is in progress again, if it was."""
    small("start", "vectors")
    small("tick", "vectors")
    assert "(now in progress)" in small("undo").out
    assert states(small) == {"vectors": "doing"}


def test_a_note_is_written_read_and_taken_back(small: Dlr) -> None:
    """A note changes no state; it is read where it was written, and undo takes it back."""
    small("note", "vectors", "up", "and", "down")
    small("note", "arrows", "-", stdin="from a file\nof two lines\n")
    assert states(small) == {}
    assert [line[12:] for line in small("note", "vectors").lines] == [
        "up and down",
        "from a file of two lines",
    ]
    assert "up and down" in small("show", "vectors").out
    small("undo")
    assert [note["note"] for note in small("note", "vectors", "--json").document["notes"]] == [
        "up and down"
    ]


def test_notes_given_with_a_tick_are_read_too(small: Dlr) -> None:
    """A note that was kept with a tick is one of the item's notes."""
    small("tick", "vectors", "--note", "from school")
    assert [note["note"] for note in small("note", "vectors", "--json").document["notes"]] == [
        "from school"
    ]


@pytest.mark.parametrize("text", ["", "  ", "\x1b"])
def test_a_note_without_words_is_refused(small: Dlr, text: str) -> None:
    """An empty note is refused, on the command line and from standard input."""
    assert small("note", "vectors", text).code == 2
    assert small("note", "vectors", "-", stdin=text).code == 2
    assert events(small) == []


def test_a_process_reads_names_from_a_pipe(home: Path) -> None:
    """`cat known.txt | dlr tick -` works, and needs no terminal."""
    ended = dlr_process(home, "tick", "-", stdin=b"python-programming\n# no\nderivatives\n")
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert ended.stdout.decode().splitlines()[:2] == [
        "Done: Python programming",
        "Done: Derivatives",
    ]
