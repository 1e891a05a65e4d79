"""dlr doctor: check the progress and the installation."""

from dlroadmap.cli.documents import fields
from dlroadmap.cli.options import takes
from dlroadmap.cli.session import Session
from dlroadmap.doctor import examine
from dlroadmap.errors import ExitCode
from dlroadmap.render.checks import check_lines, check_message

EXAMPLES = ["dlr doctor", "dlr doctor --json"]


@takes("json", "color")
def run(session: Session) -> int:
    """Check your progress, your curricula and the installation, and change nothing.

    The exit code is 1 if anything is damaged.
    """
    checks = examine(session.folders, session.opener, session.mains)
    damaged = any(check.verdict == "damage" for check in checks)
    rows = [{**fields(check, "name verdict"), "message": check_message(check)} for check in checks]
    session.answer({"checks": rows}, check_lines(checks))
    return ExitCode.NO if damaged else ExitCode.OK
