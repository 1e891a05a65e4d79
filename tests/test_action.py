"""The action for GitHub: its steps are run as GitHub runs them, in a checkout of an author.

GitHub starts `shell: bash` as `bash --noprofile --norc -eo pipefail FILE`, puts inputs into `env`
before it does, and ends at the first step that fails. `actions/setup-python` is not run: a Python
is provided in its place.
"""

import os
import re
import subprocess
import sys
import venv
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from authoring.repositories import Repository
from curriculum.making import curriculum, item
from publishing import ROOT, publish

_EXPRESSION = re.compile(r"\$\{\{\s*([\w.-]+)\s*\}\}")

GOOD = curriculum(item("a"), item("b", "requires: [a]"))
BAD = curriculum(item("a"), item("b", "requires: [x]"))
UNSURE = curriculum(item("a"), item("b", "aliases: [no]"))

pytestmark = [pytest.mark.long, pytest.mark.posix("bash")]


def read_action() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    return loaded


class Runner:
    """A machine of GitHub with a checkout; `python` is the folder of the Python that it has."""

    def __init__(self, folder: Path, python: Path, project: Path) -> None:
        self.checkout = Repository(folder / "checkout")
        self.project = project
        self.folder = folder
        kept = ("HOME", "LANG", "PIP_CONFIG_FILE", "PIP_INDEX_URL", "TMPDIR")
        self.environment = {
            **{name: os.environ[name] for name in kept if name in os.environ},
            "PATH": f"{python}{os.pathsep}{os.environ['PATH']}",
            "CI": "true",
            "DLR_HOME": str(folder / "home"),
            "GITHUB_ACTIONS": "true",
            "GITHUB_WORKSPACE": str(self.checkout.folder),
        }

    def use(self, *names: str, **inputs: str) -> subprocess.CompletedProcess[str]:
        """Run the steps of the action that have these names, or all that run a script.

        Dashes in the names of inputs are written as underscores here.
        """
        action = read_action()
        given = {name.replace("_", "-"): value for name, value in inputs.items()}
        assert given.keys() <= action["inputs"].keys()
        defaults = {name: str(each.get("default", "")) for name, each in action["inputs"].items()}
        context = {f"inputs.{name}": value for name, value in {**defaults, **given}.items()}
        context["github.action_path"] = str(self.project)
        steps = [step for step in action["runs"]["steps"] if "run" in step]
        chosen = [step for step in steps if not names or step["name"] in names]
        assert len(chosen) == (len(names) or len(steps))
        done = None
        for step in chosen:
            done = self._run(step, context)
            if done.returncode:
                break
        assert done
        return done

    def _run(
        self, step: Mapping[str, Any], context: Mapping[str, str]
    ) -> subprocess.CompletedProcess[str]:
        def fill(text: str) -> str:
            return _EXPRESSION.sub(lambda match: context[match[1]], text)

        assert step["shell"] == "bash"
        script = self.folder / "step.sh"
        script.write_text(fill(step["run"]), encoding="utf-8")
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
            cwd=self.checkout.folder,
            env={**self.environment, **{k: fill(v) for k, v in step.get("env", {}).items()}},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    """A machine that has dlr already, as it is after the steps before the check."""
    return Runner(tmp_path, Path(sys.executable).parent, ROOT)


def test_scripts_hold_no_input() -> None:
    """What an author or a stranger writes as an input is never a part of a script."""
    action = read_action()
    assert action["runs"]["using"] == "composite"
    for step in action["runs"]["steps"]:
        assert "${{" not in step.get("run", "")
        for expression in _EXPRESSION.findall(str(step)):
            assert expression == "github.action_path" or (
                expression.removeprefix("inputs.") in action["inputs"]
            )


def test_the_default(runner: Runner) -> None:
    """Without inputs the folder `curriculum` is checked; a good one passes, a bad one does not."""
    runner.checkout.commit({"curriculum/home.yaml": GOOD})
    good = runner.use("Check")
    assert (good.returncode, good.stdout) == (0, "")
    assert "Checked 1 file and 2 items: no problems." in good.stderr
    runner.checkout.commit({"curriculum/home.yaml": BAD})
    bad = runner.use("Check")
    assert bad.returncode == 1
    assert bad.stdout.startswith("::error file=curriculum/home.yaml,line=17,")
    assert "title=G201" in bad.stdout


