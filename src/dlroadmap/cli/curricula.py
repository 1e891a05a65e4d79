"""dlr curricula: the curricula there are."""

from dlroadmap.cli import options
from dlroadmap.cli.documents import counts_document
from dlroadmap.cli.output import print_json
from dlroadmap.cli.session import Session
from dlroadmap.guide.summary import summarize

EXAMPLES = ["dlr curricula", "dlr curricula --json", "dlr use deep-learning"]


def run(json: options.Json = False, color: options.Color = None) -> None:
    """The curricula there are: those that come with dlr, and your own.

    Your own are files or folders in the folder that dlr config names, each called by its id.
    """
    session = Session(None, color, json)
    rows = []
    for opened in session.all_opened():
        curriculum = opened.curriculum
        totals = summarize(curriculum, session.past(curriculum).progress).totals
        used = opened.main == session.opened.main
        rows.append((curriculum, totals, used, opened.main))
    if json:
        print_json(
            {
                "curricula": [
                    {
                        "id": curriculum.id,
                        "title": curriculum.title,
                        "description": curriculum.description,
                        "in_use": used,
                        "path": str(main),
                        "totals": counts_document(totals),
                    }
                    for curriculum, totals, used, main in rows
                ]
            }
        )
        return
    from dlroadmap.render.status_page import curricula_lines

    session.screen.print(*curricula_lines(rows, session.screen))
