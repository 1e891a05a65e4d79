"""YAML with positions: the right tree, the right places, and no file that does harm."""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curriculum.making import findings_of, message, run_small, unmarked
from dlroadmap.format.nodes import to_data
from dlroadmap.format.source import MAX_BYTES, Source, read

ODD = "ab:# \t\u0085\u2028\u2029日😀é\u0301'"


def source_of(folder: Path, content: str | bytes) -> Source:
    path = folder / "file.yaml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read(path)


def places(source: Source) -> list[tuple[int, int, str]]:
    return [(f.line, f.column, f.rule) for f in findings_of(source)]


def value(folder: Path, text: str) -> object:
    source = source_of(folder, text)
    assert findings_of(source) == []
    assert source.root is not None
    return to_data(source.root)


def counted(text: str, offset: int) -> tuple[int, int]:
    """Return line and column by walking over the text, character by character."""
    line = column = 1
    for place in range(offset):
        ends = text[place] == "\n" or (
            text[place] == "\r" and not (place + 1 < len(text) and text[place + 1] == "\n")
        )
        line, column = (line + 1, 1) if ends else (line, column + 1)
    return line, column


# Places


@given(st.text(alphabet=ODD + "\r\n"))
def test_position_of_every_offset(text: str) -> None:
    """Lines end at LF, CRLF and CR alone, and columns count code points from 1."""
    source = Source(Path("file.yaml"), text)
    for offset in range(len(text) + 1):
        assert source.position(offset) == counted(text, offset)


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.text(alphabet=ODD), st.sampled_from(["\n", "\r\n", "\r"]))),
    st.text(alphabet="日😀é\u0301\u0085\u2028 x"),
)
def test_fault_stands_where_an_editor_shows_it(
    tmp_path_factory: pytest.TempPathFactory, comments: list[tuple[str, str]], text: str
) -> None:
    """A fault behind odd line breaks and wide characters is reported where an editor shows it."""
    head = "".join(f"# {words}{end}" for words, end in comments)
    content = f'{head}{{first: "{text}", twice: 1, twice: 2}}\n'
    source = source_of(tmp_path_factory.getbasetemp(), content)
    at = content.rindex("twice")
    assert places(source) == [(*counted(content, at), "Y003")]
    [finding] = findings_of(source)
    assert (finding.end_line, finding.end_column) == counted(content, at + len("twice"))


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\n«Y003»a: 2\n",
        "a:\t1\n«Y003»a:\t2\n",
        'k: {"日本": 1, "😀": 2, «Y003»"日本": 3}\n',
        'k: "\u2028"\nb: 1\n«Y003»b: 2\n',
        "k: |\n  text\n  more\nb: 1\n«Y003»b: 2\n",
    ],
)
def test_duplicate_key(tmp_path: Path, text: str) -> None:
    """The second of two equal keys is a fault at its own place, and the first one counts."""
    plain_text, expected = unmarked(text)
    assert places(source_of(tmp_path, plain_text)) == expected


def test_duplicate_key_names_the_first(tmp_path: Path) -> None:
    """A duplicate key is told with the line of the first, whose value is kept."""
    source = source_of(tmp_path, "x: 0\nkey: first\ny: 0\nkey: second\n")
    assert "line 2" in message(findings_of(source), "Y003")
    assert source.root is not None
    assert to_data(source.root) == {"x": 0, "key": "first", "y": 0}


def test_every_duplicate_of_a_file_is_reported(tmp_path: Path) -> None:
    """Three equal keys make two faults, and those of nested mappings are apart."""
    text, expected = unmarked("a: 1\n«Y003»a: 2\n«Y003»a: 3\nb:\n  a: 1\n  «Y003»a: 2\nc: {a: 1}\n")
    assert places(source_of(tmp_path, text)) == expected


# What YAML can do and a curriculum must not


@pytest.mark.parametrize(
    "text",
    [
        "a: «Y004»&x 1\n",
        "a: «Y004»&x 1\nb: «Y004»*x\n",
        "a: «Y004»*nowhere\n",
        "a: «Y004»&a [«Y004»*a]\n",
        "a: {b: 1}\n«Y004»<<: {c: 1}\n",
        "a: «Y004»!!python/object/apply:os.system [id]\n",
        "a: «Y004»!mine {b: 1}\n",
        "a: «Y004»!!binary aGk=\n",
        "«Y004»!!str a: 1\n",
        "«Y004»&x a: 1\n",
    ],
)
def test_anchors_aliases_merges_and_tags_are_refused(tmp_path: Path, text: str) -> None:
    """Whatever can make a small file large or name a type is a fault where it stands."""
    plain_text, expected = unmarked(text)
    assert places(source_of(tmp_path, plain_text)) == expected