def test_several_paths(runner: Runner) -> None:
    """Every line names a path, with spaces where it has some; empty lines name none."""
    files = {
        "curriculum/x.yaml": BAD,
        "my own/y.yaml": UNSURE,
        "b/z.yaml": curriculum(item("z"), id="z"),
    }
    runner.checkout.commit(files)
    done = runner.use("Check", paths="my own/y.yaml\n\nb\n")
    assert done.returncode == 0
    assert "Checked 2 files" in done.stderr
    assert done.stdout.startswith("::warning file=my own/y.yaml,")


def test_a_base(runner: Runner) -> None:
    """With a base an id that vanished fails the step, on its file."""
    runner.checkout.commit({"curriculum/home.yaml": GOOD})
    runner.checkout.git("tag", "base")
    runner.checkout.commit({"curriculum/home.yaml": curriculum(item("b"))})
    assert runner.use("Check").returncode == 0
    done = runner.use("Check", base="base")
    assert done.returncode == 1
    assert "title=S110" in done.stdout
    unknown = runner.use("Check", base="nope")
    assert (unknown.returncode, unknown.stdout) == (2, "")
    assert "fetch-depth: 0" in unknown.stderr


def test_what_fails(runner: Runner) -> None:
    """`fail-on` decides what fails the step, and never what is shown."""
    runner.checkout.commit({"curriculum/home.yaml": UNSURE})
    codes = {each: runner.use("Check", fail_on=each) for each in ("error", "warning", "never")}
    assert {each: done.returncode for each, done in codes.items()} == {
        "error": 0,
        "warning": 1,
        "never": 0,
    }
    assert len({done.stdout for done in codes.values()}) == 1
    assert runner.use("Check", fail_on="sometimes").returncode == 2


HOSTILE = (
    "curriculum; touch spoilt",
    "$(touch spoilt)",
    "`touch spoilt`",
    "'; touch spoilt; '",
    '"; touch spoilt; "',
    "curriculum\n$(touch spoilt)\n",
    "curriculum && touch spoilt",
    "--fix",
    "--help",
    "*",
    "\\",
    "${{ inputs.base }}",
)


CALLS = {"paths": ("\n".join(HOSTILE),), "base": HOSTILE[1::3], "fail_on": HOSTILE[3::4]}
"""Every line of `paths` is a path; each of the others takes one value a call."""


@pytest.mark.parametrize("name", CALLS)
def test_hostile_inputs(runner: Runner, name: str, subtests: pytest.Subtests) -> None:
    """An input is only ever a path, a revision or a severity: no shell and no option reads it."""
    runner.checkout.commit({"curriculum/home.yaml": UNSURE})
    for value in CALLS[name]:
        with subtests.test(value):
            done = runner.use("Check", **{name: value})
            assert done.returncode, done.stdout
            assert "Usage:" not in done.stdout
            found = sorted(path.name for path in runner.checkout.folder.iterdir())
            assert found == [".git", "curriculum"]
            assert runner.checkout.git("status", "--porcelain") == ""


@pytest.mark.long
def test_all_steps(tmp_path: Path) -> None:
    """A machine with nothing but a Python gets dlr from the action, whatever its path holds."""
    project = tmp_path / "actions/o w n e r/dlr$(touch spoilt)"
    project.mkdir(parents=True)
    publish(project)
    venv.create(tmp_path / "python", with_pip=True)
    runner = Runner(tmp_path, tmp_path / "python/bin", project)
    runner.checkout.commit({"curriculum/home.yaml": BAD})
    done = runner.use()
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("::error file=curriculum/home.yaml,line=17,")
    assert (tmp_path / "python/bin/dlr").exists()
    assert not list(tmp_path.rglob("spoilt"))
