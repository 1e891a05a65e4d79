"""dlr sync: send and receive progress."""

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import typer

from dlroadmap.cli.asking import agrees, confirms
from dlroadmap.cli.options import argument, flag, option, takes
from dlroadmap.cli.session import Session
from dlroadmap.errors import DlrError, ExitCode
from dlroadmap.render import sync_page as page
from dlroadmap.render.config_page import precedence
from dlroadmap.render.screen import tell
from dlroadmap.render.words import NOTHING
from dlroadmap.settings import SETTINGS, save
from dlroadmap.text import clean
from dlroadmap.words import join_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dlroadmap.progress.events import Event
    from dlroadmap.remote.contract import Remote
    from dlroadmap.remote.devices import Device
    from dlroadmap.remote.syncing import Synced

EXAMPLES = [
    "dlr sync git@github.com:you/progress.git",
    "dlr sync ~/Syncthing",
    "dlr sync",
    "dlr sync --status",
    "dlr sync --stop",
]


@takes("json", "color", "yes", "no_input")
def run(
    session: Session,
    target: str | None = argument(
        "[TARGET]", "A Git repository or a folder; saved for the next sync.", None
    ),
    status: bool = flag("--status", "Show your devices and what waits, without a sync."),
    merge: bool = flag("--merge", "Merge other histories in TARGET into yours."),
    name: str | None = option(
        "--name", "TEXT", "The name of this device (default: its host name)."
    ),
    stop: bool = flag("--stop", "Forget TARGET; what you sent stays there."),
    erase: bool = flag("--erase", "Remove your history from TARGET, and forget TARGET."),
) -> int:
    """Share your progress between your devices.

    dlr sends what is new here, and receives what is new from your other devices. TARGET is a
    private Git repository of yours (https, ssh, or the path of a bare one), or a folder that
    another program or a disk carries between your devices. Your whole history is sent, with notes.
    """
    flags = {"--status": status, "--merge": merge, "--stop": stop, "--erase": erase}
    chosen = [word for word, given in flags.items() if given]
    if len(chosen) > 1:
        raise DlrError("usage", f"{join_words(chosen)} cannot be combined.", "Choose one.")
    if (target and (status or stop)) or (name and (status or stop or erase)):
        given = "--name" if name else "TARGET"
        raise DlrError("usage", f"{chosen[0]} cannot be combined with {given}.", "Leave it out.")
    if name is not None and not name.strip():
        raise DlrError("usage", "--name is empty.", "Use a name such as laptop.")
    if not (session.remote if target is None else target):
        message = "No sync target is set."
        raise DlrError("no-place", message, "To set one and sync: dlr sync TARGET")
    if status:
        return _show(session)
    if stop:
        return _stop(session)
    return _erase(session, target) if erase else _sync(session, target, merge, name)


@contextmanager
def _opened(session: Session, target: str | None) -> "Iterator[tuple[str, Remote]]":
    """Provide the target, as it is saved, and what reaches it; no other sync runs meanwhile."""
    from dlroadmap.remote.lock import alone
    from dlroadmap.remote.places import find_place, open_remote

    place = find_place(target or session.remote, remembered=target is None)
    with alone(session.folders.sync_lock):
        repository = session.folders.sync_repository
        yield place.name, open_remote(place, repository, session.can_ask, session.now)


def _sync(session: Session, target: str | None, merge: bool, name: str | None) -> int:
    import platform

    from dlroadmap.remote.syncing import DeclinedError, Wish, sync

    former = session.remote
    with _opened(session, target) as (place, remote):
        wish = Wish(place, session.yes, merge, name)
        try:
            synced = sync(
                session.store,
                remote,
                wish,
                lambda back: _accepts_return(session, back),
                session.now(),
                platform.node(),
            )
        except DeclinedError:
            session.screen.print(NOTHING)
            return ExitCode.OK
        if target is not None:
            save(session.folders, "remote", place)
    session.tell_warnings()
    _answer(session, synced, former, bool(name))
    if target is not None:
        _tell_precedence(former, place)
    return ExitCode.NO if synced.faults or synced.refused else ExitCode.OK


