"""The hooks of pre-commit, run by the real pre-commit in a repository of an author.

pre-commit clones the project and installs it with pip, which takes a while and needs the registry:
so all that is asked of the hooks is one long trial.
"""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from authoring.repositories import Repository
from curriculum.making import category, item, main_file, write
from publishing import ROOT, publish

PRE_COMMIT = (sys.executable, "-m", "pre_commit")

ITEMS = (item("a"), item("b", "requires: [a]"))

FILES = {
    "curriculum/curriculum.yaml": main_file("one: [x, y]"),
    "curriculum/one/x.yaml": category("x", *ITEMS),
    "curriculum/one/y.yaml": category("y", item("c", "requires: [b]")),
}


def hooks() -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    return loaded


def test_hooks_are_run_whatever_changed() -> None:
    """Files name each other: no hook waits for a YAML file among what was added or changed."""
    assert [hook["id"] for hook in hooks()] == ["dlr-lint", "dlr-lint-fix"]
    for hook in hooks():
        assert hook["always_run"] is True
        assert hook["pass_filenames"] is False
        assert not {"types", "types_or", "files", "exclude"} & hook.keys()


class Author:
    """A repository of a curriculum whose commits the hooks check."""

    def __init__(self, folder: Path, project: Repository) -> None:
        self.repository = Repository(folder / "author")
        who = {"NAME": "A", "EMAIL": "a@example.org"}
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
            **{f"GIT_{role}_{key}": who[key] for role in ("AUTHOR", "COMMITTER") for key in who},
            "PRE_COMMIT_HOME": str(folder / "hooks"),
            "DLR_HOME": str(folder / "home"),
        }
        used = [
            {"id": "dlr-lint", "args": ["--base", "HEAD", "curriculum"]},
            {"id": "dlr-lint-fix", "args": ["curriculum"], "stages": ["manual"]},
        ]
        revision = project.git("rev-parse", "HEAD")
        source = {"repo": str(project.folder), "rev": revision, "hooks": used}
        config = yaml.safe_dump({"repos": [source]})
        self.repository.commit({**FILES, "notes.txt": "", ".pre-commit-config.yaml": config})
        installed = self.call(*PRE_COMMIT, "install")
        assert installed.returncode == 0, installed.stdout + installed.stderr

    def call(self, *args: str) -> subprocess.CompletedProcess[str]:
        """Run a program in the repository, as its author does."""
        folder, env = self.repository.folder, self.environment
        return subprocess.run(
            args, cwd=folder, env=env, capture_output=True, text=True, check=False
        )

    def commit(self, files: Mapping[str, str | None]) -> tuple[bool, str]:
        """Commit what files hold, None for a deleted one.

        Return whether the hooks let it pass, and what they print; then all is as before.
        """
        for name, text in files.items():
            if text is None:
                (self.repository.folder / name).unlink()
            else:
                write(self.repository.folder, {name: text})
        before = self.repository.git("rev-parse", "HEAD")
        self.repository.git("add", "-A")
        done = self.call("git", "commit", "-qm", "x")
        self.repository.git("reset", "-q", "--hard", before)
        return done.returncode == 0, done.stdout + done.stderr


COMMITS: dict[str, tuple[dict[str, str | None], list[str]]] = {
    "a file that curriculum.yaml names is deleted": (
        {"curriculum/one/y.yaml": None},
        ["curriculum/curriculum.yaml:7:", "error S112", "one/y.yaml"],
    ),
    "an item is deleted with its file": (
        {
            "curriculum/one/y.yaml": None,
            "curriculum/curriculum.yaml": main_file("one: [x]"),
        },
        ["curriculum/curriculum.yaml:2:5: error S110", "`c` of HEAD is gone"],
    ),
    "an id is another one": (
        {"curriculum/one/y.yaml": category("y", item("d", "requires: [b]"))},
        ["error S110", "`c` of HEAD is gone"],
    ),
    "the whole curriculum is deleted": (
        dict.fromkeys(FILES),
        ["Specify the file or folder of a curriculum."],
    ),
    "an item is added": ({"curriculum/one/y.yaml": category("y", item("c"), item("d"))}, []),
    "nothing of the curriculum": ({"notes.txt": "more"}, []),
}
"""What each commit changes, and what the hook says where it stops one."""


@pytest.mark.long
def test_the_hooks_by_pre_commit(tmp_path: Path, subtests: pytest.Subtests) -> None:
    """The hooks stop a commit that breaks a curriculum, also where all it does is delete."""
    project = Repository(tmp_path / "project")
    publish(project.folder)
    project.git("add", "-A")
    project.git("commit", "-qm", "x")
    author = Author(tmp_path, project)
    for name, (files, words) in COMMITS.items():
        with subtests.test(name):
            passed, told = author.commit(files)
            assert passed == (not words), told
            assert "no files to check" not in told
            for word in words:
                assert word in told
    with subtests.test("the hook that fixes"):
        path = author.repository.folder / "curriculum/one/x.yaml"
        write(path.parent, {path.name: category("x", *ITEMS, "id: e\ntitle: no\nkind: skill")})
        author.repository.git("add", "-A")
        done = author.call(*PRE_COMMIT, "run", "--hook-stage", "manual", "dlr-lint-fix")
        assert done.returncode == 1, done.stdout
        assert "files were modified by this hook" in done.stdout
        assert 'title: "no"' in path.read_text()
