"""What may be fetched from: https, ssh and paths; all else is refused in words."""

from pathlib import Path

import pytest

from dlroadmap.address import Place, read_place
from dlroadmap.errors import DlrError


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/ada/statistics.git",
        "HTTPS://example.org/x",
        "ssh://git@example.org:2222/~/x",
        "git@example.org:ada/statistics.git",
        "https://[::1]/x",
    ],
)
def test_addresses_that_git_may_fetch_from(text: str) -> None:
    """An address of https or ssh is taken as it is."""
    assert read_place(text) == Place(text)


REFUSED = {
    "ext::sh -c touch% x": "bad-address",
    "fd::7": "bad-address",
    "https::https://example.org/x": "bad-address",
    "git://example.org/x": "bad-address",
    "http://example.org/x": "bad-address",
    "ftp://example.org/x": "bad-address",
    "git+ssh://example.org/x": "bad-address",
    "file:///etc": "bad-address",
    "--upload-pack=touch x": "bad-address",
    "-x": "bad-address",
    "": "bad-address",
    "https://": "bad-address",
    "https:///x": "bad-address",
    "ssh://-oProxyCommand=touch/x": "bad-address",
    "https://exa\nmple.org": "bad-address",
    "https://\x1b[2Jexample.org": "bad-address",
    "https://ada:secret@example.org/x": "password",
    "https://secret@example.org/x": "password",
    "HTTPS://secret@/x": "password",
    "https://@example.org/x": "password",
    "ssh://ada:secret@example.org/x": "password",
    "-oProxyCommand=x:y": "bad-address",
    "nowhere/at/all": "no-such-path",
    "github.com/ada/statistics": "no-such-path",
}


@pytest.mark.parametrize("text", REFUSED)
def test_everything_else_is_refused(text: str) -> None:
    """No other protocol, no option, no password; a password is not repeated."""
    with pytest.raises(DlrError) as caught:
        read_place(text)
    error = caught.value
    assert error.code == REFUSED[text]
    assert error.advice
    assert "secret" not in f"{error.message} {error.advice}"
    assert "\x1b" not in error.message


def test_an_address_without_https_is_recognized() -> None:
    """Who leaves https:// out is shown the whole address."""
    with pytest.raises(DlrError) as caught:
        read_place("github.com/ada/statistics")
    assert "https://github.com/ada/statistics" in caught.value.advice[0]


def test_a_path_is_one_that_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What lies on the disk is a path, made absolute, even where it looks like host:path."""
    (tmp_path / "host:path").mkdir()
    monkeypatch.chdir(tmp_path)
    whole = tmp_path / "host:path"
    assert read_place("host:path") == Place(str(whole), whole)
    assert read_place("./x/../host:path") == Place(str(whole), whole)
    assert read_place("other:path") == Place("other:path")


def test_what_was_recorded_keeps_its_meaning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that is called like a recorded address does not take its place."""
    (tmp_path / "host:path").mkdir()
    monkeypatch.chdir(tmp_path)
    assert read_place("host:path", recorded=True) == Place("host:path")
    assert read_place(str(tmp_path), recorded=True) == Place(str(tmp_path), tmp_path)
