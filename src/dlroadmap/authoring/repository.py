"""A git repository that is read as data: nothing of it is run, and nothing is fetched for it.

All that git does in the repository is to say where it lies. The rest it reads through a mirror: a
folder of ours with links to the references, where the configuration is ours too. So there are no
hooks, attributes, filters and remotes, whatever the repository has.
"""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import PIPE, Popen
from tempfile import TemporaryDirectory, TemporaryFile

from dlroadmap.errors import DlrError
from dlroadmap.format.files import DISK
from dlroadmap.text import clean

_LINKED = ("refs", "packed-refs", "reftable", "logs", "FETCH_HEAD", "MERGE_HEAD", "ORIG_HEAD")
"""What says, beside HEAD, which commit a name means."""

_GUARDS = {
    "GIT_ALLOW_PROTOCOL": "",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
}
"""A second wall: no network and no question, and a commit is what its hash says."""


class GitError(DlrError):
    """Git could not do what it was asked for; the message says what git said."""

    def __init__(self, message: str) -> None:
        super().__init__("git", message)


@dataclass(frozen=True)
class Repository:
    """A repository: the folder that it belongs to, and how git is called to read from it."""

    top: Path
    _program: str
    _environment: Mapping[str, str]

    def ask(self, *args: str, given: bytes = b"") -> bytes:
        """Return what a command of git prints. Raises GitError if it fails."""
        return b"".join(self.stream(*args, given=given))

    def stream(self, *args: str, given: bytes = b"") -> Iterator[bytes]:
        """Yield what a command of git prints, in blocks; it ends early if no more is asked for.

        Raises GitError if it fails.
        """
        with TemporaryFile() as asked, TemporaryFile() as errors:
            asked.write(given)
            asked.seek(0)
            call = [self._program, "--no-pager", *args]
            env = self._environment
            # There is no shell, and no program but git.
            with Popen(call, stdin=asked, stdout=PIPE, stderr=errors, env=env) as git:  # noqa: S603
                assert git.stdout
                while block := git.stdout.read(65_536):
                    yield block
            if git.returncode:
                errors.seek(0)
                words = clean(errors.read(10_000).decode(errors="replace")).removeprefix("fatal: ")
                raise GitError(f"Git reports: {words}.")


@contextmanager
def open_repository(path: Path) -> Iterator[Repository]:
    """Provide the repository that a path lies in.

    Raises DlrError if there is none, if git does not trust its owner, or if git is missing.
    """
    with _mirror(_find_top(path), "explicit") as repository:
        yield repository


@contextmanager
def open_bare(path: Path) -> Iterator[Repository]:
    """Provide the repository without a working folder that somebody has named.

    Raises DlrError if there is none, if git does not trust its owner, or if git is missing.
    """
    with _mirror(path, "all") as repository:
        yield repository


def is_bare(path: Path) -> bool:
    """Return whether a folder looks like a repository without a working folder."""
    return (path / "HEAD").is_file() and (path / "objects").is_dir() and (path / "refs").is_dir()


def make_bare(folder: Path) -> Repository:
    """Make a folder of ours a bare repository as far as it is none, and return it.

    Whatever was fetched into it, its configuration is replaced.
    """
    for part in ("objects", "refs"):
        (folder / part).mkdir(exist_ok=True)
    (folder / "HEAD").write_text("ref: refs/heads/main\n")
    (folder / "config").write_text(_configuration(folder, "sha1"))
    closed = {"GIT_DIR": str(folder), "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    return Repository(folder, find_git(), {**outer_environment(), **_GUARDS, **closed})


def outer_environment() -> dict[str, str]:
    """Return the environment without what steers git."""
    return {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}


@contextmanager
def _mirror(top: Path, bare: str) -> Iterator[Repository]:
    """Provide what git finds at the top of a repository; `bare` are those that it may take."""
    program, outer = find_git(), outer_environment()
    # Which owners are trusted is for the learner's configuration to say.
    said = {name: value for name, value in os.environ.items() if name.startswith("GIT_CONFIG_")}
    there = Repository(top, program, {**outer, **said, **_GUARDS})

    def ask(question: str) -> str:
        call = ("-C", str(top), "-c", f"safe.bareRepository={bare}", "rev-parse", question)
        return os.fsdecode(there.ask(*call)).removesuffix("\n")

    own, shared = top / ask("--git-dir"), top / ask("--git-common-dir")
    if bare == "all" and own.resolve() != top.resolve():
        raise GitError(f"{clean(str(top))} is not a valid Git repository.")
    objects = ask("--show-object-format")
    with TemporaryDirectory(prefix="dlr-git-") as folder:
        mirror = Path(folder, "own")
        try:
            _link(shared, Path(folder, "shared"))
            _link(own, mirror)
            Path(folder, "shared", "config").write_text(_configuration(shared, objects))
            (mirror / "commondir").write_text("../shared\n")
        except OSError as error:
            where = clean(str(top))
            message = f"The Git repository of {where} cannot be read: {error.strerror}."
            raise GitError(message) from error
        closed = {
            "GIT_DIR": str(mirror),
            "GIT_OBJECT_DIRECTORY": str(shared / "objects"),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
        }
        yield Repository(top, program, {**outer, **_GUARDS, **closed})


def find_git() -> str:
    """Return the path of git; where PATH leads into the current folder, nothing is looked for."""
    folders = os.environ.get("PATH", os.defpath).split(os.pathsep)
    program = shutil.which("git", path=os.pathsep.join(filter(os.path.isabs, folders)))
    if program is None:
        raise DlrError("no-git", "Git is not installed.", "Install it, and try again.")
    return program


def _find_top(path: Path) -> Path:
    """Return the nearest folder with `.git` in it.

    Git would also take a folder with HEAD, objects and refs for a repository, and such a folder may
    come with a clone as any other.
    """
    start = Path(os.path.realpath(path))
    for folder in (start, *start.parents):
        if os.path.lexists(folder / ".git"):
            return folder
    message = f"{clean(str(path))} is not in a Git repository."
    raise DlrError("no-repository", message, "Specify a path in one, or compare nothing.")


def _link(source: Path, target: Path) -> None:
    """Make a folder that has the references of another one."""
    target.mkdir()
    # Git does not take a link for HEAD.
    (target / "HEAD").write_bytes(DISK.read(source / "HEAD", 4096)[0])
    for name in _LINKED:
        if os.path.lexists(source / name):
            (target / name).symlink_to(source / name)


def _configuration(shared: Path, objects: str) -> str:
    """Return what git has to know about the form of a repository, and no more."""
    forms = {"objectFormat": objects} if objects == "sha256" else {}
    if (shared / "reftable").is_dir():
        forms["refStorage"] = "reftable"
    lines = [f"{name} = {value}\n" for name, value in forms.items()]
    return f"[core]\nrepositoryFormatVersion = 1\nbare = true\n[extensions]\n{''.join(lines)}"
