"""dlr update: get newer versions of curricula from elsewhere."""

from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from dlroadmap.cli import asking
from dlroadmap.cli.elsewhere import (
    Known,
    open_place,
    origin_document,
    recover,
    refuse_unanswered,
    require_origin,
)
from dlroadmap.cli.options import argument, flag, takes
from dlroadmap.cli.session import Session, print_json
from dlroadmap.errors import DlrError, ExitCode
from dlroadmap.render.screen import tell
from dlroadmap.text import clean

if TYPE_CHECKING:
    from dlroadmap.authoring.changes import Versions
    from dlroadmap.authoring.elsewhere.contents import Contents
    from dlroadmap.authoring.elsewhere.incoming import Incoming

EXAMPLES = [
    "dlr update",
    "dlr update statistics",
    "dlr update statistics --dry-run",
    "dlr update --yes",
]


@takes("json", "color", "yes", "no_input")
def run(
    session: Session,
    id: str | None = argument(
        "[ID]", "The curriculum to update (default: all that you have added).", None
    ),
    dry_run: bool = flag("--dry-run", "Show what would change, and change nothing."),
) -> int:
    """Update curricula that you have added with dlr add.

    Shows first what changes for you, and asks. Your progress stays; renamed items keep their ticks.
    A curriculum whose files you have changed is not updated.
    """
    recover(session)
    with ExitStack() as stack:
        update = _Update(session, dry_run, stack)
        if id is None:
            return _update_all(session, update)
        document = update.run(require_origin(session, id))
    if session.as_json:
        print_json(document)
    return ExitCode.OK


def _update_all(session: Session, update: "_Update") -> int:
    """Update every curriculum from elsewhere; one that cannot be does not stop the others."""
    from dlroadmap.authoring.elsewhere.record import find_origins, read_origin
    from dlroadmap.render.advice import advice_on
    from dlroadmap.render.elsewhere_page import NO_ORIGINS

    documents: list[dict[str, Any]] = []
    code = ExitCode.OK
    for folder in find_origins(session.folders.curricula):
        try:
            if origin := read_origin(folder):
                documents.append(update.run(Known(folder, origin)))
        except DlrError as error:
            code = ExitCode.FAILED
            advice = advice_on(error)
            body = {"code": error.code, "message": error.message, "advice": advice}
            documents.append({"id": folder.name, "error": {**body, **error.details}})
            if not session.as_json:
                tell(f"dlr: {error.message}", *advice)
    session.answer({"curricula": documents}, *([] if documents else [NO_ORIGINS]))
    return code


class _Update:
    """One call; what is at one address is fetched once."""

    def __init__(self, session: Session, dry_run: bool, stack: ExitStack) -> None:
        self._session = session
        self._dry_run = dry_run
        self._stack = stack
        self._opened: dict[tuple[str, str | None], Contents] = {}

    def run(self, known: Known) -> dict[str, Any]:
        """Update one curriculum if the learner agrees; return its document."""
        from dlroadmap.authoring.elsewhere.placing import record

        self._check_whole(known)
        folder, origin = known
        contents = self._open(known)
        incoming = self._find(known, contents)
        fresh = origin._replace(commit=contents.commit, path=incoming.path, digest=incoming.digest)
        if incoming.digest == origin.digest:
            if fresh != origin and not self._dry_run:
                record(folder, fresh)
            return self._tell_current(known, fresh)
        return self._replace(known, Known(folder, fresh), incoming)

    def _check_whole(self, known: Known) -> None:
        """Refuse a curriculum whose files are not those that were written."""
        from dlroadmap.authoring.elsewhere.incoming import digest
        from dlroadmap.authoring.elsewhere.placing import read_texts

        if digest(read_texts(known.folder)) != known.origin.digest:
            id = known.origin.id
            message = f"You have changed files of “{id}” in {known.folder}; it was not updated."
            advice = "To discard your changes, remove it and add it again."
            raise DlrError("changed-here", message, advice, subject=id)

    def _open(self, known: Known) -> "Contents":
        from dlroadmap.authoring.elsewhere.address import read_place

        origin = known.origin
        key = origin.place, origin.ref
        if key not in self._opened:
            opening = open_place(self._session, read_place(origin.place, recorded=True), origin.ref)
            self._opened[key] = self._stack.enter_context(opening)
        return self._opened[key]

    def _find(self, known: Known, contents: "Contents") -> "Incoming":
        """Return the curriculum as it is there now: by its path, else by its id."""
        from dlroadmap.authoring.elsewhere.incoming import find_curricula, take
        from dlroadmap.words import join_words

        origin = known.origin
        every = find_curricula(contents, origin.place)
        found = [each for each in every if each.id == origin.source_id]
        if not found:
            listed = join_words([each.id for each in every if each.id], 20)
            message = f"{clean(origin.place)} no longer has “{clean(origin.source_id)}”"
            advice = [f"It has {listed}."] if listed else []
            raise DlrError("gone-there", f"{message}; it was not updated.", *advice)
        place = contents.folder / origin.path
        return take(
            contents, next((one for one in found if one.main == place), found[0]), origin.id
        )

    def _tell_current(self, known: Known, fresh: "Any") -> dict[str, Any]:
        from dlroadmap.render.elsewhere_page import current_line

        if not self._session.as_json:
            self._session.screen.print(current_line(fresh))
        return {**origin_document(fresh, known.origin.commit), "updated": False}

    def _replace(self, known: Known, fresh: Known, incoming: "Incoming") -> dict[str, Any]:
        from dlroadmap.authoring.changes import Version, Versions
        from dlroadmap.authoring.elsewhere.checking import examine
        from dlroadmap.authoring.elsewhere.placing import place
        from dlroadmap.render.elsewhere_page import unchanged_line, updated_line

        session, origin = self._session, fresh.origin
        [examined] = examine([incoming], session.library, origin.place, "updated")
        before = known.open(session)
        after = Version(examined.curriculum)
        versions = Versions(Version(before) if before else None, after)
        if not session.as_json:
            self._show(versions, known, fresh)
        agreed = not self._dry_run and self._agrees(origin.id)
        if agreed:
            place(known.folder, incoming.texts, origin)
        if not self._dry_run and not session.as_json:
            line = updated_line(origin) if agreed else unchanged_line(origin.id)
            session.screen.print(line)
        document = origin_document(origin, known.origin.commit, list(versions.changes()))
        return {**document, "updated": agreed}

    def _show(self, versions: "Versions", known: Known, fresh: Known) -> None:
        from dlroadmap.render.elsewhere_page import update_lines

        lost: list[str] = []
        if before := versions.before:
            progress = self._session.past(before).progress
            lost = [
                change.title
                for change in versions.changes()
                if change.kind == "gone" and not change.now and progress.state(change.key) == "done"
            ]
        self._session.screen.print(*update_lines(versions, known.origin, fresh.origin, lost))

    def _agrees(self, id: str) -> bool:
        from dlroadmap.render.elsewhere_page import update_question

        if self._session.yes:
            return True
        if self._session.can_ask:
            return bool(asking.agrees(self._session, update_question(id), default=True))
        raise refuse_unanswered(f"{id} was not updated", f"update {id}")
