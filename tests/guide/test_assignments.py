"""Assignments: what a group asks for becomes goals, and stops being any."""

import random
from datetime import date
from functools import partial

from hypothesis import given
from hypothesis import strategies as st

from dlroadmap.guide.acts import add_goals, drop_goals, set_goals, undo
from dlroadmap.guide.assignments import Asked, drop_assigned, find_answers, take_on
from dlroadmap.progress.events import Entry, sort_key
from dlroadmap.progress.goals import Goal
from dlroadmap.progress.history import make_history
from dlroadmap.progress.ledger import Act
from dlroadmap.progress.past import Past
from drawing import examples
from progress.history import History, fold, rows_of

MARCH, MAY = date(2027, 3, 31), date(2027, 5, 31)
HERE, THERE = "a" * 16, "b" * 16
GROUP = "ml-2027"


def ask(task: int = 7, key: str = "dl/mlp", by: date = MAY, of: str = "item") -> Asked:
    return Asked(task, of, key, "A title", by, "Ada")


def goal(asked: Asked, group: str = GROUP) -> Goal:
    return Goal(asked.key, asked.of, asked.by, group, asked.asked_by, asked.task)


class Learner:
    """A learner with two devices, each of which knows what it was told."""

    def __init__(self, **renames: str) -> None:
        self.history = History()
        self.renames = {f"dl/{old}": f"dl/{new}" for old, new in renames.items()}

    def past(self, device: str = HERE) -> Past:
        """Return what a device knows."""
        return Past(rows_of(self.history.known(device)), self.renames)

    def act(self, act: Act, device: str = HERE) -> list[Entry]:
        """Record what an act comes to; return it."""
        entries = list(act(self.past(device)))
        if entries:
            self.history.write(entries, device)
        return entries

    def take_on(self, *asked: Asked, group: str = GROUP, device: str = HERE) -> list[Entry]:
        """Record what taking on comes to; return it."""
        return self.act(partial(take_on, group, asked), device)

    def goals(self, device: str = HERE) -> tuple[Goal, ...]:
        """Return the goals that a device tells."""
        return self.past(device).progress.goals

    def answers(self, *asked: Asked, done: tuple[str, ...] = ()) -> dict[int, str]:
        """Return what the group is answered."""
        return find_answers(GROUP, asked, self.past(), lambda goal: goal.key in done)


def test_what_is_new_becomes_a_goal_and_what_is_withdrawn_goes() -> None:
    """The goals of a group are what it asks for now; a changed day changes them."""
    learner = Learner()
    learner.take_on(ask(7), ask(8, "dl/entry", of="level"))
    assert learner.goals() == (goal(ask(7)), goal(ask(8, "dl/entry", of="level")))
    learner.take_on(ask(7, by=MARCH), ask(9, "dl/cnn"))
    assert learner.goals() == (goal(ask(7, by=MARCH)), goal(ask(9, "dl/cnn")))
    learner.take_on()
    assert learner.goals() == ()


def test_an_own_goal_stands_again_with_its_own_day() -> None:
    """While it is assigned too the earlier day counts; when that is withdrawn, its own."""
    learner = Learner()
    learner.act(partial(set_goals, [Goal("dl/mlp", by=MAY), Goal("dl/cnn")]))
    learner.take_on(ask(by=MARCH))
    assert learner.goals() == (goal(ask(by=MARCH)), Goal("dl/cnn"))
    learner.act(partial(add_goals, [Goal("dl/mlp", by=date(2027, 1, 31))]))
    assert learner.goals()[0] == goal(ask(by=date(2027, 1, 31)))
    learner.take_on()
    assert set(learner.goals()) == {Goal("dl/mlp", by=date(2027, 1, 31)), Goal("dl/cnn")}


def test_new_goals_and_clearing_leave_what_is_assigned() -> None:
    """Replacing concerns one's own goals alone, also one that is assigned too."""
    learner = Learner()
    learner.act(partial(set_goals, [Goal("dl/mlp", by=MARCH), Goal("dl/cnn")]))
    learner.take_on(ask(by=MAY))
    learner.act(partial(set_goals, [Goal("dl/rnn")]))
    assert learner.goals() == (goal(ask(by=MAY)), Goal("dl/rnn"))
    learner.act(partial(set_goals, []))
    assert learner.goals() == (goal(ask(by=MAY)),)
    assert learner.answers(ask()) == {7: "open"}


