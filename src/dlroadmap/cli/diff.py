"""dlr diff: show what changed in curricula since a Git revision."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from dlroadmap.cli.documents import fields
from dlroadmap.cli.options import argument, takes
from dlroadmap.cli.session import Session, print_json
from dlroadmap.curriculum.library import default_path
from dlroadmap.render.authoring_words import change_list, describe_broken, describe_change
from dlroadmap.render.screen import tell

if TYPE_CHECKING:
    from dlroadmap.authoring.changes import Change, Versions

EXAMPLES = ["dlr diff main", "dlr diff v1.0 curriculum/", "dlr diff HEAD~1 --json"]


@takes("json", "color", "no_pager")
def run(
    session: Session,
    ref: str = argument("REF", "A Git revision: a branch, tag or commit."),
    path: Path | None = argument(
        "[PATH]", "A curriculum or a folder (default: as for dlr lint).", None
    ),
) -> None:
    """Show what changed in curricula since a Git revision.

    Lists new, removed, moved and renamed items, titles, hours and prerequisites. Where an item is
    gone and a new one is like it, the line that keeps its ticks is shown.
    """
    from dlroadmap.authoring.versions import pair_versions

    compared = pair_versions(ref, path or default_path(), session.library)
    tell(*(f"dlr: {describe_broken(broken)}" for broken in compared.broken))
    if session.as_json:
        unread = [describe_broken(broken) for broken in compared.broken if not broken.compared]
        pairs = [_document(versions) for versions in compared.pairs]
        print_json({"curricula": pairs, "unreadable": unread})
        return
    for versions in compared.pairs:
        session.screen.print(*change_list(versions, ref))


def _document(versions: "Versions") -> dict[str, Any]:
    errors = {
        "before": versions.then.errors if versions.then else 0,
        "after": versions.now.errors if versions.now else 0,
    }
    changes = [_change_document(change) for change in versions.changes()]
    id, state = versions.newest.id, versions.state
    return {"id": id, "state": state, "errors": errors, "changes": changes}


def _change_document(change: "Change") -> dict[str, Any]:
    document = {**fields(change, "kind key"), "words": describe_change(change)}
    if guess := change.guess:
        fix = fields(guess, "file line text")
        document |= {"was": change.was, "guessed": True, "reason": guess.reason, "fix": fix}
    return document
