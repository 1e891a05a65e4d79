"""The workflow that publishes a map: what it may do, and that its steps make a page of nobody."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from curriculum.making import curriculum, item
from publishing import ROOT

WORKFLOW = ROOT / "docs/examples/publish-map.yml"

GIVEN = "Install dlr"
"""The step that is not run here, as dlr is there already."""


def read_workflow() -> dict[Any, Any]:
    loaded: dict[Any, Any] = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))
    return loaded


def steps(job: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = read_workflow()["jobs"][job]["steps"]
    return found


def test_the_page_shows_the_workflow() -> None:
    """The how-to has the workflow in full, as it is in the file."""
    page = (ROOT / "docs/howto/publish-the-map.md").read_text(encoding="utf-8")
    assert f"```yaml\n{WORKFLOW.read_text(encoding='utf-8')}```" in page


def test_permissions_are_the_least() -> None:
    """Nothing is allowed but to read the repository where dlr runs, and to publish where not."""
    workflow = read_workflow()
    assert workflow["permissions"] == {}
    allowed = {name: job["permissions"] for name, job in workflow["jobs"].items()}
    assert allowed == {
        "draw": {"contents": "read"},
        "publish": {"pages": "write", "id-token": "write"},
    }
    assert [step["uses"].partition("@")[0] for step in steps("publish")] == ["actions/deploy-pages"]
    for step in steps("draw"):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False


def test_actions_are_pinned() -> None:
    """Every action is one of GitHub's own, with a version."""
    for job in read_workflow()["jobs"]:
        for step in steps(job):
            if "uses" in step:
                owner, _, version = step["uses"].partition("@")
                assert owner.startswith("actions/")
                assert version.startswith("v")
                assert version[1:].isdigit()


def test_scripts_hold_no_expression() -> None:
    """Nothing of the event or of the repository becomes a part of a script."""
    assert not [step for step in steps("draw") if "${{" in step.get("run", "")]


@pytest.mark.long
@pytest.mark.posix("bash")
def test_the_steps_make_a_page_of_nobody(tmp_path: Path) -> None:
    """In a checkout the scripts leave one page with the items, and nothing of who runs them."""
    checkout = tmp_path / "checkout"
    (checkout / "curriculum").mkdir(parents=True)
    text = curriculum(item("first"), item("second", "requires: [first]"))
    (checkout / "curriculum/curriculum.yaml").write_text(text, encoding="utf-8")
    environment = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "DLR_HOME": str(tmp_path / "home"),
        "CI": "true",
        "GITHUB_ACTIONS": "true",
    }

    def run(script: str) -> None:
        # As GitHub starts a step that names no shell.
        done = subprocess.run(
            ["bash", "-e", "-c", script],
            cwd=checkout,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr

    scripts = {step["name"]: step["run"] for step in steps("draw") if "run" in step}
    assert scripts.pop(GIVEN) == "python -m pip install --quiet ./.dlr"
    pages = []
    for before in ("true", "dlr tick first --curriculum ./curriculum"):
        run(before)
        for script in scripts.values():
            run(script)
        [page] = (checkout / steps("draw")[-1]["with"]["path"]).iterdir()
        assert page.name == "index.html"
        pages.append(page.read_bytes())
    assert pages[0] == pages[1]
    assert b'id="item=second"' in pages[0]
    assert b'id="activity"' not in pages[0]
