"""dlr curricula: the curricula there are."""

from dlroadmap.cli.documents import counts_document, fields
from dlroadmap.cli.elsewhere import find_origins, origin_of
from dlroadmap.cli.options import takes
from dlroadmap.cli.session import Session, print_json
from dlroadmap.guide.summary import summarize

EXAMPLES = ["dlr curricula", "dlr curricula --json", "dlr use deep-learning"]


@takes("json", "color", "no_pager")
def run(session: Session) -> None:
    """List the curricula: those that come with dlr, and your own.

    Your own are files or folders in the folder that dlr config shows, each named after its id. If
    several have the same id, dlr lists the one that it uses and names the others below. For an
    overlay, it shows the curriculum that it extends; for one that you have added, where it comes
    from.
    """
    rows = []
    for opened in session.all_opened():
        curriculum = opened.curriculum
        totals = summarize(curriculum, session.past(curriculum).progress).totals
        used = opened.main == session.used
        rows.append((opened, totals, used))
    unused = session.opener.find_unused()
    origins = find_origins(session, [opened.main for opened, _, _ in rows])
    if session.as_json:
        documents = [
            {
                **fields(opened.curriculum, "id title description audience extends"),
                "in_use": used,
                "path": opened.main,
                "unused": [str(path) for path in unused.get(opened.curriculum.id, ())],
                **fields(opened, "dropped first_dropped former"),
                "origin": origin_of(origins.get(opened.main)),
                "totals": counts_document(totals),
            }
            for opened, totals, used in rows
        ]
        print_json({"curricula": documents})
        return
    from dlroadmap.render.curricula_page import curricula_lines

    session.screen.print(*curricula_lines(rows, unused, session.screen, origins))
