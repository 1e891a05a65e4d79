"""Finds the Chromium that the tests drive; as a program, installs it where that is possible."""

import os
import shutil
import subprocess
import sys

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)

FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--no-sandbox",
]
"""It opens only pages made here, as root in a container too; that is where it needs no sandbox."""

MISSING = "The tests in a browser need Chromium or Google Chrome, and neither is installed."


def find_chromium() -> str | None:
    """Return the path of the program, if there is one."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def main() -> None:
    """Make sure that there is one, or end with the words that it is missing."""
    if not find_chromium() and shutil.which("apt-get"):
        become = [] if os.geteuid() == 0 else ["sudo", "-n"]
        for words in (["update"], ["install", "--yes", "chromium"]):
            subprocess.run([*become, "apt-get", "-qq", *words], check=False)
    if not find_chromium():
        sys.exit(MISSING)


if __name__ == "__main__":
    main()
