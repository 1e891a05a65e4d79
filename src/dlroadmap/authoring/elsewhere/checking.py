"""Checks curricula as if they had been taken in, before they are."""

from collections.abc import Collection, Sequence
from pathlib import Path
from secrets import token_hex
from shlex import quote
from typing import NamedTuple

from dlroadmap.authoring.elsewhere.incoming import Incoming, paths_of
from dlroadmap.curriculum.library import MAIN, Library
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.diagnostics import Finding
from dlroadmap.errors import DlrError
from dlroadmap.format.assemble import Assembly, assemble
from dlroadmap.format.compiling import DraftShelf
from dlroadmap.format.faults import FaultKind
from dlroadmap.format.files import DISK
from dlroadmap.lint.engine import lint
from dlroadmap.text import clean
from dlroadmap.words import join_words, pluralize

_FEW = 5
"""So many errors are shown."""


class Examined(NamedTuple):
    """A curriculum that may be taken in: what it comes to, and how many warnings it has."""

    incoming: Incoming
    curriculum: Curriculum
    warnings: int


def examine(
    taken: Sequence[Incoming],
    library: Library,
    name: str,
    done: str,
    offered: Collection[str] = (),
) -> list[Examined]:
    """Check curricula in the learner's library, each with the others. Nothing is written.

    Raises DlrError, which says that nothing was `done`, if one has errors; `name` is the place, and
    `offered` the ids of curricula there that can be added too.
    """
    # A folder that is not there: what lies on the disk is neither read nor found.
    folder = library.folders[0] / f".{token_hex(16)}"
    texts, names = {}, {}
    for incoming in taken:
        for path, data, there in paths_of(incoming, folder):
            texts[path], names[path] = data, there
    files = DISK.over(texts)
    mains = [folder / incoming.id / MAIN for incoming in taken]
    findings = lint(mains, library, files=files).findings
    shelf = DraftShelf(Library((folder, *library.folders)), files, dict.fromkeys(mains))
    assemblies = [assemble(shelf.load(main), shelf.find) for main in mains]
    errors = [finding for finding in findings if finding.severity == "error"]
    if errors:
        absent = sorted({id for assembly in assemblies for id in _find_absent(assembly)})
        near = [id for id in absent if id in offered]
        more = " ".join([quote(name), *(each.source_id for each in taken), *near])
        raise _refuse(errors, names, absent, name, done, more if near == absent else None)
    examined = []
    for incoming, main, assembly in zip(taken, mains, assemblies, strict=True):
        if assembly.curriculum is None:
            message = f"{clean(name)} cannot be used; nothing was {done}."
            raise DlrError("unfit-curriculum", message)
        own = main.parent
        warned = sum(
            each.severity == "warning" and Path(each.file).absolute().is_relative_to(own)
            for each in findings
        )
        examined.append(Examined(incoming, assembly.curriculum, warned))
    return examined


def _find_absent(assembly: Assembly) -> list[str]:
    """Return the ids of curricula that a curriculum refers to and that are not here."""
    found = []
    for fault in assembly.all_faults:
        if fault.kind == FaultKind.UNKNOWN_BASE:
            found.append(str(fault.values["id"]))
        elif "home" in fault.values and fault.values.get("other") is None:
            found.append(str(fault.values["home"]))
    return found


def _refuse(
    errors: Sequence[Finding],
    names: dict[Path, str],
    absent: list[str],
    name: str,
    done: str,
    more: str | None,
) -> DlrError:
    """Return what is wrong; `more` names the place, and all that can be added without errors."""
    message = f"{clean(name)} has {pluralize(len(errors), 'error')}; nothing was {done}."
    told = []
    for each in errors[:_FEW]:
        file = names.get(Path(each.file).absolute(), each.file)
        told.append(f"  {file}:{each.line}:{each.column}: error {each.rule} {each.message}")
    advice = [clean(line) if line[:1] != " " else f"  {clean(line)}" for line in told]
    if len(errors) > _FEW:
        advice.append(f"  and {len(errors) - _FEW:,} more")
    if absent:
        listed = join_words([clean(id) for id in absent], 20)
        first = "" if more else " Add them first."
        advice.append(f"It refers to curricula that you do not have: {listed}.{first}")
    subject = more if absent else None
    counts = {"errors": len(errors), "absent": absent}
    return DlrError("unfit-curriculum", message, *advice, subject=subject, **counts)
