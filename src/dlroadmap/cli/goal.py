"""dlr goal: set or show goals."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from functools import partial

from dlroadmap.cli.aiming import find_goals, find_outlooks, no_names, parse_by, put_in_order
from dlroadmap.cli.documents import goal_document
from dlroadmap.cli.name_lines import read_name_lines
from dlroadmap.cli.options import argument, flag, option, takes
from dlroadmap.cli.selecting import read_input
from dlroadmap.cli.session import Session, print_json
from dlroadmap.cli.titles import goal_titles
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.errors import DlrError
from dlroadmap.guide.acts import add_goals, drop_goals, find_goal_changes, set_goals
from dlroadmap.guide.aims import Aim
from dlroadmap.guide.goals import name_goal
from dlroadmap.progress.goals import Goal
from dlroadmap.progress.ledger import Act
from dlroadmap.settings import find_hours
from dlroadmap.text import clean

EXAMPLES = [
    "dlr goal latent-diffusion-model",
    "dlr goal advanced/diffusion --by 2027-03",
    "dlr goal --add intermediate",
    "dlr goal",
    "dlr goal --clear",
]


@takes("curriculum", "json", "color")
def run(
    session: Session,
    names: list[str] | None = argument(
        "[NAME]...", "An item, a category, a level, or a curriculum.", None
    ),
    by: str | None = option("--by", "DATE", "Set a deadline; a month means its last day."),
    add: bool = flag("--add", "Keep earlier goals."),
    drop: bool = flag("--drop", "Remove these goals; decline those that a group assigned."),
    clear: bool = flag("--clear", "Remove all goals of your own."),
) -> None:
    """Set or show your goals.

    dlr next and dlr plan put what leads to your goals first: by their day, then as they were set.
    Without --add, new goals replace earlier ones. Goals that a group assigned stay until you
    decline them with --drop.
    """
    _check_options(names or (), by, add, drop, clear)
    act, holders = _decide(session, names or (), parse_by(session, by), add, drop, clear)
    removed: list[Goal] = []
    declined: list[Goal] = []
    batch = None
    if act:
        find_hours(session.folders)  # What is not valid is refused before anything is recorded.
        recorded = session.record(act, *holders)
        batch = recorded.batch
        changes = find_goal_changes(recorded.before.progress, recorded.after.progress)
        removed = [change.before for change in changes if change.before and not change.after]
        refused = recorded.after.progress.declined - recorded.before.progress.declined
        declined = [goal for goal in recorded.before.progress.wishes if goal.part in refused]
    aims, order = put_in_order(session)
    goals = find_outlooks(session, aims, order)
    if session.as_json:
        document = {"goals": [goal_document(goal) for goal in goals]}
        print_json({**document, **({"batch": batch} if act else {})})
        return
    from dlroadmap.render.goal_words import declined_lines, removed_lines
    from dlroadmap.render.goals_page import goal_lines

    session.screen.print(*removed_lines(removed, goal_titles(session)), *declined_lines(declined))
    changed, replacing = batch is not None, bool(act) and not (add or drop)
    lines = goal_lines(goals, bool(act), changed, session.curriculum, replacing)
    session.screen.print(*lines)


def _check_options(
    names: Sequence[str], by: str | None, add: bool, drop: bool, clear: bool
) -> None:
    """Refuse options that cannot be used together."""
    given = [name for name, set in (("--add", add), ("--drop", drop), ("--clear", clear)) if set]
    if len(given) > 1:
        message = f"{given[0]} and {given[1]} cannot be used together."
        raise DlrError("usage", message, "Use one of them.")
    if names and clear:
        raise DlrError("usage", "--clear takes no name.", "Use dlr goal NAME or dlr goal --clear")
    if by is not None and (drop or clear):
        message = f"{given[0]} and --by cannot be used together."
        raise DlrError("usage", message, "Use one of them.")
    if given and not clear and not names:
        message = f"{given[0]} needs the name of a goal."
        raise DlrError("usage", message, f"Specify one: dlr goal {given[0]} NAME")


def _decide(
    session: Session, names: Sequence[str], by: date | None, add: bool, drop: bool, clear: bool
) -> tuple[Act | None, Sequence[Curriculum]]:
    """Return what to record, if anything, and the curricula that it concerns."""
    if clear:
        return partial(set_goals, []), ()
    if drop:
        return partial(drop_goals, _find_standing(session, names)), ()
    if names:
        goals, holders = find_goals(session, names, by)
        return partial(add_goals if add else set_goals, goals), holders
    if by is None:
        return None, ()
    progress = session.progress
    standing = progress.own_goals or progress.goals
    if len(standing) != 1:
        message = "You have no goal." if not standing else f"You have {len(standing)} goals."
        raise DlrError("usage", message, "Specify one: dlr goal NAME --by DATE")
    return partial(set_goals, [Goal(standing[0].key, standing[0].of, by)]), ()


def _find_standing(session: Session, names: Sequence[str]) -> list[Goal]:
    """Return those of the learner's goals that names mean; one that is gone or hidden too."""
    aims, used = session.aims, session.curriculum
    found = []
    for name in names:
        lines = [line.name for line in read_name_lines(read_input())] if name == "-" else [name]
        if not lines:
            raise no_names()
        for line in lines:
            own = [aim.goal for aim in aims if line.strip() == name_goal(aim, used)]
            own = own or [aim.goal for aim in aims if _is_called(aim, line)]
            own = own or _find_meant(session, line, name == "-")
            if len(own) != 1:
                raise _not_one_goal(line, [aim for aim in aims if aim.goal in own], used)
            found += own
    return found


def _is_called(aim: Aim, name: str) -> bool:
    """Return whether a name is a goal's key, with or without what comes before it, or its title."""
    word = name.strip().casefold()
    if word.endswith("/"):
        return aim.goal.of in ("level", "curriculum") and _is_called(aim, word[:-1])
    parts = aim.key.split("/")
    return word in ("/".join(parts[n:]) for n in range(len(parts))) or word == aim.title.casefold()


def _find_meant(session: Session, name: str, whole: bool) -> list[Goal]:
    """Return those of the learner's goals that a name means as that of anything."""
    from dlroadmap.curriculum.targets import find_target, find_whole_targets

    targets = []
    with suppress(DlrError):
        find = find_whole_targets if whole else lambda *given: [find_target(*given)]
        targets = find(name, session.names)
    meant = {(target.key, target.of) for target in targets}
    return [goal for goal in session.progress.goals if goal.identity in meant]


def _not_one_goal(name: str, aims: Sequence[Aim], used: Curriculum) -> DlrError:
    if not aims:
        message = f"“{clean(name)}” is not one of your goals."
        return DlrError("unknown-goal", message, "To see your goals: dlr goal")
    names = [name_goal(aim, used) for aim in aims]
    lines = [f"  {own}: {aim.goal.of}, {aim.title}" for own, aim in zip(names, aims, strict=True)]
    message = f"“{clean(name)}” could be any of {len(aims)} goals; nothing was changed."
    return DlrError("ambiguous-name", message, "Specify one:", *lines, candidates=names)
