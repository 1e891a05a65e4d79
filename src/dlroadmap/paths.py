"""Where dlr keeps its files: the folders of the platform, or all of them under DLR_HOME."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from errno import EINVAL
from itertools import takewhile
from pathlib import Path

from dlroadmap import __version__
from dlroadmap.errors import DlrError
from dlroadmap.text import clean


class Folders:
    """The folders of one learner."""

    def __init__(self, config: Path, data: Path, cache: Path) -> None:
        self.config = config
        self.settings = config / "config.json"
        self.data = data
        self.store = data / "progress.db"  # an SQLite database
        self.backups = data / "backups"  # copies of the progress, newest last by name
        self.curricula = data / "curricula"  # the learner's own; they stand before the bundled ones
        self.assessment = data / "assessment.json"  # one that was stopped
        self.sync_lock = data / "sync.lock"  # held while a sync is under way
        self.sync_repository = data / "sync.git"  # a copy of the repository that one syncs with
        self.groups = data / "groups"  # a login for each group that one is in
        self.reports = data / "reports"  # what was written down of bugs
        self.cache = cache
        self.compiled = cache / "compiled" / __version__  # for this version of dlr alone
        self.maps = cache / "maps"  # the last one of each curriculum, as a page
        self.intervals = cache / "intervals.json"  # how long what was practiced lasts


def folders() -> Folders:
    """Return this learner's folders, all of them absolute; none of them is created.

    Raises DlrError if the environment does not say where they are.
    """
    value = os.environ.get("DLR_HOME")
    if value:
        root = _expand(value)
        return Folders(root, root, root / "cache")
    if sys.platform == "linux":
        # What platformdirs answers, without the 8 ms that its import adds to every command.
        bases = (("CONFIG", ".config"), ("DATA", ".local/share"), ("CACHE", ".cache"))
        return Folders(*(_xdg(f"XDG_{name}_HOME", default) / "dlr" for name, default in bases))
    from platformdirs import PlatformDirs

    dirs = PlatformDirs("dlr", appauthor=False)
    found = dirs.user_config_path, dirs.user_data_path, dirs.user_cache_path
    if not all(path.is_absolute() for path in found):
        raise _homeless()
    return Folders(*found)


def _expand(value: str) -> Path:
    """Return the folder that DLR_HOME names; `~` is the home folder, `~NAME` another person's."""
    first, *rest = value.split("/")
    try:
        return _home().joinpath(*rest) if first == "~" else Path(value).expanduser().absolute()
    except (OSError, RuntimeError) as error:  # the current folder is gone; nobody has that name
        message = f"DLR_HOME is “{clean(value)}”, which is not a folder that dlr can use."
        raise DlrError("bad-home", message, "Set DLR_HOME to an absolute path.") from error


def _xdg(variable: str, default: str) -> Path:
    """Return a base folder as the XDG Base Directory Specification 0.8 has it."""
    value = os.environ.get(variable, "")
    return Path(value) if value.startswith("/") else _home() / default


def _home() -> Path:
    """Return the home folder: HOME if it is absolute, else that of the password database."""
    if sys.platform == "win32" or os.environ.get("HOME", "").startswith("/"):
        return Path.home()
    from pwd import getpwuid

    try:
        home = Path(getpwuid(os.getuid()).pw_dir)
    except KeyError as error:
        raise _homeless() from error
    if not home.is_absolute():
        raise _homeless()
    return home


def _homeless() -> DlrError:
    message = "The home folder is unknown: HOME is not an absolute path."
    return DlrError("bad-home", message, "Set HOME or DLR_HOME to an absolute path.")


def exists(path: Path) -> bool:
    """Return whether anything is there. Raises OSError where that cannot be known.

    In a folder that cannot be read, Path.exists() says no or raises, by the version of Python.
    """
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def make_private(folder: Path) -> None:
    """Create the folder, and those above it that are missing, for its owner alone (0700).

    What was created is still there after a power cut.
    """
    missing = list(takewhile(lambda path: not path.is_dir(), [folder, *folder.parents]))
    for path in reversed(missing):
        path.mkdir(mode=0o700, exist_ok=True)
        sync(path.parent)


def sync(path: Path) -> None:
    """Bring a file, or the names in a folder, to the disk, so that a power cut loses nothing."""
    try:
        # Windows brings to the disk only what may be written to.
        descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    except PermissionError:  # a folder that cannot be read; on Windows every folder
        return
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno != EINVAL:  # a file system that cannot do it for folders
            error.filename = str(path)
            raise
    finally:
        os.close(descriptor)


def bundled() -> Path:
    """Return the folder of the curricula that come with dlr: in the wheel, or in a checkout."""
    package = Path(__file__).parent
    inside = package / "bundled"
    return inside if inside.is_dir() else package.parents[1] / "curriculum"


DRAFT_SECONDS = 24 * 60 * 60
"""A draft that was not written to for so long has been left behind by a process that was killed."""


@contextmanager
def replacing(path: Path, durable: bool = False) -> Iterator[Path]:
    """Yield a draft, which takes a file's place in one step if the block succeeds.

    The draft is an empty file of its owner's alone (0600). Whatever fails leaves the file as it
    was, and no draft; drafts that killed processes have left in the folder are removed. What is
    `durable` is on the disk when this returns, and survives a power cut.
    """
    make_private(path.parent)
    draft = path.with_name(f".dlr-{os.urandom(8).hex()}.draft")
    try:
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError as error:
        error.filename = str(path)
        raise
    try:
        remove_drafts(path.parent, draft.stat().st_mtime)
        yield draft
        if durable:
            sync(draft)
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    if durable:
        sync(path.parent)


def remove_drafts(folder: Path, now: float) -> None:
    """Remove drafts that were left behind, `now` being the time on the clock of their disk.

    Should the maker of one live after all, stopped for a day, it fails, and changes nothing.
    """
    for draft in folder.glob(".dlr-*.draft*"):
        with suppress(OSError):  # another process removes it as well, or it is somebody else's
            if draft.stat().st_mtime < now - DRAFT_SECONDS:
                draft.unlink()


def write_atomically(path: Path, text: str, durable: bool = False) -> None:
    """Replace the text of a file, so that a reader sees the old one or the new."""
    with replacing(path, durable) as draft:
        draft.write_text(text, encoding="utf-8")


def trusted(*paths: Path) -> bool:
    """Return whether nobody else can change files or folders; what is not there, nobody can."""
    for path in paths:
        with suppress(OSError):
            if not is_own(path.stat()):
                return False
    return True


def is_own(status: os.stat_result) -> bool:
    """Return whether nobody else can change what has this status.

    Elsewhere than on POSIX systems this is left to the permissions of the folders above.
    """
    if sys.platform == "win32":
        return True
    return status.st_uid == os.geteuid() and not status.st_mode & 0o022


def cache_is_trusted(folders: Folders) -> bool:
    """Return whether nobody else can put files into the cache folder."""
    return trusted(folders.cache, folders.compiled.parent, folders.compiled)
