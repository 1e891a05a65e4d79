"""dlr review: review what is due."""

from collections.abc import Iterable, Mapping, Sequence, Set
from functools import partial
from typing import NamedTuple

import typer

from dlroadmap.cli.aiming import find_aims
from dlroadmap.cli.asking import choose
from dlroadmap.cli.documents import fields, recorded_document
from dlroadmap.cli.options import CATEGORY, LEVEL, NAMES, flag, one_of, option, takes
from dlroadmap.cli.selecting import check_choice, check_count, choose_of, find_items, find_keys
from dlroadmap.cli.session import Session, print_json
from dlroadmap.curriculum.model import KINDS, Curriculum
from dlroadmap.errors import DlrError
from dlroadmap.guide.acts import review
from dlroadmap.guide.aims import Aim, ways_of
from dlroadmap.guide.dependents import (
    Dependent,
    find_dependents,
    find_foundations,
    merge_requires,
    put_first,
)
from dlroadmap.guide.order import find_order
from dlroadmap.guide.review import GRADES, REVIEWED, Memory, Reviewing, find_due, next_due
from dlroadmap.progress.fold import Progress
from dlroadmap.render.acts import NO_NAMES
from dlroadmap.render.screen import tell

EXAMPLES = [
    "dlr review",
    "dlr review --due",
    "dlr review --goal self-attention",
    "dlr review backpropagation --grade good",
    "dlr review --level entry --max 5",
]

ALL = "all"
"""What stands for every kind."""

_KIND = option(
    "--kind",
    "KIND",
    f"Only {one_of((*KINDS, ALL))}; can be repeated (default: all but tool, reading and habit).",
)


class _Scope(NamedTuple):
    """What a call is about: items of some kinds, in a part, and what the goals it names need.

    `part` is whether a level or category is named.
    """

    kinds: Set[str] = frozenset(REVIEWED)
    within: Set[str] | None = None
    aims: Sequence[Aim] = ()
    part: bool = False

    def reviewing(self, session: Session) -> Reviewing:
        used = session.curriculum
        progress = session.past(used).progress
        return Reviewing(used, progress, session.now(), kinds=self.kinds, within=self.within)


@takes("curriculum", "json", "color", "no_input", "no_pager")
def run(
    session: Session,
    names: list[str] | None = NAMES,
    grade: str | None = option(
        "--grade", "GRADE", "Record how it went: again, hard, good or easy."
    ),
    due: bool = flag("--due", "List what is due, and ask nothing."),
    number: int | None = option(
        "--max", "N", "Maximum items to review (default: those for today).", short="-n"
    ),
    goal: list[str] | None = option("--goal", "NAME", "Review only what this goal builds on."),
    kind: list[str] | None = _KIND,
    level: str | None = LEVEL,
    category: str | None = CATEGORY,
) -> None:
    """Review done items before you forget them, most important first.

    First come the items that what you have in progress builds on, then those that your goals
    build on, then the rest, in the order of dlr plan. If many are due, dlr spreads them over two
    weeks, with at least ten for each day.

    On a terminal, dlr asks about the items for today; elsewhere it lists them. Your answer decides
    when the item is due again; no answer removes a tick. Learning what builds on an item counts
    as practice too. With --json, all due items are listed (limit: --max).
    """
    check_choice("--grade", grade, GRADES)
    check_count(number, "--max")
    kinds = choose_of("--kind", kind, (*KINDS, ALL))
    if names:
        if due or goal or kind or (number, level, category) != (None, None, None):
            message = "ITEM cannot be combined with options that choose among what is due."
            raise DlrError("usage", message, "Leave out the items or the options.")
        _review_named(session, names, grade)
        return
    if grade is not None:
        raise DlrError("usage", "No item specified.", "Use dlr review ITEM --grade good")
    used = session.curriculum
    scope = _narrow(session, goal, kinds, find_keys(used, level, category))
    reviewing = scope.reviewing(session)
    memories = reviewing.memories()
    portion, following = reviewing.portion(), next_due(memories, reviewing.today)
    dependents = _find_dependents(session, scope.aims) if portion.due else {}
    waiting = put_first(find_due(memories, reviewing.today), dependents)
    if session.as_json:
        rows = [_due_document(used, memory, dependents) for memory in waiting[:number]]
        print_json({"due": rows, "next": following, "due_today": portion.today})
        return
    from dlroadmap.render import review_page as page

    asks = session.can_ask and not due
    if not waiting:
        reason = _find_reason(session, scope, following is not None)
        goals = [aim.title for aim in scope.aims]
        session.screen.print(*page.nothing_due(following, reason, goals, scope.part))
        return
    if asks and not (number or portion.today):
        session.screen.print(page.DONE_TODAY)
        return
    shown = waiting[: number or portion.today or portion.a_day]
    uses = _tell_uses(session, shown, dependents, scope.aims)
    if not asks:
        session.screen.print(*page.due_list(shown, portion, used, uses))
        return
    with session.screen.direct():
        if number is None and portion.today < portion.due:
            session.screen.print(page.describe_backlog(portion))
        _go_through(session, [(memory.key, used) for memory in shown], uses)


def _narrow(
    session: Session,
    goals: Sequence[str] | None,
    kinds: Set[str] | None,
    inside: Sequence[str] | None,
) -> _Scope:
    """Return what the options leave."""
    within: Set[str] | None = None if inside is None else frozenset(inside)
    aims: list[Aim] = []
    if goals:
        _, _, aims, _ = find_aims(session, goals)
        needed = find_foundations(aims, merge_requires(session.curriculum, aims))
        within = needed if within is None else needed & within
    return _Scope(_choose_kinds(kinds), within, aims, inside is not None)


