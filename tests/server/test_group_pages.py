"""The pages about groups agree with what a real server answers."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from server.postgres import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Dlr

pytestmark = pytest.mark.server

DOCS = Path(__file__).resolve().parents[2] / "docs"

SECTION = (DOCS / "reference/json.md").read_text("utf-8").partition("\n## dlr group\n")[2]
SECTION = SECTION.partition("\n## ")[0]

BOARD, ITEM, ASSIGNED, SYNCED = (
    json.loads(body) for body in re.findall(r"^```json\n(.*?)^```$", SECTION, re.DOTALL | re.M)
)
SHORT = {
    name: set(re.findall(r"`(\w+)`", keys))
    for names, keys in re.findall(r"^\| (`dlr group .+?) \| (.+) \|$", SECTION, re.M)
    for name in re.findall(r"`dlr group (\w+)`", names)
}

Answer = dict[str, Any]


@pytest.fixture
def ask(dlr: Dlr, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Answer]:
    """Return what calls dlr as one of several people, and returns the document."""
    monkeypatch.setenv("PGPASSWORD", PASSWORD)

    def call(who: str, *args: str, stdin: str = "") -> Answer:
        monkeypatch.setenv("DLR_HOME", str(tmp_path / who))
        answer = dlr(*args, "--json", stdin=stdin)
        assert answer.code == 0, answer
        return answer.document

    return call


def keys(document: Any) -> Any:
    """Return the keys of a document and of the first of each of its lists."""
    if isinstance(document, dict):
        return {key: keys(value) for key, value in document.items()}
    return [keys(one) for one in document[:1]] if isinstance(document, list) else None


def test_the_page_of_documents_has_the_keys_of_real_ones(
    database: str, ask: Callable[..., Answer]
) -> None:
    """Each example and each row of the table has the keys that a server's group answers with."""
    left = dict(SHORT)

    def short(name: str, document: Answer) -> Answer:
        assert document.keys() - {"schema_version"} == left.pop(name), name
        return document

    made = ask("grace", "group", "create", "ml-2027", "--on", database, "--as", "grace")
    short("create", made)
    line = short("invite", ask("grace", "group", "invite", "ada"))["invitation"]
    ask("grace", "group", "invite", "bob")
    short("rotate", ask("grace", "group", "rotate", "bob"))
    assigned = ask("grace", "group", "assign", "chain-rule", "--by", "2027-03-15")
    assert assigned.keys() == {"schema_version", "group", "of", "key", "by", "to"}
    ask("ada", "tick", "mathematical-notation")
    ask("ada", "start", "derivatives")
    joined = ask("ada", "group", "join", "--yes", stdin=f"{line}\n")
    synced = ask("ada", "group", "sync")
    assert synced.keys() == joined.keys() | {"replaced"}
    joined["sent"]["levels"] = []
    assert keys(joined) == keys(SYNCED)
    assert joined.keys() - ask("ada", "group", "sync", "--show").keys() >= {"sent", "fresh"}
    assert keys(ask("grace", "group")) == keys(BOARD)
    assert keys(ask("grace", "group", "assigned")) == keys(ASSIGNED)
    assert keys(ask("grace", "group", "item", "mathematical-notation")) == keys(ITEM)
    short("leave", ask("ada", "group", "leave", "--yes"))
    short("remove", ask("grace", "group", "remove", "bob", "--yes"))
    assert left == {}
