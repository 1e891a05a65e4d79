"""dlr version: which version of dlr this is."""

from dlroadmap.cli.options import takes
from dlroadmap.cli.session import Session

EXAMPLES = ["dlr version", "dlr version --json"]


@takes("json")
def run(session: Session) -> None:
    """Show the version of dlr; dlr --version and dlr -V do the same."""
    from dlroadmap import __version__

    session.answer({"version": __version__}, f"dlr {__version__}")
