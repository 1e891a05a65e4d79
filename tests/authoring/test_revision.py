"""Curricula beside an earlier revision of git: ids that vanished, and what changed for learners."""

import os
import shutil
from pathlib import Path

import pytest

from authoring.repositories import Repository
from conftest import Dlr, Result
from curriculum.making import category, curriculum, item, main_file, write
from dlroadmap.authoring.revision import open_revision
from dlroadmap.errors import DlrError
from dlroadmap.format.faults import FaultKind
from dlroadmap.format.source import MAX_BYTES, read


@pytest.fixture
def repo(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    made = Repository(tmp_path / "repo")
    monkeypatch.chdir(made.folder)
    return made


ABC = curriculum(item("a"), item("b"), item("c"))


def vanished(dlr: Dlr, *args: str) -> list[tuple[str, int, int, str]]:
    """Return file, line, column and first id of each S110, before HEAD's parent and now."""
    result = dlr("lint", "--json", "--ignore", "S116", "--base", "HEAD~1", *(args or (".",)))
    found = result.document["findings"]
    assert result.code == (1 if found else 0), result.err
    assert {f["rule"] for f in found} <= {"S110"}
    return [(f["file"], f["line"], f["column"], f["message"].split("`")[1]) for f in found]


# Ids that vanished


def test_nothing_vanished(dlr: Dlr, repo: Repository) -> None:
    """What is new, moved, or changed in all but its id is no fault."""
    repo.commit({"home.yaml": ABC})
    repo.commit({"home.yaml": curriculum(item("c", "hours: 3"), item("d"), item("b"), item("a"))})
    assert vanished(dlr) == []


def test_vanished(dlr: Dlr, repo: Repository) -> None:
    """An id that is gone without a word is an error, at the id of its curriculum."""
    repo.commit({"home.yaml": ABC})
    repo.commit({"home.yaml": curriculum(item("a"))})
    assert vanished(dlr) == [("home.yaml", 2, 5, "b"), ("home.yaml", 2, 5, "c")]


def test_renamed_and_retired(dlr: Dlr, repo: Repository) -> None:
    """An id in `formerly` or in `retired` has not vanished; the rest is told at `retired`."""
    repo.commit({"home.yaml": ABC})
    new = curriculum(item("a2", "formerly: [a]"), head="retired:\n  b: null")
    repo.commit({"home.yaml": new})
    assert vanished(dlr) == [("home.yaml", 5, 3, "c")]


def test_a_former_id_must_stay(dlr: Dlr, repo: Repository) -> None:
    """Ticks of long ago hang on former ids too: `formerly` and `retired` may not lose one."""
    before = curriculum(item("a", "formerly: [old]"), head="retired: {gone: null}")
    repo.commit({"home.yaml": before})
    repo.commit({"home.yaml": curriculum(item("a"))})
    assert [id for *_, id in vanished(dlr)] == ["gone", "old"]


def test_a_folder_that_moved(dlr: Dlr, repo: Repository) -> None:
    """A curriculum is known by its id, wherever it lay, as a folder or as one file."""
    repo.commit(
        {"old/curriculum.yaml": main_file("one: [x]"), "old/one/x.yaml": category("x", item("a"))}
    )
    repo.commit({"new/deep/home.yaml": curriculum(item("b"))})
    assert vanished(dlr, "new") == [("new/deep/home.yaml", 2, 5, "a")]


def test_items_that_moved_between_files(dlr: Dlr, repo: Repository) -> None:
    """An item may move to another category's file."""
    files = {"curriculum.yaml": main_file("one: [x, y]")}
    repo.commit(
        {
            **files,
            "one/x.yaml": category("x", item("a"), item("b")),
            "one/y.yaml": category("y", item("c")),
        }
    )
    repo.commit(
        {
            **files,
            "one/x.yaml": category("x", item("a")),
            "one/y.yaml": category("y", item("c"), item("b")),
        }
    )
    assert vanished(dlr) == []
    assert vanished(dlr, "one/x.yaml") == []


def test_a_single_file(dlr: Dlr, repo: Repository) -> None:
    """Only what is linted is compared."""
    repo.commit({"home.yaml": ABC, "b.yaml": curriculum(item("x"), id="b")})
    repo.commit({"home.yaml": curriculum(item("a")), "b.yaml": curriculum(item("y"), id="b")})
    assert vanished(dlr, "b.yaml") == [("b.yaml", 2, 5, "x")]


def test_a_copy_elsewhere_is_another_curriculum(dlr: Dlr, repo: Repository) -> None:
    """Of two curricula with one id, such as a copy for tests, the one in its place is compared."""
    copies = {f"{place}/home.yaml": curriculum(item(f"in-{place}")) for place in "ayz"}
    for _ in range(2):
        repo.commit({**copies, "real/home.yaml": ABC})
    assert vanished(dlr, "real") == vanished(dlr) == []


def test_a_curriculum_that_is_gone(dlr: Dlr, repo: Repository) -> None:
    """A curriculum that vanished with all its ids is told once, by the name of its file."""
    repo.commit({"home.yaml": ABC, "b.yaml": curriculum(item("x"), id="b")})
    repo.commit({"home.yaml": ABC})
    assert vanished(dlr) == [("b.yaml", 1, 1, "b")]
    assert vanished(dlr, "home.yaml") == []


def test_a_curriculum_with_another_id(dlr: Dlr, repo: Repository) -> None:
    """A new id of a curriculum takes the home away from all its ticks; it is told once."""
    repo.commit({"home.yaml": ABC})
    repo.commit({"home.yaml": ABC.replace("id: home", "id: house")})
    assert vanished(dlr) == [("home.yaml", 2, 5, "home")]


def test_what_did_not_exist_then(dlr: Dlr, repo: Repository) -> None:
    """A path that is new, and a revision without any curriculum, have lost nothing."""
    repo.commit({"readme.txt": "x"})
    repo.commit({"new/home.yaml": ABC})
    assert vanished(dlr) == vanished(dlr, "new") == vanished(dlr, "new/home.yaml") == []


def test_a_file_that_is_broken_now(dlr: Dlr, repo: Repository) -> None:
    """Where the file is broken, that is told, and not that all its ids have vanished."""
    repo.commit({"home.yaml": ABC, "b.yaml": curriculum(item("x"), id="b")})
    repo.commit({"home.yaml": ABC.replace("title: A", "titel: A"), "b.yaml": "id: ["})
    found = dlr("lint", ".", "--json", "--base", "HEAD~1").document["findings"]
    assert [f["rule"] for f in found] == ["Y001", "S101"]


def test_what_is_retired_in_a_broken_main_file_is_not_told_as_gone(
    dlr: Dlr, repo: Repository
) -> None:
    """A fault elsewhere in the main file, whose `retired` cannot be read then, is told alone."""
    repo.commit({"home.yaml": ABC})
    retired = "retired: {b: null, c: a}\nweight: 1"
    repo.commit({"home.yaml": curriculum(item("a"), head=retired)})
    found = dlr("lint", "--json", "--base", "HEAD~1", ".").document["findings"]
    assert [finding["rule"] for finding in found] == ["S101"]


def test_a_file_that_was_broken_then(dlr: Dlr, repo: Repository) -> None:
    """What was broken then is compared as far as it can be read."""
    repo.commit({"home.yaml": ABC.replace("title: Title of a", "titel: x"), "x.yaml": "a: ["})
    repo.commit({"home.yaml": curriculum(item("a"), item("c"))})
    assert [id for *_, id in vanished(dlr)] == ["b"]


# Trouble with git


@pytest.mark.parametrize("command", ["lint", "diff"])
@pytest.mark.parametrize(
    "ref", ["nope", "HEAD~9", "HEAD:home.yaml", "a b", "a..b", "\udcff", "@{u}"]
)
def test_unknown_revision(dlr: Dlr, repo: Repository, command: str, ref: str) -> None:
    """A revision that git does not know is exit 2, and says so."""
    repo.commit({"home.yaml": ABC})
    result = compare(dlr, command, ref)
    assert (result.code, result.out) == (2, "")
    assert "Unknown Git revision" in result.err


@pytest.mark.parametrize("command", ["lint", "diff"])
@pytest.mark.parametrize("ref", ["", " ", "\t\n", "--output=x", "-x", "--all", "^HEAD"])
def test_what_is_no_revision(dlr: Dlr, repo: Repository, command: str, ref: str) -> None:
    """No revision, as of an unset variable, and what git might take for an option are refused."""
    repo.commit({"home.yaml": ABC})
    result = compare(dlr, command, ref)
    assert (result.code, result.out) == (2, "")
    assert "is not a valid Git revision" in result.err
    assert "HEAD~1" in result.err
    assert not (repo.folder / "x").exists()


def compare(dlr: Dlr, command: str, ref: str) -> Result:
    return dlr("lint", ".", f"--base={ref}") if command == "lint" else dlr("diff", "--", ref, ".")


def test_shallow_clone(
    dlr: Dlr, repo: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a clone without history the words say what to fetch."""
    repo.commit({"home.yaml": ABC})
    repo.commit({"home.yaml": ABC})
    repo.git("clone", "-q", "--depth=1", f"file://{repo.folder}", str(tmp_path / "clone"))
    monkeypatch.chdir(tmp_path / "clone")
    result = dlr("lint", ".", "--base", "HEAD~1")
    assert result.code == 2
    assert "fetch-depth: 0" in result.err


def test_no_repository(dlr: Dlr, tmp_path: Path) -> None:
    """Outside of a repository the words say so, without a traceback."""
    write(tmp_path / "x", {"home.yaml": ABC})
    for args in (["lint", "--base", "HEAD"], ["diff", "HEAD"]):
        result = dlr(*args, str(tmp_path / "x"))
        assert (result.code, result.out) == (2, "")
        assert "is not in a Git repository" in result.err


def test_no_git(dlr: Dlr, repo: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without git on the machine the words say so."""
    repo.commit({"home.yaml": ABC})
    monkeypatch.setenv("PATH", "/nowhere")
    result = dlr("lint", ".", "--base", "HEAD")
    assert result.code == 2
    assert "Git is not installed" in result.err


def test_variables_of_a_hook(
    dlr: Dlr, repo: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What git sets for its hooks does not lead to another repository."""
    repo.commit({"home.yaml": ABC})
    repo.commit({"home.yaml": curriculum(item("a"), item("b"))})
    monkeypatch.setenv("GIT_DIR", str(Repository(tmp_path / "other").folder / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", "nowhere")
    assert [id for *_, id in vanished(dlr)] == ["c"]


def test_odd_files_of_a_revision(dlr: Dlr, repo: Repository) -> None:
    """Links that lead outside, submodules, odd names, and both endings trouble no comparison."""
    repo.commit({"home.yaml": ABC, "b.yml": curriculum(item("x"), id="b"), "é 日\n.yaml": "a: 1\n"})
    (repo.folder / "link.yaml").symlink_to("/etc/hostname")
    (repo.folder / "up.yaml").symlink_to("../../../up.yaml")
    (repo.folder / b"\xff.yaml".decode("utf-8", "surrogateescape")).write_text("a: 1\n")
    repo.git("add", "-A")
    repo.git("update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},sub.yaml")
    repo.git("commit", "-q", "-m", "odd")
    repo.commit({"home.yaml": ABC, "b.yml": curriculum(item("y"), id="b")})
    assert vanished(dlr) == [("b.yml", 2, 5, "x")]


def test_links_of_a_revision(dlr: Dlr, repo: Repository) -> None:
    """Links to YAML files of the revision are followed, over other links too; a circle is not."""
    repo.commit({"home.yaml": ABC, "real/b.txt": curriculum(item("x"), id="b")})
    (repo.folder / "home.yaml").rename(repo.folder / "real/home.yaml")
    (repo.folder / "first.yaml").symlink_to("real/second.yaml")
    (repo.folder / "real/second.yaml").symlink_to("home.yaml")
    (repo.folder / "real/home.yaml").rename(repo.folder / "real/whole.yaml")
    (repo.folder / "real/home.yaml").symlink_to("../real/whole.yaml")
    (repo.folder / "b.yaml").symlink_to("real/b.txt")
    (repo.folder / "round.yaml").symlink_to("real/round.yaml")
    (repo.folder / "real/round.yaml").symlink_to("../round.yaml")
    repo.git("add", "-A")
    repo.git("commit", "-q", "-m", "links")
    with open_revision("HEAD", [repo.folder]) as revision:
        found = {
            path.relative_to(revision.folder).as_posix(): path.read_text()
            for path in revision.folder.rglob("*.yaml")
            if not path.is_symlink()
        }
    links = ("first.yaml", "real/home.yaml", "real/second.yaml", "real/whole.yaml")
    assert found == dict.fromkeys(links, ABC)


def test_attributes_of_a_revision(dlr: Dlr, repo: Repository) -> None:
    """Files are read as git stores them: no attribute hides one, or runs a program on it."""
    attributes = "*.yaml filter=spoil export-subst\nb.yaml export-ignore\n"
    files = {"home.yaml": ABC, "b.yaml": curriculum(item("x"), id="b")}
    repo.commit({**files, ".gitattributes": attributes})
    repo.git("config", "filter.spoil.smudge", f"touch {repo.folder}/spoilt; cat")
    repo.commit({"home.yaml": ABC, "b.yaml": curriculum(item("y"), id="b")})
    assert vanished(dlr) == [("b.yaml", 2, 5, "x")]
    assert not (repo.folder / "spoilt").exists()


def test_where_a_repository_lies(
    dlr: Dlr, repo: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Worktrees, packed references, objects elsewhere, and the names that git keeps are known."""
    repo.commit({"home.yaml": ABC})
    repo.commit({"home.yaml": curriculum(item("a"), item("b"))})
    repo.git("clone", "-q", "--shared", str(repo.folder), str(tmp_path / "shared"))
    repo.git("worktree", "add", "-q", "-b", "side", str(tmp_path / "side"))
    repo.git("gc", "-q")
    repo.git("branch", "older", "main~1")
    repo.git("fetch", "-q", ".", "older")
    repo.git("reset", "-q", "--hard", "HEAD")
    gone = [("home.yaml", 2, 5, "c")]
    for ref in ("main~1", "older", "FETCH_HEAD", repo.git("rev-parse", "main~1")):
        assert dlr("lint", ".", "--base", ref).code == 1
    assert dlr("lint", ".", "--base", "ORIG_HEAD").code == 0
    for place in ("shared", "side"):
        monkeypatch.chdir(tmp_path / place)
        assert vanished(dlr) == gone
    (tmp_path / "side/home.yaml").write_text(curriculum(item("a"), item("b"), item("d")))
    repo.git("-C", str(tmp_path / "side"), "commit", "-qam", "d")
    for ref, new in (("HEAD", []), ("main", ["home/d"])):
        [found] = dlr("diff", ref, ".", "--json").document["curricula"]
        assert [change["key"] for change in found["changes"]] == new


def test_hashes_of_another_kind(
    dlr: Dlr, tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A repository whose hashes are SHA-256 is read as any other."""
    repo = Repository(tmp_path / "repo", "--object-format=sha256")
    repo.commit({"home.yaml": ABC})
    repo.commit({"home.yaml": curriculum(item("a"), item("b"))})
    monkeypatch.chdir(repo.folder)
    assert vanished(dlr) == [("home.yaml", 2, 5, "c")]


def test_an_owner_that_git_does_not_trust(
    dlr: Dlr, repo: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who owns a repository is checked by git, and whom the learner trusts is trusted."""
    repo.commit({"home.yaml": ABC})
    stranger = tmp_path / "bin/git"
    stranger.parent.mkdir()
    stranger.write_text(
        f'#!/bin/sh\nGIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec {shutil.which("git")} "$@"\n'
    )
    stranger.chmod(0o755)
    monkeypatch.setenv("PATH", f"{stranger.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "config"))
    result = dlr("lint", ".", "--base", "HEAD")
    assert (result.code, result.out) == (2, "")
    assert "dubious ownership" in result.err
    assert "safe.directory" in result.err
    (tmp_path / "config").write_text(f"[safe]\n\tdirectory = {repo.folder}\n")
    assert dlr("lint", ".", "--base", "HEAD").code == 0


def test_a_link_that_leads_to_itself(dlr: Dlr, repo: Repository) -> None:
    """A path that leads nowhere, however often it is followed, is no bug."""
    repo.commit({"home.yaml": ABC})
    (repo.folder / "loop.yaml").symlink_to("loop.yaml")
    result = dlr("lint", "loop.yaml", "home.yaml", "--base", "HEAD")
    assert (result.code, "bug" in result.err) == (2, False)
    assert "loop.yaml is not a regular file" in result.err


def test_git_is_not_looked_for_here(
    dlr: Dlr, repo: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A PATH that leads into the working folder, by mistake, starts nothing that lies there."""
    repo.commit({"home.yaml": ABC, "git": "#!/bin/sh\ntouch ran\n"})
    (repo.folder / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f":.:{os.environ['PATH']}")
    assert dlr("lint", ".", "--base", "HEAD").code == 0
    assert not (repo.folder / "ran").exists()


def test_a_replaced_commit(dlr: Dlr, repo: Repository) -> None:
    """A commit is what its hash says, whatever the repository would have in its place."""
    repo.commit({"home.yaml": ABC})
    repo.commit({"home.yaml": curriculum(item("a"))})
    repo.git("replace", "HEAD~1", "HEAD")
    assert [id for *_, id in vanished(dlr)] == ["b", "c"]


def test_a_partial_clone(
    dlr: Dlr, repo: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a partial clone left away is not fetched; with the advice that is given it is there."""
    repo.commit({"home.yaml": ABC})
    repo.commit({"home.yaml": curriculum(item("a"), item("b"))})
    repo.git("config", "uploadpack.allowFilter", "true")
    for filter in ("blob:none", "tree:0"):
        clone = tmp_path / filter
        repo.git("clone", "-q", f"--filter={filter}", f"file://{repo.folder}", str(clone))
        monkeypatch.chdir(clone)
        result = dlr("lint", ".", "--base", "HEAD~1")
        assert (result.code, result.out) == (2, "")
        assert "HEAD~1 is incomplete" in result.err
        advised = "fetch --refetch --no-filter"
        assert f"git {advised}" in result.err
        repo.git("-C", str(clone), *advised.split(), "-q")
        assert vanished(dlr) == [("home.yaml", 2, 5, "c")]


# Revisions that are too large


def test_a_file_that_is_too_large(repo: Repository) -> None:
    """A file beyond the limit of the format is not read; what stands for it is beyond it, too."""
    repo.commit(
        {"home.yaml": ABC, "large.yaml": f"#{' ' * MAX_BYTES}", "full.yaml": " " * MAX_BYTES}
    )
    with open_revision("HEAD", [repo.folder]) as revision:
        assert (revision.folder / "home.yaml").read_text() == ABC
        assert [fault.kind for fault in read(revision.folder / "full.yaml").faults] == []
        [fault] = read(revision.folder / "large.yaml").faults
        assert fault.kind is FaultKind.TOO_MANY_BYTES
        assert (revision.folder / "large.yaml").stat().st_blocks == 0


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        ("MAX_ENTRIES", "more than 3 files and folders"),
        ("MAX_FILES", "more than 3 YAML files"),
        ("MAX_TOTAL", "more than 0 MiB of YAML"),
    ],
)
def test_a_revision_that_is_too_large(
    dlr: Dlr, repo: Repository, monkeypatch: pytest.MonkeyPatch, limit: str, words: str
) -> None:
    """What is more than can be compared is refused in words, with exit 2."""
    files = {f"{name}.yaml": curriculum(item("x"), id=name) for name in "abcd"}
    repo.commit(files)
    assert dlr("lint", ".", "--base", "HEAD").code == 0
    monkeypatch.setattr(f"dlroadmap.authoring.revision.{limit}", 3)
    for result in (dlr("lint", ".", "--base", "HEAD"), dlr("diff", "HEAD", ".")):
        assert (result.code, result.out) == (2, "")
        assert words in result.err


def test_a_tree_that_grows(repo: Repository) -> None:
    """A few small trees, each many times in the next one, are not listed to their end."""
    blob = repo.git("hash-object", "-w", "--stdin", given="x")
    for leaf in (f"100644 blob {blob}\t0.txt\n", ""):
        tree = repo.git("mktree", given=leaf)
        for _ in range(12):
            tree = repo.git(
                "mktree", given="".join(f"040000 tree {tree}\t{n}\n" for n in range(10))
            )
        commit = repo.git("commit-tree", "-m", "x", tree)
        with pytest.raises(DlrError, match="1,000,000 files and folders"):
            open_revision(commit, [repo.folder]).__enter__()


def test_names_that_no_folder_takes(repo: Repository) -> None:
    """A name that is too long, and a file that is a folder as well, are told in words."""
    blob = repo.git("hash-object", "-w", "--stdin", given=ABC)
    folder = repo.git("mktree", given=f"100644 blob {blob}\tx.yaml\n")
    both = f"100644 blob {blob}\ta.yaml\n040000 tree {folder}\ta.yaml\n"
    for entries in (f"100644 blob {blob}\t{'a' * 300}.yaml\n", both):
        commit = repo.git("commit-tree", "-m", "x", repo.git("mktree", given=entries))
        with pytest.raises(DlrError, match="cannot be written to"):
            open_revision(commit, [repo.folder]).__enter__()


def test_a_tree_with_a_tree_for_a_file(repo: Repository) -> None:
    """What a forged tree calls a file, and is none, is told in words."""
    repo.commit({"home.yaml": ABC})
    tree = repo.git("rev-parse", "HEAD^{tree}")
    raw = b"100644 x.yaml\0" + bytes.fromhex(tree)
    path = repo.folder / "raw"
    path.write_bytes(raw)
    forged = repo.git("hash-object", "-t", "tree", "-w", "--literally", str(path))
    commit = repo.git("commit-tree", "-m", "x", forged)
    with pytest.raises(DlrError, match="is incomplete"):
        open_revision(commit, [repo.folder]).__enter__()


def test_a_tree_that_leads_outside(repo: Repository) -> None:
    """What a forged tree names `..` is left out, and nothing is written outside the folder."""
    repo.commit({"home.yaml": ABC})
    tree = repo.git("rev-parse", "HEAD^{tree}")
    for name in ("..", "."):
        forged = repo.git("mktree", given=f"040000 tree {tree}\t{name}\n")
        commit = repo.git("commit-tree", "-m", "x", forged)
        with open_revision(commit, [repo.folder]) as revision:
            assert list(revision.folder.iterdir()) == []
            assert not (revision.folder.parent / "home.yaml").exists()


def test_from_a_folder_inside(dlr: Dlr, repo: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """The comparison works from any folder of the repository, and with `..`."""
    repo.commit({"a/home.yaml": ABC, "b/x.txt": ""})
    repo.commit({"a/home.yaml": curriculum(item("a"), item("b")), "b/x.txt": ""})
    monkeypatch.chdir(repo.folder / "b")
    [(file, *_, id)] = vanished(dlr, "../a")
    assert (file, id) == (str(repo.folder / "a/home.yaml"), "c")


# What changed for learners


def changes(dlr: Dlr, path: str = ".") -> dict[str, list[tuple[str, str]]]:
    document = dlr("diff", "HEAD~1", path, "--json").document
    listed = [change for each in document["curricula"] for change in each["changes"]]
    assert all(change.keys() == {"kind", "key", "words"} for change in listed)
    return {
        each["id"]: [(change["kind"], change["words"]) for change in each["changes"]]
        for each in document["curricula"]
    }


def test_every_kind_of_change(dlr: Dlr, repo: Repository) -> None:
    """New, renamed, moved, retitled, gone and longer items are told in words."""
    main = main_file("one: [x, y]", head="{}")
    before = {
        "curriculum.yaml": main_file("one: [x, y]"),
        "one/x.yaml": category(
            "x", item("a"), item("b"), item("c", "hours: 2"), item("r"), item("m")
        ),
        "one/y.yaml": category("y", item("d"), item("e")),
    }
    after = {
        "curriculum.yaml": main_file("one: [x, y]", head="retired: {r: null, m: e}"),
        "one/x.yaml": category(
            "x",
            "id: a2\ntitle: Title of a\nkind: concept\nformerly: [a]",
            item("c", "hours: 3.5"),
            item("n"),
        ),
        "one/y.yaml": category("y", item("b"), "id: d\ntitle: Another\nkind: concept", item("e")),
    }
    assert main
    repo.commit(before)
    repo.commit(after)
    assert changes(dlr) == {
        "home": [
            ("renamed", "a is now a2; ticks stay"),
            ("hours", "Title of c, from 2 to 3.5 hours"),
            ("new", "Title of n, in one/x"),
            ("moved", "Title of b, from one/x to one/y"),
            ("title", "Title of d is now Another"),
            ("gone", "Title of r, retired; ticks stay in the history"),
            ("gone", "Title of m, replaced by e; ticks count there"),
        ]
    }
    out = dlr("diff", "HEAD~1", ".").out
    assert out.startswith(
        "A curriculum since HEAD~1: 7 items before, 6 now, +1.5 hours.\n\nNew (1)\n"
    )
    assert dlr("diff", "HEAD").code == 0


def test_merged_items(dlr: Dlr, repo: Repository) -> None:
    """An item that is taken up by one that was there before is gone; the other is not renamed."""
    repo.commit({"home.yaml": ABC})
    repo.commit({"home.yaml": curriculum(item("a", "formerly: [b]"), item("c"))})
    assert changes(dlr) == {"home": [("gone", "Title of b, replaced by a; ticks count there")]}


def test_two_items_become_a_new_one(dlr: Dlr, repo: Repository) -> None:
    """Of two items that a new one takes the place of, each is told."""
    repo.commit({"home.yaml": ABC})
    repo.commit({"home.yaml": curriculum(item("z", "formerly: [a, b]"), item("c"))})
    kinds = [kind for kind, _ in changes(dlr)["home"] if kind != "title"]
    assert sorted(kinds) == ["gone", "renamed"]


def test_new_and_gone_curricula(dlr: Dlr, repo: Repository) -> None:
    """Curricula that are new or gone are told by name; the same ones say that nothing changed."""
    repo.commit({"a.yaml": curriculum(item("a"), id="a"), "b.yaml": curriculum(item("b"), id="b")})
    repo.commit({"a.yaml": curriculum(item("a"), id="a"), "c.yaml": curriculum(item("c"), id="c")})
    states = {
        c["id"]: c["state"] for c in dlr("diff", "HEAD~1", ".", "--json").document["curricula"]
    }
    assert states == {"a": "same", "b": "gone", "c": "new"}
    out = dlr("diff", "HEAD~1", ".").out
    assert "No items are new, removed or changed for learners." in out
    assert "(c) is new." in out
    assert "(b) is gone." in out


def test_diff_of_a_moved_curriculum(dlr: Dlr, repo: Repository) -> None:
    """A curriculum that lay elsewhere then, as another kind of file, is not new."""
    repo.commit({"old/home.yaml": ABC})
    repo.commit(
        {
            "new/curriculum.yaml": main_file("one: [cat]"),
            "new/one/cat.yaml": category("cat", item("a"), item("b"), item("c")),
        }
    )
    assert changes(dlr, "new") == {"home": []}


def test_diff_of_one_file(dlr: Dlr, repo: Repository) -> None:
    """A category's file means its curriculum; a path without one is exit 2, not silence."""
    repo.commit(
        {
            "curriculum.yaml": main_file("one: [x]"),
            "one/x.yaml": category("x", item("a")),
            "b/x.txt": "",
        }
    )
    repo.commit(
        {
            "curriculum.yaml": main_file("one: [x]"),
            "one/x.yaml": category("x", item("a"), item("b")),
            "b/x.txt": "",
        }
    )
    assert changes(dlr, "one/x.yaml") == {"home": [("new", "Title of b, in one/x")]}
    result = dlr("diff", "HEAD~1", "b")
    assert (result.code, result.out) == (2, "")
    assert "No curriculum found" in result.err


def test_working_files_are_compared(dlr: Dlr, repo: Repository) -> None:
    """What is not committed yet counts; the files of the repository are not touched."""
    repo.commit({"home.yaml": ABC})
    write(repo.folder, {"home.yaml": curriculum(item("a"))})
    assert dlr("lint", ".", "--base", "HEAD").code == 1
    assert (repo.folder / "home.yaml").read_text() == curriculum(item("a"))
    assert [path.name for path in repo.folder.iterdir() if path.name != ".git"] == ["home.yaml"]