def test_aliases_and_merges_are_never_expanded(tmp_path: Path) -> None:
    """An alias has no value and a merge adds no key."""
    source = source_of(tmp_path, "a: &x {k: 1}\nb: *x\nc:\n  <<: *x\n")
    assert source.root is not None
    assert to_data(source.root) == {"a": {"k": 1}, "b": None, "c": {}}


READ = """
import sys
from pathlib import Path
from dlroadmap.format.nodes import to_data
from dlroadmap.format.source import read
from dlroadmap.lint.rules import describe
source = read(Path(sys.argv[1]))
rules = {finding.rule for finding in describe(source.faults)}
print(len(str(source.root and to_data(source.root))), *sorted(rules))
"""


def test_billion_laughs_stays_small(tmp_path: Path) -> None:
    """A file whose aliases stand for 9 ** 40 words is read at once into a small tree."""
    lines = ["a0: &a0 [lol]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 41)]
    path = tmp_path / "bomb.yaml"
    path.write_text("\n".join(lines))
    size, *rules = run_small(READ, path).split()
    assert rules == ["Y004"]
    assert int(size) < 5_000


@pytest.mark.parametrize("unit", ["[", "{a: ", "- ", "[{x: "])
def test_deep_nesting_is_refused_without_a_crash(tmp_path: Path, unit: str) -> None:
    """100,000 nested collections end in one finding, not in a crash of the parser."""
    path = tmp_path / "deep.yaml"
    path.write_text(unit * 100_000)
    assert run_small(READ, path) == "4 Y005\n"


def test_depth_of_forty_is_allowed(tmp_path: Path) -> None:
    """Forty nested lists are read, and the forty-first is refused where it begins."""
    assert findings_of(source_of(tmp_path, "[" * 40 + "]" * 40)) == []
    assert places(source_of(tmp_path, "[" * 41 + "]" * 41)) == [(1, 41, "Y005")]


@pytest.mark.parametrize("number", ["1234567890", "-1234567890", "1" * 5000, "0.1234567890"])
def test_numbers_of_too_many_digits(tmp_path: Path, number: str) -> None:
    """A number of more than nine digits is a fault, however long it is."""
    assert places(source_of(tmp_path, f"a: 123456789\nb: {number}\n")) == [(2, 4, "Y005")]


def test_file_of_more_than_32_mib(tmp_path: Path) -> None:
    """A file that is too large is refused before any of it is parsed."""
    path = tmp_path / "large.yaml"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    source = read(path)
    assert places(source) == [(1, 1, "Y005")]
    assert source.text == ""


# Bytes and characters


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_utf_16(tmp_path: Path, encoding: str) -> None:
    """UTF-16 is named for what it is."""
    source = source_of(tmp_path, "\ufefftitle: x".encode(encoding))
    assert places(source) == [(1, 1, "Y002")]
    assert "UTF-16" in message(findings_of(source), "Y002")


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"a: 1\nb: caf\xe9\n", (2, 7)),
        ("ü日😀 ".encode() + b"\xe9", (1, 5)),
        (b"\xff", (1, 1)),
        (b"a: \xed\xa0\x80", (1, 4)),
        (b"\xef\xbb\xbfa: \xe9\n", (1, 4)),
    ],
)
def test_other_encodings(tmp_path: Path, content: bytes, place: tuple[int, int]) -> None:
    """The first byte that is not UTF-8 is named at its column in characters."""
    assert places(source_of(tmp_path, content)) == [(*place, "Y002")]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: 1\nb: x\0y\n", (2, 5)),
        ("é日😀: 1\nb: x\x1by\n", (2, 5)),
        ("é日😀: \x1by\n", (1, 6)),
        ("a: \x7f\n", (1, 4)),
        ("a: \x9b2J\n", (1, 4)),
        ("a: \ufffe\n", (1, 4)),
        ("a: x\u2028y\nb: \x1b\n", (2, 4)),
        ("a: x\u0085y\x1b\n", (1, 7)),
    ],
)
def test_control_characters(tmp_path: Path, text: str, place: tuple[int, int]) -> None:
    """A character that YAML does not allow is a fault at its column in characters."""
    assert places(source_of(tmp_path, text)) == [(*place, "Y001")]


def test_escapes_in_quotes_are_cleaned(tmp_path: Path) -> None:
    """Control and bidi characters written as escapes do not reach the tree's plain values."""
    assert value(tmp_path, r'a: "x\e[2J\u202Ey\r\nz\0"') == {"a": "x[2Jy z"}


