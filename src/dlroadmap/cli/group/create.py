"""dlr group create: create a group."""

from dlroadmap.cli.options import argument, option, takes
from dlroadmap.cli.session import Session

EXAMPLES = [
    "dlr group create ml-2027 --on postgresql://admin@db.example.org/classes",
    "dlr group create reading-circle --on postgresql://admin@localhost/circle --board open",
]


@takes("curriculum", "json", "color", "yes", "no_input")
def run(
    session: Session,
    name: str = argument("NAME", "The name of the group: lowercase letters, digits and hyphens."),
    on: str = option("--on", "ADDRESS", "The PostgreSQL database, without a password.", ...),
    board: str = option(
        "--board",
        "WHO",
        "Who sees everyone's progress: open or mentors (default: mentors).",
        "mentors",
    ),
    member: str | None = option("--as", "LEARNER", "Your name in the group (default: login name)."),
) -> None:
    """Create a group on a PostgreSQL server, with you as its mentor.

    Its track is the curriculum in use. ADDRESS is that of an administrator of the database; dlr
    uses it once, and gives you a login of your own. The password is asked for, or read from
    libpq's password file.
    """
