"""Opens an address or a file in the browser, where there is one that a person can see."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dlroadmap.text import is_web_address


def open_address(url: str) -> bool:
    """Open an address of the web in the browser, and return whether that was done.

    Over ssh, or without a display, a browser would open where nobody looks; BROWSER says that
    there is one all the same.
    """
    return is_web_address(url) and _open(url)


def open_file(path: Path) -> bool:
    """Open a file of this machine in the browser, and return whether that was done."""
    return _open(path.absolute().as_uri())


def is_over_ssh() -> bool:
    """Return whether the learner sits at another machine."""
    return bool(os.environ.get("SSH_CONNECTION") or os.environ.get("SSH_TTY"))


def _open(url: str) -> bool:
    if not _has_browser():
        return False
    import webbrowser

    try:
        browser = webbrowser.get()
        # A browser inside the terminal would write over what dlr prints: only on request.
        if type(browser) is webbrowser.GenericBrowser and not os.environ.get("BROWSER"):
            return False
        with _stdout_apart():
            return browser.open(url) or _was_left_running(browser)
    except (webbrowser.Error, OSError):
        return False


@contextmanager
def _stdout_apart() -> Iterator[None]:
    """Let what a browser prints go to stderr: stdout is for dlr's answer, maybe to a script."""
    sys.stdout.flush()
    kept = os.dup(1)
    try:
        os.dup2(2, 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)


def _was_left_running(browser: object) -> bool:
    """Return whether this is a program that BROWSER sends to the background, with a `&`.

    It may have handed the address on and ended before it is looked at, which is no failure.
    """
    import shutil
    import webbrowser

    return type(browser) is webbrowser.BackgroundBrowser and shutil.which(browser.name) is not None


def _has_browser() -> bool:
    if os.environ.get("BROWSER"):
        return True
    if is_over_ssh():
        return False
    displays = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return sys.platform in ("darwin", "win32") or bool(displays)
