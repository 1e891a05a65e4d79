"""Fetches one commit of a repository from elsewhere into a folder of ours.

Nothing of it is checked out, and it brings no configuration, hooks or attributes along.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from dlroadmap.authoring.repository import Repository, make_bare
from dlroadmap.authoring.revision import MAX_TOTAL
from dlroadmap.authoring.transfer import TooMuchError, TransferError, explain, transfer
from dlroadmap.errors import DlrError
from dlroadmap.format.source import MAX_BYTES
from dlroadmap.text import clean

MAX_FETCHED = MAX_TOTAL
"""So many bytes git may take in."""

_TAKEN = "refs/dlr/taken"

_FETCH = (
    *("fetch", "--quiet", "--depth=1", "--no-tags", "--no-recurse-submodules"),
    f"--filter=blob:limit={MAX_BYTES + 1}",
)


@contextmanager
def fetch(address: str, ref: str | None, asks: bool) -> Iterator[tuple[Repository, str]]:
    """Provide a repository with one commit from an address, and the id of that commit.

    `asks` is whether git and ssh may ask for passwords. Raises DlrError if it cannot be fetched.
    """
    with TemporaryDirectory(prefix="dlr-git-") as name:
        folder = Path(name)
        make_bare(folder)
        call = [*_FETCH, "--", address, f"+{ref or 'HEAD'}:{_TAKEN}"]
        try:
            transfer(folder, call, asks=asks, most=MAX_FETCHED, largest=MAX_BYTES)
        except TooMuchError as error:
            message = f"{clean(address)} has more than {MAX_FETCHED // 2**20} MiB of files."
            advice = "Ask its author for a repository of the curriculum alone."
            raise DlrError("too-large", message, advice) from error
        except TransferError as error:
            raise explain(address, str(error), "fetched") from error
        # By a fetch with a filter git has changed its configuration.
        repository = make_bare(folder)
        commit = repository.ask("rev-parse", "--verify", f"{_TAKEN}^{{commit}}").decode().strip()
        yield repository, commit