def _accepts_return(session: Session, back: "Sequence[Event]") -> bool:
    """Return whether events may come back that a restored history lacks."""
    if session.yes:
        return True
    lines = page.return_lines(back)
    if not session.can_ask:
        advice = ["To bring them back, add --yes.", "To stop syncing: dlr sync --stop"]
        raise DlrError("restored", f"{lines[0]} Nothing was changed.", *lines[1:], *advice)
    session.screen.print(*page.lay_out(lines, session.screen))
    answer = agrees(session, page.RETURN)
    if answer is None:
        raise typer.Abort
    return answer


def _answer(session: Session, synced: "Synced", former: str, named: bool) -> None:
    from dlroadmap.guide.acts import find_changes, find_goal_changes
    from dlroadmap.progress.fold import fold

    before, after = fold(synced.before), fold(synced.after)
    changes = find_changes((event.key for event in synced.new), before, after)
    if not session.as_json:
        goals = len(find_goal_changes(before, after))
        states = [change.after for change in changes]
        saved = synced.place != former
        lines = page.synced_lines(synced, states, goals, saved, former, named)
        session.screen.print(*page.lay_out(lines, session.screen))
        return
    from dlroadmap.cli.documents import recorded_document

    names = {device.id: device.name for device in synced.devices}
    left = [page.describe_fault(fault, names) for fault in synced.faults]
    left += [page.describe_left(id, one, names) for id, one in synced.refused]
    document = _document(synced.place, synced.sent, page.count_changes(synced.new), synced.devices)
    others = {
        "others": [
            {"device": id, "name": one.name, "events": one.events, "last": one.at}
            for id, one in synced.others.items()
        ],
        "left": left,
        "changed": recorded_document(changes)["changed"],
        "backup": synced.copy,
        "waiting": 0,
    }
    session.answer({**document, **others})


def _show(session: Session) -> int:
    from dlroadmap.remote.devices import find_status

    place = session.remote
    status = find_status(session.store, place)
    document = _document(place, 0, 0, status.devices)
    lines = page.status_lines(place, status)
    session.answer(
        {**document, "waiting": status.waiting, "last": status.at or None},
        *page.lay_out(lines, session.screen),
    )
    return ExitCode.OK


def _stop(session: Session) -> int:
    if variable := _find_variable():
        message = f"The sync target is set by {variable}; nothing was changed."
        raise DlrError("usage", message, f"To stop syncing, unset {variable}.")
    place = session.remote
    save(session.folders, "remote", None)
    session.answer(_document(None, 0, 0, []), page.stopped_line(place))
    return ExitCode.OK


def _erase(session: Session, target: str | None) -> int:
    from dlroadmap.remote.devices import erase, find_erasable

    with _opened(session, target) as (place, remote):
        found = find_erasable(session.store, remote, place)
        question = page.erase_question(found.devices, place)
        if found.heads and not confirms(session, question, "To remove it, add --yes."):
            return ExitCode.OK
        erase(session.store, remote, found.heads, place)
    forgotten = session.remote == place and not _find_variable()
    if forgotten:
        save(session.folders, "remote", None)
    document = {**_document(session.remote or None, 0, 0, []), "erased": len(found.heads)}
    session.answer(document, *page.erased_lines(len(found.heads), place, forgotten, found.left))
    return ExitCode.OK


def _find_variable() -> str:
    """Return the variable that names the place, whatever is saved; empty if none does."""
    variable = SETTINGS["remote"].variable
    return variable if os.environ.get(variable) else ""


def _tell_precedence(former: str, place: str) -> None:
    if former != place and (variable := _find_variable()):
        tell(precedence(variable))


def _document(
    place: str | None, sent: int, received: int, devices: "Sequence[Device]"
) -> dict[str, Any]:
    """Return what a script is told of a sync."""
    return {
        "remote": place and clean(place),
        "sent": sent,
        "received": received,
        "devices": [
            {
                "device": one.id,
                "name": one.name,
                "events": one.events,
                "last": one.last,
                "here": one.here,
            }
            for one in devices
        ],
    }
