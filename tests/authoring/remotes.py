"""Repositories that are reached as if they lay elsewhere."""

from pathlib import Path

import pytest

_SSH = """\
#!/bin/sh
for word; do last=$word; done
exec sh -c "$last"
"""
"""A stand-in for ssh: what should run on the other machine runs on this one."""


def reach(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Let ssh:// addresses lead to this machine, and git know no configuration of its own."""
    script = folder / "ssh"
    script.write_text(_SSH)
    script.chmod(0o755)
    (folder / "gitconfig").write_text("")
    monkeypatch.setenv("GIT_SSH_COMMAND", str(script))
    monkeypatch.setenv("GIT_SSH_VARIANT", "simple")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(folder / "gitconfig"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


def address(folder: Path) -> str:
    """Return the address of a repository on this machine."""
    return f"ssh://there{folder}"
