"""Repositories of git made for tests."""

import shutil
import subprocess
from pathlib import Path

from curriculum.making import write


class Repository:
    """A git repository in a folder of its own."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.folder = folder
        folder.mkdir()
        self.git("init", "-q", "-b", "main", *options)

    def git(self, *args: str, given: str = "") -> str:
        """Run git in the repository, with a name of its own; return what it prints."""
        who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
        call = ["git", *who, "-C", str(self.folder), *args]
        done = subprocess.run(call, check=True, capture_output=True, input=given, text=True)
        return done.stdout.strip()

    def commit(self, files: dict[str, str]) -> None:
        """Commit these files, and no others."""
        for path in self.folder.iterdir():
            if path.name != ".git":
                shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
        write(self.folder, files)
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "x")