def _choose_kinds(asked: Set[str] | None) -> Set[str]:
    if asked is None:
        return frozenset(REVIEWED)
    return frozenset(KINDS) if ALL in asked else asked


def _find_dependents(session: Session, named: Sequence[Aim]) -> dict[str, Dependent]:
    """Return what builds on each item first, by the order that the goals named, or set, lead."""
    used, progress = session.curriculum, session.progress
    aims = named or session.aims
    order = find_order(used, progress, ways_of(aims))
    return find_dependents(order, progress, aims, only=bool(named))


def _tell_uses(
    session: Session,
    shown: Iterable[Memory],
    dependents: Mapping[str, Dependent],
    named: Sequence[Aim],
) -> dict[str, str]:
    """Return what each item is needed for: where goals are named, the first of these that it is."""
    from dlroadmap.render.review_page import tell_part, tell_use

    used, keys = session.curriculum, {memory.key for memory in shown}
    uses = {key: tell_use(dependents.get(key), used) for key in keys}
    requires = merge_requires(used, named)
    for aim in reversed(named):
        for key in find_foundations([aim], requires) & keys:
            uses[key] = tell_part(aim.title, key in aim.items, aim.items == [key])
    return uses


def _find_reason(session: Session, scope: _Scope, later: bool) -> str:
    """Return why nothing is due: `later` it is, or else what is missing."""
    progress = session.progress
    placed = session.curriculum.locations.keys()
    part = placed if scope.within is None else placed & scope.within
    if later:
        return "later"
    if not progress.learned().isdisjoint(part):
        return "unasked" if scope.kinds == frozenset(REVIEWED) else "kind"
    return "todo" if progress.inferred.isdisjoint(part) else "inferred"


def _reviewing(session: Session, curriculum: Curriculum) -> Reviewing:
    return Reviewing(curriculum, session.past(curriculum).progress, session.now())


def _review_named(session: Session, names: Sequence[str], grade: str | None) -> None:
    """Record how it went with the named items, due or not; ask for it where nothing says so."""
    keys, holders, _ = find_items(session, names)
    items = [(key, next(h for h in holders if key in h.items)) for key in keys]
    for key, holder in items:
        _check_learned(key, holder, session.past(holder).progress)
    if grade is None and session.can_ask:
        with session.screen.direct():
            _go_through(session, items)
        return
    if grade is None:
        message = "No grade specified."
        raise DlrError("usage", message, f"Use --grade with one of {', '.join(GRADES)}.")
    if not keys and not session.as_json:
        session.screen.print(NO_NAMES)
        return
    recorded = session.record(partial(review, keys, grade), *holders)
    said = {event.key for event in recorded.events}
    reviewing = {holder.id: _reviewing(session, holder) for _, holder in items}
    rows = [(holder, reviewing[holder.id].memory(key)) for key, holder in items if key in said]
    if session.as_json:
        reviewed = [{**_document(holder, memory), "grade": grade} for holder, memory in rows]
        print_json({**recorded_document(batch=recorded.batch), "reviewed": reviewed})
        return
    from dlroadmap.render.review_page import reviewed_lines

    titles = [(holder.items[memory.key].title, memory) for holder, memory in rows]
    with session.screen.direct():
        session.screen.print(*reviewed_lines(titles, grade))


def _check_learned(key: str, holder: Curriculum, progress: Progress) -> None:
    """Refuse a review of what was never learned."""
    if key in progress.learned():
        return
    item = holder.items[key]
    message = f"{item.title} is not done, so there is nothing to review."
    if progress.state(key) == "done":
        message = f"{item.title} was only inferred, so there is nothing to review yet."
    raise DlrError("not-learned", message, f"If you know it: dlr tick {item.id}")


def _go_through(
    session: Session, items: Sequence[tuple[str, Curriculum]], uses: Mapping[str, str] = {}
) -> None:
    """Ask for one item after the other, record each answer at once, and say what is left.

    `uses` tells what items are needed for.
    """
    from dlroadmap.render import review_page as page

    reviewed: list[str] = []

    def end() -> list[str]:
        reviewing = _reviewing(session, session.curriculum)
        following = next_due(reviewing.memories(), reviewing.today)
        return page.ending(len(reviewed), reviewing.portion(), following)

    session.screen.print(*page.introduction(len(items)))
    try:
        for number, (key, holder) in enumerate(items, 1):
            lines = page.question(holder.items[key], number, len(items), uses.get(key, ""))
            session.screen.print(*lines)
            answer = choose(session, page.PROMPT, _ANSWERS, lambda _: tell(page.NO_ANSWER))
            if answer in ("quit", None):
                break
            if answer == "later":
                continue
            if not session.record(partial(review, [key], answer), holder).events:
                session.screen.print(page.NOT_TICKED)
                continue
            reviewed.append(key)
            memory = _reviewing(session, holder).memory(key)
            session.screen.print(*page.comes_back(memory.due, answer, holder.items[key]))
    except (KeyboardInterrupt, typer.Abort) as interrupt:
        interrupt.add_note("\n".join(end()))
        raise
    session.screen.print("", *end())


_ANSWERS = {typed: word for word in (*GRADES, "quit") for typed in (word[0], word)}
_ANSWERS |= dict.fromkeys(("s", "skip", "l", "later"), "later")


def _document(curriculum: Curriculum, memory: Memory) -> dict[str, object]:
    return {
        **fields(curriculum.items[memory.key], "key id title kind"),
        "due": memory.due,
        "retrievability": round(memory.retrievability, 4),
        **fields(memory, "last reviews"),
    }


def _due_document(
    curriculum: Curriculum, memory: Memory, dependents: Mapping[str, Dependent]
) -> dict[str, object]:
    dependent = dependents.get(memory.key)
    return {**_document(curriculum, memory), "needed_for": dependent and dependent.key}
