"""dlr add: take in a curriculum from a Git repository or a folder."""

import os
from functools import partial
from typing import TYPE_CHECKING

from dlroadmap.cli.elsewhere import open_place, origin_document, recover
from dlroadmap.cli.options import argument, option, takes
from dlroadmap.cli.session import Session, print_json
from dlroadmap.errors import DlrError
from dlroadmap.text import clean, is_id

if TYPE_CHECKING:
    from pathlib import Path

    from dlroadmap.address import Place
    from dlroadmap.authoring.elsewhere.checking import Examined
    from dlroadmap.authoring.elsewhere.record import Origin

EXAMPLES = [
    "dlr add https://github.com/ada/statistics",
    "dlr add git@example.org:ada/curricula.git statistics",
    "dlr add ~/projects/my-curriculum --id my-copy",
    "dlr add https://github.com/ada/statistics --ref v2.0",
]


@takes("json", "color", "no_input")
def run(
    session: Session,
    source: str = argument("URL|PATH", "A Git repository (https, ssh or path), folder or file."),
    ids: list[str] | None = argument(
        "[ID]...", "The curricula to add (default: the only one that is there).", None
    ),
    id: str | None = option("--id", "ID", "Use another id here (default: the curriculum's own)."),
    ref: str | None = option(
        "--ref", "REF", "Use this branch, tag or commit (default: the default branch)."
    ),
) -> None:
    """Add a curriculum from elsewhere.

    Copies its YAML files into your folder of curricula, if they have no errors, and records the
    commit. Nothing of the repository is run. To get a newer version later: dlr update
    """
    from dlroadmap.address import read_place
    from dlroadmap.authoring.elsewhere.checking import examine
    from dlroadmap.authoring.elsewhere.incoming import choose, find_curricula, take

    if id is not None and not is_id(id):
        message = f"“{clean(id)}” is not a valid id."
        raise DlrError("usage", message, "Use up to 64 lowercase letters, digits and hyphens.")
    if id and len(ids or ()) > 1:
        raise DlrError("usage", "--id can be used with one curriculum only.")
    place = read_place(source)
    recover(session)
    with open_place(session, place, ref) as contents:
        found = find_curricula(contents, place.name)
        chosen = choose(found, ids or [], place.name)
        taken = [take(contents, each, id) for each in chosen]
        for incoming in taken:
            _check_id(session, incoming.id, place.name)
        offered = [each.id for each in found] if id is None else []
        examined = examine(taken, session.library, place.name, "added", offered)
        origins = [_origin(session, each, place, contents.commit, ref) for each in examined]
    _place_all(session, examined, origins)
    _show(session, examined, origins)


def _check_id(session: Session, id: str, name: str) -> None:
    """Refuse an id that a curriculum or a file here has."""
    from shlex import quote

    from dlroadmap.cli.elsewhere import find_origin

    folder = session.folders.curricula / id
    main = session.opener.find(id)
    known = find_origin(session, id)
    if known and known.origin.place == name:
        raise DlrError("already-added", f"You already have “{clean(id)}” from there.", subject=id)
    if main or os.path.lexists(folder):
        where = main or folder
        message = f"A curriculum “{clean(id)}” already exists ({where}); nothing was added."
        raise DlrError("id-taken", message, subject=quote(name))


def _origin(
    session: Session, examined: "Examined", place: "Place", commit: str | None, ref: str | None
) -> "Origin":
    from dlroadmap.authoring.elsewhere.record import Origin

    incoming, day = examined.incoming, session.today().isoformat()
    return Origin(
        incoming.id,
        incoming.source_id,
        place.name,
        incoming.path,
        incoming.digest,
        day,
        commit,
        ref,
    )


def _place_all(session: Session, examined: "list[Examined]", origins: "list[Origin]") -> None:
    """Write all of them; if one cannot be written, none stays."""
    from dlroadmap.authoring.elsewhere.placing import place, remove

    placed: list[Path] = []
    try:
        for each, origin in zip(examined, origins, strict=True):
            folder = session.folders.curricula / origin.id
            place(
                folder,
                each.incoming.texts,
                origin,
                partial(_check_id, session, origin.id, origin.place),
            )
            placed.append(folder)
    except BaseException:
        for folder in placed:
            remove(folder)
        raise


def _show(session: Session, examined: "list[Examined]", origins: "list[Origin]") -> None:
    from dlroadmap.render.elsewhere_page import added_lines

    documents = []
    for each, origin in zip(examined, origins, strict=True):
        folder = session.folders.curricula / origin.id
        if session.as_json:
            document = {
                "title": each.curriculum.title,
                "items": len(each.curriculum.locations),
                "warnings": each.warnings,
                "path": folder,
            }
            documents.append({**origin_document(origin), **document})
        else:
            session.screen.print(*added_lines(each.curriculum, origin, each.warnings, folder))
    if documents:
        print_json({"curricula": documents} if len(documents) > 1 else documents[0])