def test_byte_order_mark(tmp_path: Path) -> None:
    """A byte order mark is no part of the first key and counts in no column."""
    source = source_of(tmp_path, b"\xef\xbb\xbf{a: 1, a: 2}")
    assert places(source) == [(1, 8, "Y003")]
    assert source.root is not None
    assert to_data(source.root) == {"a": 1}


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "\ufeff"])
def test_empty_files(tmp_path: Path, text: str) -> None:
    """A file without any value has no tree; whoever wanted one says what is missing."""
    source = source_of(tmp_path, text)
    assert source.root is None
    assert findings_of(source) == []


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\n«Y001»---\nb: 2\n",
        "a:\n«Y001»\tb: 1\n",
        "a: «Y001»`b`\n",
        "a: 1\nb: c«Y001»: d\n",
        "a: [1\nb«Y001»: 2\n",
    ],
)
def test_no_yaml(tmp_path: Path, text: str) -> None:
    """A second document, a tab as indent and broken syntax are told where they stand."""
    plain_text, expected = unmarked(text)
    assert places(source_of(tmp_path, plain_text)) == expected


def test_tabs_between_words(tmp_path: Path) -> None:
    """A tab that is no indent is fine and counts as one column."""
    assert value(tmp_path, "a:\t1\nb: [\t2]\n") == {"a": 1, "b": [2]}
    assert places(source_of(tmp_path, "{a:\t1,\ta: 2}")) == [(1, 8, "Y003")]


@pytest.mark.parametrize("text", ["? «S103»[a, b]\n: 1\n", "«S103»{a: 1}: 2\n", "«S103»[a]: 2\n"])
def test_keys_that_are_no_words(tmp_path: Path, text: str) -> None:
    """A list or mapping as a key is a fault, and its value is left out."""
    plain_text, expected = unmarked(text)
    source = source_of(tmp_path, plain_text)
    assert places(source) == expected
    assert source.root is not None
    assert to_data(source.root) == {}


# Plain words stay words


@pytest.mark.parametrize(
    "word",
    [
        *("no", "No", "NO", "yes", "on", "off", "y", "n", "Yes", "tRUE"),
        *("2024-01-31", "2024-13-45", "2001-12-14t21:59:43.10-05:00", "12:30", "190:20:30"),
        *(
            ".nan",
            ".inf",
            "-.inf",
            "0x10",
            "0o17",
            "0b1",
            "1_000",
            "1.2.3",
            "+",
            "-x",
            "1e",
            "=",
            ".",
        ),
    ],
)
def test_words_stay_words(tmp_path: Path, word: str) -> None:
    """What YAML 1.1 would turn into booleans, dates, times or odd numbers stays text."""
    assert value(tmp_path, f"a: {word}\n") == {"a": word}


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        *(("5", 5), ("-5", -5), ("+5", 5), ("010", 10), ("1.10", 1.1), (".5", 0.5), ("1.", 1.0)),
        *(("1e3", 1000.0), ("true", True), ("True", True), ("FALSE", False)),
        *(("", None), ("~", None), ("null", None), ("NULL", None)),
        *(('"5"', "5"), ("'true'", "true"), ('"~"', "~"), ('""', "")),
    ],
)
def test_numbers_truth_and_nothing(tmp_path: Path, word: str, expected: object) -> None:
    """Only numbers, true, false and null are more than text, and quotes make text of them."""
    found = value(tmp_path, f"a: {word}\n")
    assert found == {"a": expected}
    assert isinstance(found, dict)
    assert type(found["a"]) is type(expected)


def test_keys_are_words(tmp_path: Path) -> None:
    """Numbers, true and null are words where they stand as keys."""
    assert value(tmp_path, "1: a\ntrue: b\nno: c\n1.50: d\n") == {
        "1": "a", "true": "b", "no": "c", "1.50": "d",
    }  # fmt: skip


def test_scalar_and_list_roots(tmp_path: Path) -> None:
    """A file may hold any value; what fits is for others to say."""
    assert value(tmp_path, "hello\n") == "hello"
    assert value(tmp_path, "- 1\n- a\n") == [1, "a"]


# Things that are no regular files


@pytest.mark.posix("a pipe with a name")
def test_fifo_does_not_block(tmp_path: Path) -> None:
    """A pipe that nobody writes to is a finding at once."""
    path = tmp_path / "pipe.yaml"
    os.mkfifo(path)
    assert run_small(READ, path) == "4 Y001\n"


@pytest.mark.posix("files of the system")
def test_device_is_not_read() -> None:
    """A device without an end is refused unread."""
    source = read(Path("/dev/zero"))
    assert places(source) == [(1, 1, "Y001")]
    assert source.stamp == (-1, 0)


@pytest.mark.posix("links")
def test_links_folders_and_absent_files(tmp_path: Path) -> None:
    """A loop of links, a folder and a file that is not there are findings, not exceptions."""
    loop = tmp_path / "loop.yaml"
    loop.symlink_to(loop)
    for path in (loop, tmp_path, tmp_path / "absent.yaml"):
        assert places(read(path)) == [(1, 1, "Y001")]


def test_stamp_is_that_of_the_text(tmp_path: Path) -> None:
    """The stamp holds size and time of the file as it was read."""
    source = source_of(tmp_path, "a: é\n")
    status = source.path.stat()
    assert source.stamp == (6, status.st_mtime_ns)
