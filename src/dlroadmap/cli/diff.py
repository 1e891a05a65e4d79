"""dlr diff: show what changed in curricula since a Git revision."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from dlroadmap.cli.options import argument, takes
from dlroadmap.cli.session import Session, print_json
from dlroadmap.render.authoring_words import change_list, describe_change

if TYPE_CHECKING:
    from dlroadmap.authoring.changes import Versions

EXAMPLES = ["dlr diff main", "dlr diff v1.0 curriculum/", "dlr diff HEAD~1 --json"]


@takes("json", "color", "no_pager")
def run(
    session: Session,
    ref: str = argument("REF", "A Git revision: a branch, tag or commit."),
    path: Path | None = argument(
        "[PATH]", "A curriculum or a folder (default: curriculum/).", None
    ),
) -> None:
    """Show what changed in curricula since a Git revision.

    Lists new, removed, moved and renamed items, titles, hours and prerequisites.
    """
    from dlroadmap.authoring.versions import pair_versions

    pairs = pair_versions(ref, path or Path("curriculum"), session.library)
    if session.as_json:
        print_json({"curricula": [_document(versions) for versions in pairs]})
        return
    for versions in pairs:
        session.screen.print(*change_list(versions, ref))


def _document(versions: "Versions") -> dict[str, Any]:
    changes = [
        {"kind": change.kind, "key": change.key, "words": describe_change(change)}
        for change in versions.changes()
    ]
    return {"id": versions.newest.id, "state": versions.state, "changes": changes}
