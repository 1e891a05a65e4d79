"""What a member does: joining, sending, being asked, leaving; and any of it again."""

from __future__ import annotations

import json
import stat
from typing import TYPE_CHECKING

import pytest

from server.members import Class, Learner, make_learner

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Dlr

pytestmark = pytest.mark.server


@pytest.fixture
def ada(small: Dlr, home: Path, monkeypatch: pytest.MonkeyPatch) -> Learner:
    """A learner with some progress."""
    learner = make_learner("ada", home, small, monkeypatch)
    learner.do("tick", "vectors", "--date", "2026-01-05")
    learner.do("start", "matrices", "--date", "2026-02-01")
    learner.do("skip", "notebooks")
    return learner


@pytest.fixture
def ml(database: str, ada: Learner) -> Class:
    """A group whose track is `small`, with Grace as its mentor, who has not joined yet."""
    group = Class(database)
    group.found(ada.read_track())
    return group


def test_a_member_sends_what_stands(ml: Class, ada: Learner) -> None:
    """The server has the states and days of the track's items after a join, and after each sync."""
    document = ada.join(ml.invite("Ada"))
    assert (document["group"], document["member"], document["mentors"]) == ("ml", "Ada", ["Grace"])
    states = ml.states("Ada")
    assert states["small/vectors"] == ("done", "2026-01-05")
    assert states["small/matrices"] == ("doing", "2026-02-01")
    assert states["small/notebooks"][0] == "skipped"
    assert len(states) == 3
    ada.do("tick", "matrices", "--date", "2026-03-01")
    ada.do("untick", "vectors")
    assert ada.sync()["fresh"]
    assert not ada.sync()["fresh"]
    states = ml.states("Ada")
    assert states.keys() == {"small/matrices", "small/notebooks"}
    assert states["small/matrices"] == ("done", "2026-03-01")
    ((counts,),) = ml.run("SELECT to_jsonb(c) FROM dlr.counts c WHERE level = 'entry'")
    status = ada.do("status", "--json").document["levels"][0]
    assert counts["done"] == 1
    assert {name: counts[name] for name in counts.keys() & status.keys()} == {
        name: status[name] for name in counts.keys() & status.keys()
    }


def test_the_login_is_private(ml: Class, ada: Learner) -> None:
    """What is kept is for its owner alone, has another password than the line, and is not shown."""
    line = ml.invite("Ada")
    result = ada.do("group", "join", "--yes", stdin=line)
    assert stat.S_IMODE(ada.login.stat().st_mode) == 0o600
    kept = json.loads(ada.login.read_text())
    secret = line.partition("@")[0].rpartition(":")[2]
    assert (kept["spare"], len(kept["password"]) >= 32) == ("", True)
    assert secret not in ada.login.read_text()
    assert secret not in result.out
    assert kept["password"] not in result.out
    again = ada("group", "join", "--yes", stdin=line)
    assert (again.code, again.out) == (2, "")
    assert again.err.startswith("dlr: You are already in a group called ml; nothing was changed.")
    assert secret not in again.err
    ada.sync()