def test_what_is_declined_stays_away_until_that_is_undone() -> None:
    """A goal that is dropped is declined, the own one with it; undo brings both back."""
    learner = Learner()
    learner.act(partial(set_goals, [Goal("dl/mlp", by=MARCH)]))
    learner.take_on(ask())
    before = learner.goals()
    learner.act(partial(drop_goals, [Goal("dl/mlp")]))
    assert learner.goals() == ()
    assert learner.take_on(ask(by=date(2028, 1, 1))) == []
    assert learner.answers(ask()) == {7: "declined"}
    learner.act(partial(undo, None))
    assert learner.goals() == before
    assert learner.answers(ask()) == {7: "open"}


def test_what_was_withdrawn_can_be_asked_for_again() -> None:
    """Who left, or was left out for a while, has declined nothing."""
    learner = Learner()
    learner.take_on(ask())
    learner.act(partial(drop_assigned, GROUP))
    assert learner.goals() == ()
    assert learner.answers(ask()) == {7: "open"}
    learner.take_on(ask())
    assert learner.goals() == (goal(ask()),)


def test_groups_leave_each_other_alone() -> None:
    """What one group withdraws, or who leaves it, changes nothing of another."""
    learner = Learner()
    learner.take_on(ask(), group="readers")
    learner.take_on(ask(), ask(8, "dl/cnn"))
    learner.act(partial(drop_assigned, GROUP))
    assert learner.goals() == (goal(ask(), "readers"),)
    learner.take_on(group=GROUP)
    assert learner.goals() == (goal(ask(), "readers"),)


def test_an_assignment_follows_its_item() -> None:
    """Asked for under a former key it is today's item, also where it was declined."""
    learner = Learner(old="mlp")
    learner.take_on(ask(key="dl/old"))
    assert learner.goals() == (goal(ask()),)
    assert learner.take_on(ask(key="dl/mlp")) == []
    learner.act(partial(drop_goals, [Goal("dl/mlp")]))
    assert learner.take_on(ask(key="dl/old")) == []
    assert learner.answers(ask(key="dl/old")) == {7: "declined"}


def test_a_goal_that_was_taken_on_before_a_renaming_is_no_other() -> None:
    """A new version of the curriculum withdraws nothing and sets nothing again."""
    learner = Learner()
    learner.take_on(ask(key="dl/old"))
    learner.renames = {"dl/old": "dl/mlp"}
    assert learner.take_on(ask(key="dl/old")) == []
    assert learner.take_on(ask(key="dl/mlp")) == []


def test_the_answers() -> None:
    """Done is what the caller finds nothing left of, also of what was removed when it was done."""
    learner = Learner()
    asked = [ask(7), ask(8, "dl/cnn"), ask(9, "dl/rnn"), ask(10, "dl/x", of="planet")]
    asked.append(ask(11, "dl/gan"))
    learner.take_on(*asked)
    learner.act(partial(drop_goals, [Goal("dl/rnn"), Goal("dl/gan")]))
    assert learner.answers(*asked, done=("dl/cnn", "dl/gan", "dl/x")) == {
        7: "open",
        8: "done",
        9: "declined",
        10: "open",
        11: "done",
    }


def test_what_no_goal_can_be_is_left_out() -> None:
    """A kind of a later version, an empty key and one that steers a terminal are no goals."""
    learner = Learner()
    bad = [ask(1, of="planet"), ask(2, ""), ask(3, "dl/\x1b[2J"), ask(4, "d" * 5000)]
    assert learner.take_on(*bad) == []


