"""What can be wrong with curriculum files, as plain data: what, where, and the values of it.

The words for each kind, its severity and its fix are those of a rule of the linter.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum, auto
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dlroadmap.format.nodes import Node
    from dlroadmap.format.source import Source


class FaultKind(StrEnum):
    """What is wrong; behind each kind the values that its faults have."""

    # While the text of a file is read
    UNREADABLE = auto()  # reason
    NOT_A_FILE = auto()
    SYNTAX = auto()  # problem, begin
    CONFLICT = auto()
    FORBIDDEN_CHARACTER = auto()
    SECOND_DOCUMENT = auto()
    UTF_16 = auto()
    NOT_UTF_8 = auto()  # byte
    DUPLICATE_KEY = auto()  # key, line
    ALIAS_OR_TAG = auto()  # what
    MERGE_KEY = auto()
    TOO_MANY_BYTES = auto()  # most
    TOO_MUCH_MEMORY = auto()
    TOO_MANY_VALUES = auto()  # most
    TOO_DEEP = auto()  # most
    TOO_MANY_DIGITS = auto()  # most
    KEY_NOT_A_WORD = auto()

    # While its tree is held against the schema
    EMPTY_FILE = auto()  # expected
    NOT_A_CURRICULUM = auto()
    UNKNOWN_FORMAT = auto()
    UNKNOWN_KEY = auto()  # key, nearest, free
    MISSING_KEY = auto()  # key
    WRONG_TYPE = auto()  # type, context, message, name
    TOO_LONG = auto()  # name, most
    ID_NOT_TEXT = auto()  # name, value
    ID_TOO_LONG = auto()
    BAD_ID = auto()  # value
    REFERENCE_NOT_TEXT = auto()
    BAD_REFERENCE = auto()  # value
    BAD_PREREQUISITE = auto()
    REASON_NOT_TEXT = auto()
    BAD_PLACE = auto()  # value
    BAD_CATEGORY = auto()  # value
    BAD_HOURS = auto()
    BAD_WEEKS = auto()
    UNSAFE_ADDRESS = auto()

    # While the files of a curriculum are brought together
    MISSING_FILE = auto()  # id, file
    FILE_OUTSIDE = auto()  # id
    MISNAMED_FILE = auto()  # id, file
    NO_MAIN_FILE = auto()  # main
    UNNAMED_FILE = auto()
    DOUBLE_CURRICULUM = auto()  # id, file

    # While references are resolved
    UNKNOWN_PREREQUISITE = auto()  # reference, draft, home, other, elsewhere, known
    UNKNOWN_REFERENCE = auto()  # the same
    UNKNOWN_CATEGORY = auto()  # reference, home, other
    SELF_PREREQUISITE = auto()  # id
    REPEATED_ENTRY = auto()  # reference, line, list, element, needed
    DUPLICATE_ID = auto()  # noun, id, file, line
    FORMER_ID_IN_USE = auto()  # id
    RETIRED_ID_IN_USE = auto()  # id
    TOO_FEW_TO_CHOOSE = auto()  # choose, number
    CIRCLE = auto()  # steps

    # While a curriculum is laid over another one
    UNKNOWN_BASE = auto()  # id
    BROKEN_BASE = auto()  # id, file, line
    CURRICULUM_CIRCLE = auto()  # steps
    TOO_MANY_BASES = auto()  # most
    TAKEN_FROM_ABOVE = auto()  # id, base
    TAKEN_TOO_FAR = auto()  # most
    LOST_REFERENCE = auto()  # as UNKNOWN_REFERENCE
    AMBIGUOUS_REFERENCE = auto()  # reference, keys
    NOT_INHERITED = auto()  # reference, base
    LOST_PART = auto()  # noun, id, base, known
    UNTITLED_PART = auto()  # noun, id, base, known
    HIDDEN_GATE = auto()  # id, level
    CLOSES_CIRCLE = auto()  # id, other
    CHOICE_TOO_LARGE = auto()  # choose, number
    IGNORED_KEY = auto()  # key, noun, id, base
    OWN_ID_TAKEN = auto()  # id, base
    SAID_ALREADY = auto()  # what, base
    CHANGE_OF_OWN = auto()  # id
    CHANGE_OF_HIDDEN = auto()  # id


LOST = {
    FaultKind.LOST_REFERENCE,
    FaultKind.AMBIGUOUS_REFERENCE,
    FaultKind.NOT_INHERITED,
    FaultKind.LOST_PART,
    FaultKind.CLOSES_CIRCLE,
}
"""What an overlay says and its base has no place for any more: it is left out."""

DROPPED = {*LOST, FaultKind.UNTITLED_PART, FaultKind.HIDDEN_GATE, FaultKind.CHOICE_TOO_LARGE}
"""What an overlay says and dlr cannot do as it is said."""

IDLE = {
    FaultKind.IGNORED_KEY,
    FaultKind.OWN_ID_TAKEN,
    FaultKind.SAID_ALREADY,
    FaultKind.CHANGE_OF_OWN,
    FaultKind.CHANGE_OF_HIDDEN,
}
"""What an overlay says to no effect, or twice."""

MINOR = {
    FaultKind.REPEATED_ENTRY,
    FaultKind.UNNAMED_FILE,
    FaultKind.DOUBLE_CURRICULUM,
    *DROPPED,
    *IDLE,
}
"""With these a curriculum can be used all the same."""


@dataclass(frozen=True, slots=True, eq=False)
class Fault:
    """One fault of a file, from one offset to another in code points.

    `node` is what is wrong where the text could be read.
    """

    kind: FaultKind
    source: "Source"
    start: int
    end: int
    values: Mapping[str, Any] = field(default_factory=dict)
    node: "Node | None" = None

    @property
    def fatal(self) -> bool:
        """Whether the curriculum cannot be used with it."""
        return self.kind not in MINOR


def faults_at(kind: FaultKind, source: "Source", node: "Node", **values: object) -> list[Fault]:
    """Return the fault of a node; nothing if the node was refused when it was read."""
    return [] if node.refused else [Fault(kind, source, node.start, node.end, values, node)]
