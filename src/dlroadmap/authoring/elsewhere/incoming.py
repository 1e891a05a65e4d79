"""Curricula of a place, as they are to be taken in: which there are, and what their files say."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from shlex import quote
from typing import NamedTuple

from dlroadmap.authoring.elsewhere.contents import Contents
from dlroadmap.authoring.elsewhere.renaming import rename
from dlroadmap.curriculum.library import MAIN, curriculum_name
from dlroadmap.errors import DlrError
from dlroadmap.format.draft import load
from dlroadmap.format.files import DISK
from dlroadmap.format.source import MAX_BYTES
from dlroadmap.likeness import ask_for_near
from dlroadmap.lint.collect import collect
from dlroadmap.lint.rules import describe
from dlroadmap.text import clean
from dlroadmap.words import join_words, pluralize


class Found(NamedTuple):
    """A curriculum of a place, by the path of its main file."""

    id: str
    main: Path


@dataclass(frozen=True)
class Incoming:
    """A curriculum that may be taken in.

    `source_id` is its id where it comes from, and `path` its main file there. `texts` are its files
    as they are to be here, by their paths below its folder; `names` says by the same paths how the
    files are called where they come from.
    """

    id: str
    source_id: str
    path: str
    texts: Mapping[str, bytes]
    names: Mapping[str, str]

    @property
    def digest(self) -> str:
        """What tells its files from any others."""
        return digest(self.texts)


def digest(texts: Mapping[str, bytes]) -> str:
    """Return a hash of files and of their paths."""
    whole = sha256()
    for name, data in sorted(texts.items()):
        for part in (name.encode(errors="surrogateescape"), data):
            whole.update(b"%d:" % len(part) + part)
    return whole.hexdigest()


def find_curricula(contents: Contents, name: str) -> list[Found]:
    """Return the curricula of a place, by their paths. Raises DlrError if there is none."""
    collected = collect([contents.folder])
    mains = sorted(map(Path.absolute, collected.mains), key=lambda main: (len(main.parts), main))
    found = [Found(load(main).id, main) for main in mains]
    if not found:
        strays = describe(fault for one in collected.strays.values() for fault in one.faults)
        told = [_relative(contents, Path(each.file), str(each)) for each in strays[:3]]
        raise DlrError("nothing-to-add", f"No curriculum found in {clean(name)}.", *told)
    return found


def choose(found: Sequence[Found], ids: Sequence[str], name: str) -> list[Found]:
    """Return the curricula that are asked for by their ids; without ids the only one there is."""
    known = {one.id: one for one in reversed(found) if one.id}
    # Of two with one id it is the one that is named after it.
    known |= {one.id: one for one in reversed(found) if one.id and _is_named(one)}
    for id in ids:
        if id not in known:
            listed = f"It has {join_words(sorted(known), 20)}."
            message = f"{clean(name)} has no curriculum “{clean(id)}”."
            raise DlrError("unknown-curriculum", message, *ask_for_near(id, known), listed)
    if ids:
        return [known[id] for id in dict.fromkeys(ids)]
    if len(found) > 1 and known:
        listed = join_words(sorted(known), 20)
        message = f"{clean(name)} has {pluralize(len(known), 'curriculum')}: {listed}."
        message = message.replace("curriculums", "curricula")
        if len(known) > 1:
            subject = " ".join([quote(name), *sorted(known)[:2]])
            raise DlrError("several-curricula", message, subject=subject, known=sorted(known))
        return list(known.values())
    return [found[0]]


def _is_named(found: Found) -> bool:
    return curriculum_name(found.main) == found.id


def take(contents: Contents, found: Found, id: str | None = None) -> Incoming:
    """Return a curriculum as it is to be taken in, under its own id or under another one."""
    draft = load(found.main)
    folder = found.main.parent
    texts, names = {}, {}
    for source in draft.sources:
        below = source.path.absolute().relative_to(folder)
        name = MAIN if source is draft.main else below.as_posix()
        texts[name] = DISK.read(source.path, MAX_BYTES + 1)[0]
        names[name] = source.path.absolute().relative_to(contents.folder).as_posix()
    if id and id != draft.id:
        texts |= rename(draft, id, folder)
    path = names[MAIN]
    return Incoming(id or draft.id or curriculum_name(found.main), draft.id, path, texts, names)


def _relative(contents: Contents, file: Path, text: str) -> str:
    """Return a text about a file with its path in the place."""
    whole = file.absolute()
    return clean(text.replace(str(file), whole.relative_to(contents.folder).as_posix()))


def paths_of(incoming: Incoming, folder: Path) -> Iterator[tuple[Path, bytes, str]]:
    """Yield where each file would lie in a folder, what is in it, and how it is called there."""
    for name, data in incoming.texts.items():
        yield folder / incoming.id / name, data, incoming.names[name]
