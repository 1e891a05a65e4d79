"""What a member's calls share: the group's track on this machine, and what goes to and fro."""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from dlroadmap.cli.documents import counts_document
from dlroadmap.cli.session import Session
from dlroadmap.cli.titles import goal_titles
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.errors import DlrError
from dlroadmap.guide.aims import aim_at, holds
from dlroadmap.guide.assignments import Asked, find_answers, take_on
from dlroadmap.guide.report import Report, Track, find_report
from dlroadmap.progress.goals import Goal
from dlroadmap.progress.past import Past
from dlroadmap.remote.group.login import Login
from dlroadmap.remote.lock import alone

if TYPE_CHECKING:
    from dlroadmap.remote.group.connection import Database
    from dlroadmap.remote.group.membership import Membership

Result = TypeVar("Result")

_REFUSED = ("group-password", "group-refused", "group-login", "not-a-member")
"""The codes of errors that mean that a server does not accept a login, or has it in no group."""


class Exchanged(NamedTuple):
    """What went to a group and what came back.

    `fresh` is whether anything was new to the server. `differs` is whether the group has another
    version of the track, so that only what both have was sent. `answered` are the assignments
    whose answers were new to the server.
    """

    membership: "Membership"
    report: Report
    fresh: bool
    differs: bool
    asked: Sequence[Asked]
    answers: dict[int, str]
    answered: Collection[int]


class Taken(NamedTuple):
    """The goals that came, that have another day, and that went, by what a group asks for."""

    new: Sequence[Goal]
    moved: Sequence[Goal]
    withdrawn: Sequence[Goal]


@contextmanager
def one_at_a_time(session: Session, group: str) -> Iterator[None]:
    """Keep other calls out that join, sync or leave a group."""
    with alone(session.folders.groups / f"{group}.lock"):
        yield


def open_track(session: Session, group: str, curriculum: str) -> Curriculum:
    """Return the track of a group. Raises DlrError if it is not on this machine."""
    try:
        return session.open(curriculum).curriculum
    except DlrError as error:
        if error.code != "no-such-curriculum":
            raise
        raise DlrError(
            "no-track",
            f"The curriculum of the group {group} is “{curriculum}”, which is not on this "
            "computer; nothing was changed.",
            "Ask a mentor where it is from, then: dlr add ADDRESS",
        ) from error


def report_on(session: Session, track: Curriculum, theirs: Track | None = None) -> Report:
    """Return what is sent of the learner's progress; of what `theirs` has if that is another."""
    progress = session.past(track).progress
    if theirs is None:
        return find_report(track, progress)
    return find_report(track, progress, theirs.items, theirs.levels)


def perform_as(login: Login, work: "Callable[[Database], Result]") -> Result:
    """Run work on the server with a login, once the schema there is one that dlr knows."""
    from dlroadmap.remote.group.acting import act_as

    try:
        return act_as(login, work)
    except DlrError as error:
        if error.code not in _REFUSED:
            raise
        where = f"{login.address.name} does not accept your login for the group {login.group}"
        raise DlrError(
            "login-refused",
            f"{where}; nothing was changed.",
            "A mentor may have removed you, or invited you again.",
            "If you have a new invitation: dlr group join",
            f"To forget the group: dlr group leave --forget --group {login.group}",
        ) from error


def exchange(session: Session, track: Curriculum, group: str, db: "Database") -> Exchanged:
    """Send the report and the answers, and return what is asked; nothing changes on this side."""
    from dlroadmap.remote.group.membership import read_membership
    from dlroadmap.remote.group.sending import read_asked, send, send_answers

    membership = read_membership(db)
    report, differs = fit_report(session, track, membership, db)
    fresh = send(db, report) > 0
    asked = read_asked(db)
    past = session.past(track, session.curriculum)
    answers = find_answers(group, asked, past, partial(_is_done, session, track, past))
    answered = send_answers(db, answers)
    return Exchanged(membership, report, fresh, differs, asked, answers, answered)


def fit_report(
    session: Session, track: Curriculum, membership: "Membership", db: "Database"
) -> tuple[Report, bool]:
    """Return what is sent, and whether the group has another version of the track.

    Its list of items is only asked for then.
    """
    from dlroadmap.remote.group.track import read_track

    report = report_on(session, track)
    if report.digest == membership.digest:
        return report, False
    return report_on(session, track, read_track(db)), True


def _is_done(session: Session, track: Curriculum, past: Past, goal: Goal) -> bool:
    """Return whether nothing is left on the way to a goal, as `status` says."""
    used = session.curriculum
    aim = aim_at(goal, used, used if holds(used, goal) else track, past.progress)
    return aim.holder is not None and not aim.way


def record_asked(session: Session, track: Curriculum, group: str, asked: Sequence[Asked]) -> Taken:
    """Make goals of what a group asks for, as one change, and return what that changed."""
    recorded = session.record(partial(take_on, group, asked), track)
    old, new = (
        {goal.part: goal for goal in past.progress.wishes if goal.group == group}
        for past in (recorded.before, recorded.after)
    )
    return Taken(
        [goal for part, goal in new.items() if part not in old],
        [goal for part, goal in new.items() if part in old and old[part].by != goal.by],
        [goal for part, goal in old.items() if part not in new],
    )


def told_lines(session: Session, exchanged: Exchanged, taken: Taken) -> list[str]:
    """Return what a person is told of what was sent and came back."""
    from dlroadmap.render.group_page import asked_lines, sync_lines

    tasks = {one.task: one for one in exchanged.asked}
    title = goal_titles(session)
    answers = {task: exchanged.answers[task] for task in exchanged.answered}
    group, report = exchanged.membership.group, exchanged.report
    fresh = {goal.task for goal in taken.new}
    return [
        *sync_lines(report, group, exchanged.fresh, exchanged.differs),
        *asked_lines(
            [tasks[goal.task] for goal in taken.new if exchanged.answers[goal.task] == "open"],
            [tasks[goal.task] for goal in taken.moved],
            [title(goal) for goal in taken.withdrawn],
            [tasks[task] for task, answer in answers.items() if answer == "done"],
            [tasks[task] for task, answer in answers.items() if answer == "declined"],
            [tasks[task] for task in answers.keys() - fresh if answers[task] == "open"],
        ),
    ]


def report_document(report: Report) -> dict[str, Any]:
    """Return all that is sent of a progress."""
    return {
        "digest": report.digest,
        "last": report.last,
        "levels": [{"id": id, **counts_document(counts)} for id, counts in report.levels],
        "states": [
            {"key": key, "state": state, "since": day}
            for key, (state, day) in report.states.items()
        ],
    }


def exchanged_document(exchanged: Exchanged, taken: Taken) -> dict[str, Any]:
    """Return what a script is told of what was sent and came back."""
    return {
        **membership_document(exchanged.membership),
        "sent": report_document(exchanged.report),
        "fresh": exchanged.fresh,
        "differs": exchanged.differs,
        "assigned": [
            {**one._asdict(), "answer": exchanged.answers[one.task]} for one in exchanged.asked
        ],
        **{name: [goal.key for goal in goals] for name, goals in taken._asdict().items()},
    }


def membership_document(membership: "Membership") -> dict[str, Any]:
    """Return who one is in a group, and who sees what one sends."""
    return {
        "group": membership.group,
        "curriculum": membership.curriculum,
        "member": membership.member,
        "mentor": membership.mentor,
        "board": membership.board,
        "mentors": membership.mentors,
    }
