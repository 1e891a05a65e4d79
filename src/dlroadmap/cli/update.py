"""dlr update: get newer versions of curricula from elsewhere."""

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dlroadmap.cli import asking
from dlroadmap.cli.elsewhere import (
    open_curriculum,
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

if TYPE_CHECKING:
    from dlroadmap.authoring.changes import Change
    from dlroadmap.authoring.elsewhere.contents import Contents
    from dlroadmap.authoring.elsewhere.updating import Here, Update

EXAMPLES = [
    "dlr update",
    "dlr update statistics",
    "dlr update statistics --dry-run",
    "dlr update statistics --discard",
    "dlr update --yes",
]


@takes("json", "color", "yes", "no_input")
def run(
    session: Session,
    id: str | None = argument(
        "[ID]", "The curriculum to update (default: all that you have added).", None
    ),
    dry_run: bool = flag("--dry-run", "Show what would change, and change nothing."),
    discard: bool = flag("--discard", "Also discard the changes that you made to its files."),
) -> int:
    """Update curricula that you have added with dlr add.

    Shows first what changes for you, and asks. Your progress stays; renamed items keep their ticks.
    A curriculum whose files you have changed is not updated without --discard.
    """
    if discard and id is None:
        raise DlrError("usage", "--discard needs the id of a curriculum.")
    recover(session)
    with ExitStack() as stack:
        updater = _Updater(session, stack, dry_run, discard)
        if id is None:
            return _update_all(session, updater)
        document = updater.run(require_origin(session, id).folder)
    if session.as_json:
        print_json(document)
    return ExitCode.OK


def _update_all(session: Session, updater: "_Updater") -> int:
    """Update every curriculum from elsewhere; one that cannot be does not stop the others."""
    from dlroadmap.authoring.elsewhere.record import find_origins
    from dlroadmap.render.advice import advice_on
    from dlroadmap.render.elsewhere_page import NO_ORIGINS, failure_line

    documents: list[dict[str, Any]] = []
    code = ExitCode.OK
    for folder in find_origins(session.folders.curricula):
        try:
            documents.append(updater.run(folder))
        except DlrError as error:
            code = ExitCode.FAILED
            advice = advice_on(error)
            body = {"code": error.code, "message": error.message, "advice": advice}
            documents.append({"id": folder.name, "error": {**body, **error.details}})
            if not session.as_json:
                tell(f"dlr: {failure_line(folder.name, error.message)}", *advice)
    session.answer({"curricula": documents}, *([] if documents else [NO_ORIGINS]))
    return code


class _Updater:
    """One call; what is at one address is fetched once."""

    def __init__(self, session: Session, stack: ExitStack, dry_run: bool, discard: bool) -> None:
        self._session = session
        self._stack = stack
        self._dry_run = dry_run
        self._discard = discard
        self._opened: dict[tuple[str, str | None], Contents | DlrError] = {}

    def run(self, folder: Path) -> dict[str, Any]:
        """Update one curriculum if the learner agrees; return its document."""
        from dlroadmap.authoring.elsewhere.updating import check_unchanged, prepare, read_here
        from dlroadmap.render.elsewhere_page import current_line, unchanged_line, updated_line

        here = read_here(folder)
        if not self._discard:
            check_unchanged(here)
        update = prepare(here, self._open(here))
        changes = [] if update.is_current else self._show(update)
        agreed = not self._dry_run and (update.is_current or self._agrees(update))
        if agreed:
            update.make()
        if not self._session.as_json:
            if update.is_current:
                self._session.screen.print(current_line(update.after))
            elif not self._dry_run:
                line = updated_line(update.after) if agreed else unchanged_line(update.after.id)
                self._session.screen.print(line)
        document = origin_document(update.after, here.origin.commit, changes)
        return {**document, "updated": agreed and not update.is_current}

    def _open(self, here: "Here") -> "Contents":
        key = here.origin.place, here.origin.ref
        place = here.place
        if key not in self._opened:
            try:
                opening = open_place(self._session, place, here.origin.ref)
                self._opened[key] = self._stack.enter_context(opening)
            except DlrError as error:
                self._opened[key] = error
        found = self._opened[key]
        if isinstance(found, DlrError):
            raise found
        return found

    def _show(self, update: "Update") -> "list[Change]":
        """Show what changes for the learner, and return it."""
        from dlroadmap.authoring.changes import Version, Versions
        from dlroadmap.authoring.elsewhere.checking import examine
        from dlroadmap.authoring.elsewhere.updating import find_lost
        from dlroadmap.render.elsewhere_page import update_lines

        session = self._session
        name = update.after.place
        [examined] = examine([update.incoming], session.library, name, "updated")
        before = open_curriculum(session, update.here.folder)
        versions = Versions(Version(before) if before else None, Version(examined.curriculum))
        if not session.as_json:
            lost = find_lost(versions, session.past(before).progress) if before else None
            session.screen.print(*update_lines(versions, update, lost))
        return list(versions.changes())

    def _agrees(self, update: "Update") -> bool:
        from dlroadmap.render.elsewhere_page import update_question

        session, id = self._session, update.after.id
        if session.yes:
            return True
        if not session.can_ask:
            call = f"update {id} --discard" if self._discard else f"update {id}"
            raise refuse_unanswered(f"“{id}” was not updated", call)
        question = update_question(id, bool(update.discarded))
        return bool(asking.agrees(session, question, default=not update.discarded))
