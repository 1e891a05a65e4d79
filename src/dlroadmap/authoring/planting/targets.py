"""Which curriculum a list is imported to: a new one, or the one that it made before."""

import shlex
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from dlroadmap.authoring.naming import check_id
from dlroadmap.authoring.outline import UNTITLED, Outline
from dlroadmap.authoring.planting.kept import (
    STDIN,
    Kept,
    decode_kept,
    digest,
    kept_path,
    locate,
)
from dlroadmap.authoring.planting.plant import propose_id
from dlroadmap.authoring.planting.recovery import recover
from dlroadmap.authoring.planting.rendering import HEAD
from dlroadmap.authoring.planting.wording import fit_title
from dlroadmap.curriculum.library import is_path
from dlroadmap.errors import DlrError
from dlroadmap.text import clean

ENDING = ".import.json"

_NEW = "To import the list as a new curriculum: --id ID"


class Target(NamedTuple):
    """A curriculum to import to.

    `kept` is what the last import left, if there was one. `doubt` says why the file may have been
    edited since, empty where it was not.
    """

    id: str
    main: Path
    kept: Kept | None = None
    doubt: str = ""


def choose_target(
    outline: Outline,
    source: str,
    id: str | None,
    into: str | None,
    folder: Path,
    find: Callable[[str], Path | None],
) -> Target:
    """Return the curriculum for a list from a source.

    `into` is the id of an imported one, or another folder than the learner's; `find` returns the
    file of the curriculum that has an id. Raises DlrError where the id is another's.
    """
    is_elsewhere = into is not None and _is_place(into)
    folder, into = _split(into, folder)
    if id and into and id != into:
        raise DlrError("usage", "--id and --into specify different curricula.", "Use one of them.")
    named = id or into
    if named is not None:
        check_id(named)
    if into and not (folder / f"{into}.yaml").is_file():
        raise _absent(into, folder, find(into))
    chosen = named or _find_known(source, folder) or propose_id(outline, Path(source).stem)
    main = folder / f"{chosen}.yaml"
    target = _read(Target(chosen, main))
    if target.kept and not main.is_file() and target.kept.source not in ("", source):
        target = Target(chosen, main)
    elif target.kept and not into and main.is_file():
        name = str(main) if is_elsewhere else chosen
        _refuse_another(outline, source, target.kept, chosen, f"--into {shlex.quote(name)}")
    if not main.is_file() and (other := find(chosen)):
        raise _taken(chosen, other)
    return target


def _refuse_another(outline: Outline, source: str, kept: Kept, id: str, into: str) -> None:
    """Refuse to replace what may have come from another list; only `--into` may do that."""
    if kept.source not in ("", source):
        message = f"“{id}” was imported from another list: {_name_source(kept.source)}."
    elif source == STDIN and not _is_known(outline, kept):
        message = f"The list has no title, and “{id}” may have been imported from another one."
    else:
        return
    raise DlrError("exists", message, f"To update “{id}” with this list: {into}", _NEW)


def _is_known(outline: Outline, kept: Kept) -> bool:
    """Return whether a list has a title, or most of its items by the ids of their source."""
    if fit_title(outline.title).title not in ("", UNTITLED):
        return True
    live = [item.source for item in kept.items if not item.gone]
    listed = {item.source for item in outline.items} - {""}
    return 2 * sum(source in listed for source in live) > len(live)


def _name_source(source: str) -> str:
    return "standard input" if source == STDIN else clean(source)


def _absent(id: str, folder: Path, other: Path | None) -> DlrError:
    """Return that there is nothing to update, or that it is nothing that an import has made."""
    if other:
        return _foreign(id, other)
    message = f"There is no imported curriculum “{id}” in {clean(str(folder))}."
    return DlrError("no-such-curriculum", message, f"To create it: --id {id}")


def _split(into: str | None, folder: Path) -> tuple[Path, str | None]:
    """Return the folder that is meant, and the id."""
    if into is None or not _is_place(into):
        return folder, into
    path = Path(into).expanduser().absolute()
    return (path.parent, path.stem) if path.suffix == ".yaml" else (path, None)


def _is_place(into: str) -> bool:
    return is_path(into) or Path(into).is_dir()


def _find_known(source: str, folder: Path) -> str | None:
    """Return the id of what was imported from a source before."""
    if source == STDIN:
        return None
    found = []
    for path in sorted(folder.glob(f"*{ENDING}")):
        kept = _read_kept(path)
        id = path.name.removesuffix(ENDING)
        if kept and kept.source == source and (folder / f"{id}.yaml").is_file():
            found.append(id)
    if len(found) > 1:
        message = f"This list was imported as several curricula: {', '.join(found)}."
        raise DlrError("ambiguous-curriculum", message, f"Specify one: --into {found[0]}")
    return found[0] if found else None


def _read(target: Target) -> Target:
    """Return a target with what is kept of it, where an import has made it."""
    kept = _read_kept(kept_path(target.main))
    if not target.main.exists():
        return target._replace(kept=kept)
    try:
        text = target.main.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        message = f"{target.main} cannot be read; nothing was imported."
        raise DlrError("unreadable", message, _NEW) from error
    if kept:
        doubt = "" if digest(text) == kept.digest else "was edited since the last import"
        return target._replace(kept=kept, doubt=doubt)
    if not text.startswith(HEAD):
        raise _foreign(target.id, target.main)
    doubt = "may have been edited: the record of the last import is missing or damaged"
    return target._replace(kept=recover(target.main), doubt=doubt)


def _read_kept(path: Path) -> Kept | None:
    try:
        kept = decode_kept(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return None
    return kept and locate(kept, path.parent)


def _foreign(id: str, file: Path) -> DlrError:
    message = f"Curriculum “{id}” was not imported from a list: {clean(str(file))}"
    return DlrError("exists", message, _NEW)


def _taken(id: str, file: Path) -> DlrError:
    return DlrError("exists", f"Another curriculum has the id “{id}”: {clean(str(file))}", _NEW)