def test_a_line_is_good_once(
    ml: Class, ada: Learner, small: Dlr, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who finds a line that was used gets nowhere with it."""
    line = ml.invite("Ada")
    ada.join(line)
    thief = make_learner("thief", home, small, monkeypatch)
    result = thief("group", "join", "--yes", "--json", stdin=line)
    assert (result.code, result.document["error"]["code"]) == (2, "invitation-refused")
    assert not (thief.home / "groups/ml.json").exists()


def test_a_pipe_must_agree(ml: Class, ada: Learner) -> None:
    """Without a person to ask and without --yes nothing is changed, and the line stays good."""
    line = ml.invite("Ada")
    for args in ((), ("--json",), ("--no-input",)):
        result = ada("group", "join", *args, stdin=line)
        assert result.code == 2
        assert "add --yes" in result.out + result.err
    assert not ada.login.exists()
    assert not ml.states("Ada")
    ada.join(line)


def test_a_track_that_is_not_here(ml: Class, ada: Learner) -> None:
    """Who lacks the group's curriculum is told how to get it, and the line stays good."""
    line = ml.invite("Ada")
    ml.run("UPDATE dlr.groups SET curriculum = 'elsewhere'")
    result = ada("group", "join", "--yes", stdin=line)
    assert result.code == 2
    assert "dlr add ADDRESS" in result.err
    ml.run("UPDATE dlr.groups SET curriculum = 'small'")
    ada.join(line)


STEPS = (
    ("dlroadmap.cli.group.join.save_login", 0),
    ("dlroadmap.remote.group.membership.change_password", 0),
    ("dlroadmap.remote.group.sending.send", 0),
    ("dlroadmap.remote.group.sending.send_answers", 0),
    ("dlroadmap.cli.group.join.save_login", 1),
    ("dlroadmap.cli.group.join.record_asked", 0),
)
"""Where a join is interrupted: the function, and before which of its calls."""


@pytest.mark.parametrize(("name", "calls"), STEPS)
@pytest.mark.parametrize("next_call", ["join", "sync"])
def test_an_interrupted_join_goes_on(
    ml: Class,
    ada: Learner,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    calls: int,
    next_call: str,
) -> None:
    """Wherever a join ends, calling it again works; so does a sync once the login was kept."""
    line, task = ml.invite("Ada"), ml.assign("small/first-network")
    module, _, function = name.rpartition(".")
    original = getattr(__import__(module, fromlist=[function]), function)
    made = []

    def interrupt(*args: object) -> object:
        made.append(args)
        if len(made) > calls:
            raise KeyboardInterrupt
        return original(*args)

    with monkeypatch.context() as patch:
        patch.setattr(name, interrupt)
        assert ada("group", "join", "--yes", stdin=line).code == 130
    if next_call == "join" or not ada.login.exists():
        again = ada("group", "join", "--yes", stdin=line)
        finished = name.endswith("record_asked")
        assert again.code == (2 if finished else 0), again
    document = ada.sync()
    assert document["assigned"][0]["task"] == task
    assert json.loads(ada.login.read_text())["spare"] == ""
    assert ada.goals() == ["small/first-network"]
    assert len(ml.states("Ada")) == 3
    assert ml.answers("Ada") == {task: "open"}
    assert not ada.sync()["fresh"]


def test_a_new_line_for_the_same_member(ml: Class, ada: Learner) -> None:
    """After a mentor has replaced the login, the old one is refused, and the new line joins."""
    line = ml.invite("Ada")
    ada.join(line)
    user, _, secret = line.partition("@")[0].removeprefix("postgresql://").partition(":")
    ml.run(f"ALTER ROLE {user} PASSWORD 'replaced'")
    refused = ada("group", "sync")
    assert (refused.code, "If you have a new invitation: dlr group join" in refused.err) == (
        2,
        True,
    )
    again = ada("group", "join", "--yes", stdin=line)
    assert again.err.startswith("dlr: You are already in a group called ml; nothing was changed.")
    ada.join(line.replace(secret, "replaced"))
    assert not ada.sync()["fresh"]


def test_what_is_asked_becomes_a_goal(ml: Class, ada: Learner) -> None:
    """What a mentor asks for is a goal after a sync; done, declined and withdrawn are answered."""
    ada.join(ml.invite("Ada"))
    ada.do("goal", "convex-optimization")
    first = ml.assign("small/first-network", title="A first network")
    second = ml.assign("small/middle", "level", "Middle")
    result = ada.do("group", "sync")
    assert "New goal: A first network by 2099-03-15, from Grace" in result.out
    assert "New goal: Middle (level) by 2099-03-15, from Grace" in result.out
    assert set(ada.goals()) == {
        "small/convex-optimization",
        "small/first-network",
        "small/middle",
    }
    assert ml.answers("Ada") == {first: "open", second: "open"}
    ada.do("goal", "--drop", "small/middle")
    ada.do("tick", "first-network", "matrices", "vectors")
    assert "Reported as declined: Middle" in ada.do("group", "sync").out
    assert ml.answers("Ada") == {first: "done", second: "declined"}
    assert "small/middle" not in ada.goals()
    ml.run("DELETE FROM dlr.assignments WHERE id = %s", first)
    assert "No longer asked: A first network" in ada.do("group", "sync").out.replace(
        ", “by hand” – naïve but whole", ""
    )
    assert ada.goals() == ["small/convex-optimization"]


def test_what_everyone_is_asked_is_for_learners(
    ml: Class, ada: Learner, small: Dlr, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mentor gets no goal of what all learners are asked, or another one is."""
    ada.join(ml.invite("Ada"))
    linus = make_learner("linus", home, small, monkeypatch)
    linus.join(ml.invite("Linus", mentor=True))
    everyone, others, own = (ml.assign(f"small/{id}") for id in ("vectors", "indexing", "matrices"))
    ml.run("UPDATE dlr.assignments SET everyone = false WHERE id <> %s", everyone)
    for task, name in ((others, "Ada"), (own, "Linus")):
        ml.run(
            "INSERT INTO dlr.assignees SELECT group_id, %s, id FROM dlr.members WHERE name = %s",
            task,
            name,
        )
    assert [one["task"] for one in linus.sync()["assigned"]] == [own]
    assert [one["task"] for one in ada.sync()["assigned"]] == [everyone, others]


def test_show_sends_nothing(ml: Class, ada: Learner) -> None:
    """--show leaves the server and the learner as they are."""
    ada.join(ml.invite("Ada"))
    ada.do("tick", "matrices")
    ml.assign("small/first-network")
    before, history = ml.dump(), ada.do("log", "--json").out
    assert "Matrices (small/matrices): done" in ada.do("group", "sync", "--show").out
    assert ml.dump() == before
    assert ada.do("log", "--json").out == history


def test_another_version_sends_what_both_have(ml: Class, ada: Learner) -> None:
    """Items and levels that the group's track lacks are never sent; the learner is told."""
    ada.join(ml.invite("Ada"))
    ml.run("DELETE FROM dlr.items WHERE key = 'small/matrices'")
    ml.run("DELETE FROM dlr.levels WHERE id = 'entry'")
    ml.run("UPDATE dlr.groups SET digest = repeat('0', 64)")
    result = ada.do("group", "sync")
    assert "Your version of the curriculum differs from the group's." in result.out
    assert ml.states("Ada").keys() == {"small/vectors", "small/notebooks"}
    assert "entry" not in {level for (level,) in ml.run("SELECT level FROM dlr.counts")}


def test_only_mentors_replace_the_track(
    ml: Class, ada: Learner, small: Dlr, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """--track is for mentors; it keeps the states of the items that stay."""
    ada.join(ml.invite("Ada"))
    ml.run("DELETE FROM dlr.items WHERE key = 'small/matrices'")
    ml.run("UPDATE dlr.groups SET digest = repeat('0', 64)")
    refused = ada("group", "sync", "--track")
    assert refused.code == 2
    assert "Only mentors of ml can replace its curriculum." in refused.err
    assert ml.run("SELECT digest FROM dlr.groups") == [("0" * 64,)]
    linus = make_learner("linus", home, small, monkeypatch)
    linus.join(ml.invite("Linus", mentor=True))
    assert linus.do("group", "sync", "--track", "--json").document["replaced"]
    track = ada.read_track()
    assert ml.run("SELECT digest FROM dlr.groups") == [(track.digest,)]
    assert {key for (key,) in ml.run("SELECT key FROM dlr.items")} == set(track.items)
    assert ml.states("Ada").keys() == {"small/vectors", "small/notebooks"}
    assert not ada.sync()["differs"]


def test_leaving_removes_what_was_sent(ml: Class, ada: Learner) -> None:
    """After leaving, the server has nothing of a member, and the member no goal of the group."""
    ada.join(ml.invite("Ada"))
    ml.assign("small/first-network")
    ada.sync()
    ada.do("goal", "--add", "convex-optimization")
    ada.do("config", "group", "ml")
    unasked = ada("group", "leave")
    assert (unasked.code, "add --yes" in unasked.err) == (2, True)
    ada.do("group", "leave", "--yes")
    assert not ml.states("Ada")
    assert ml.run("SELECT name FROM dlr.members") == [("Grace",)]
    assert ada.goals() == ["small/convex-optimization"]
    assert not ada.login.exists()
    assert "group" not in json.loads((ada.home / "config.json").read_text())


def test_the_last_mentor_stays(database: str, ada: Learner) -> None:
    """The only mentor of others is told what to do; alone, a mentor takes the group along."""
    group = Class(database)
    line = group.found(ada.read_track())
    ada.join(line)
    group.invite("Linus")
    refused = ada("group", "leave", "--yes")
    assert refused.code == 2
    assert "dlr group invite NAME --mentor" in refused.err
    assert ada.login.exists()
    group.run("DELETE FROM dlr.members WHERE name = 'Linus'")
    ada.do("group", "leave", "--yes")
    assert group.run("SELECT name FROM dlr.groups") == []


def test_a_member_who_was_removed_is_told(ml: Class, ada: Learner) -> None:
    """A login that the server does not accept any more: in words, and --forget needs no server."""
    ada.join(ml.invite("Ada"))
    ml.assign("small/first-network")
    ada.sync()
    ((login,),) = ml.run("SELECT login FROM dlr.members WHERE name = 'Ada'")
    ml.run("DELETE FROM dlr.members WHERE name = 'Ada'")
    for _ in range(2):
        for call in (("sync",), ("sync", "--show"), ("leave", "--yes")):
            result = ada("group", *call)
            assert (result.code, result.out) == (2, "")
            assert "does not accept your login for the group ml" in result.err
            assert "dlr group leave --forget --group ml" in result.err
        ml.run(f"ALTER ROLE {login} NOLOGIN")
    ada.do("group", "leave", "--forget", "--yes")
    assert not ada.login.exists()
    assert ada.goals() == []


def test_one_sync_at_a_time(ml: Class, ada: Learner) -> None:
    """A second call for the same group changes nothing, and says so."""
    from dlroadmap.remote.lock import alone

    ada.join(ml.invite("Ada"))
    with alone(ada.home / "groups/ml.lock"):
        for call in (("sync",), ("leave", "--yes")):
            result = ada("group", *call)
            assert (result.code, "Another sync is running" in result.err) == (2, True)
    ada.sync()