keys = st.sampled_from(["dl/a", "dl/b", "dl/old"])
asking = st.lists(
    st.builds(
        Asked,
        st.integers(1, 4),
        st.sampled_from(["item", "level"]),
        keys,
        st.text(max_size=3),
        st.sampled_from([MARCH, MAY]),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=5),
    ),
    max_size=4,
    unique_by=lambda asked: asked.task,
)
own = st.builds(Goal, keys, st.sampled_from(["item", "level"]), st.sampled_from([None, MARCH, MAY]))
acts = st.one_of(
    st.builds(lambda group, asked: partial(take_on, group, asked), st.sampled_from("gh"), asking),
    st.builds(lambda group: partial(drop_assigned, group), st.sampled_from("gh")),
    st.builds(
        lambda goals: partial(set_goals, goals),
        st.lists(own, max_size=2, unique_by=lambda goal: goal.identity),
    ),
    st.builds(lambda goal: partial(add_goals, [goal]), own),
    st.builds(lambda goal: partial(drop_goals, [goal]), own),
)
group_acts = st.one_of(
    st.builds(lambda group, asked: partial(take_on, group, asked), st.sampled_from("gh"), asking),
    st.builds(lambda group: partial(drop_assigned, group), st.sampled_from("gh")),
)
devices = st.sampled_from([HERE, THERE])
steps = st.lists(st.tuples(devices, acts, st.booleans()), max_size=10)


def live(said: list[tuple[str, Act, bool]]) -> Learner:
    """Return a learner who did this on two devices, which meet now and then."""
    learner = Learner(old="a")
    for device, act, meets in said:
        learner.act(act, device)
        if meets:
            meet(learner)
    return learner


def meet(learner: Learner) -> None:
    learner.history.tell(HERE, THERE)
    learner.history.tell(THERE, HERE)


@examples(max_examples=500)
@given(steps, asking, st.text(min_size=1, max_size=4).filter(str.isalpha))
def test_to_take_on_twice_changes_nothing(
    said: list[tuple[str, Act, bool]], asked: list[Asked], group: str
) -> None:
    """Whatever came before, the second time records nothing."""
    learner = live(said)
    learner.take_on(*asked, group=group)
    assert learner.take_on(*asked, group=group) == []


@examples(max_examples=500)
@given(steps, asking, st.lists(st.tuples(devices, group_acts, st.booleans()), max_size=8))
def test_what_was_declined_never_returns(
    said: list[tuple[str, Act, bool]], asked: list[Asked], later: list[tuple[str, Act, bool]]
) -> None:
    """Whatever groups ask for afterwards on either device, and in whichever order they meet."""
    learner = live(said)
    learner.take_on(*asked, group="g")
    learner.act(partial(drop_goals, learner.goals()))
    declined = learner.past().progress.declined
    for device, act, meets in later:
        learner.act(act, device)
        if meets:
            meet(learner)
    meet(learner)
    for device in (HERE, THERE):
        progress = learner.past(device).progress
        assert declined <= progress.declined
        assert declined.isdisjoint(wish.part for wish in progress.wishes)


@examples(max_examples=500)
@given(steps, st.randoms(use_true_random=False))
def test_the_order_in_which_events_arrive_does_not_matter(
    said: list[tuple[str, Act, bool]], dice: random.Random
) -> None:
    """Both devices have the same goals once each knows what the other one does."""
    learner = live(said)
    meet(learner)
    assert learner.past(HERE).progress == learner.past(THERE).progress
    shuffled = learner.history.events[:]
    dice.shuffle(shuffled)
    assert fold(shuffled, learner.renames) == learner.past().progress
    assert make_history(shuffled).standing() == sorted(learner.past().standing, key=sort_key)


@examples(max_examples=500)
@given(steps, st.lists(st.tuples(devices, group_acts, st.booleans()), max_size=8))
def test_own_goals_are_never_lost(
    said: list[tuple[str, Act, bool]], later: list[tuple[str, Act, bool]]
) -> None:
    """Nothing that groups ask for, change or withdraw changes what the learner set."""
    learner = live(said)
    meet(learner)
    before = learner.past().progress.own_goals
    for device, act, meets in later:
        learner.act(act, device)
        if meets:
            meet(learner)
    meet(learner)
    after = learner.past().progress
    assert after.own_goals == before
    days = {goal.identity: goal.by or date.max for goal in after.goals}
    assert all(days[goal.identity] <= (goal.by or date.max) for goal in before)
