"""Where dlr keeps its files: the folders of the platform, or all of them under DLR_HOME."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from dlroadmap import __version__


class Folders:
    """The folders of one learner."""

    def __init__(self, config: Path, data: Path, cache: Path) -> None:
        self.config = config
        self.settings = config / "config.json"
        self.data = data
        self.store = data / "progress.db"  # an SQLite database
        self.backups = data / "backups"  # copies of the progress, newest last by name
        self.curricula = data / "curricula"  # the learner's own; they stand before the bundled ones
        self.reports = data / "reports"  # what was written down of bugs
        self.cache = cache
        self.compiled = cache / "compiled" / __version__  # for this version of dlr alone
        self.intervals = cache / "intervals.json"  # how long what was practiced lasts


def folders() -> Folders:
    """Return this learner's folders; none of them is created."""
    home = os.environ.get("DLR_HOME")
    if home:
        root = Path(home).expanduser().absolute()
        return Folders(root, root, root / "cache")
    if sys.platform == "linux":
        # What platformdirs answers, without the 8 ms that its import adds to every command.
        bases = (("CONFIG", ".config"), ("DATA", ".local/share"), ("CACHE", ".cache"))
        return Folders(*(_xdg(f"XDG_{name}_HOME", default) / "dlr" for name, default in bases))
    from platformdirs import PlatformDirs

    dirs = PlatformDirs("dlr", appauthor=False)
    return Folders(dirs.user_config_path, dirs.user_data_path, dirs.user_cache_path)


def _xdg(variable: str, default: str) -> Path:
    """Return a base folder as the XDG Base Directory Specification 0.8 has it."""
    value = os.environ.get(variable, "")
    return Path(value) if value.startswith("/") else Path.home() / default


def make_private(folder: Path) -> None:
    """Create the folder, and those above it that are missing, for its owner alone (0700)."""
    for path in [folder, *folder.parents][::-1]:
        path.mkdir(mode=0o700, exist_ok=True)


def bundled() -> Path:
    """Return the folder of the curricula that come with dlr: in the wheel, or in a checkout."""
    package = Path(__file__).parent
    inside = package / "bundled"
    return inside if inside.is_dir() else package.parents[1] / "curriculum"


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield the path of a draft, which takes a file's place in one step if the block succeeds.

    The draft is not there yet; whatever fails leaves the file as it was, and no draft.
    """
    make_private(path.parent)
    draft = path.with_name(f".{path.name[:50]}.{os.urandom(8).hex()}")
    try:
        yield draft
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def write_atomically(path: Path, text: str) -> None:
    """Replace the text of a file, so that a reader sees the old one or the new."""
    with replacing(path) as draft:
        draft.write_text(text, encoding="utf-8")


def trusted(*paths: Path) -> bool:
    """Return whether nobody else can change files or folders; what is not there, nobody can.

    Elsewhere than on POSIX systems this is left to the permissions of the folders above.
    """
    if sys.platform == "win32":
        return True
    for path in paths:
        with suppress(OSError):
            status = path.stat()
            if status.st_uid != os.geteuid() or status.st_mode & 0o022:
                return False
    return True


def cache_is_trusted(folders: Folders) -> bool:
    """Return whether nobody else can put files into the cache folder."""
    return trusted(folders.cache, folders.compiled.parent, folders.compiled)
