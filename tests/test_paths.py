"""Where the files lie: one folder under DLR_HOME, or those of the platform, for the owner alone."""

import errno
import os
import pwd
import resource
import signal
import stat
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import NoReturn

import pytest
from platformdirs import PlatformDirs

from dlroadmap import __version__
from dlroadmap.errors import DlrError
from dlroadmap.paths import bundled, folders, make_private, replacing, sync, write_atomically

XDG = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A learner whose home is empty and who has set nothing."""
    for name in ("DLR_HOME", *XDG):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))


@pytest.fixture
def open_umask() -> Iterator[None]:
    """A learner whose new files are open to all."""
    before = os.umask(0)
    yield
    os.umask(before)


def test_dlr_home_puts_all_under_one_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """With DLR_HOME every file and folder lies below it, whatever else is set."""
    for name in XDG:
        monkeypatch.setenv(name, "/elsewhere")
    home = tmp_path / "mine"
    monkeypatch.setenv("DLR_HOME", str(home))
    found = folders()
    assert found.store == home / "progress.db"
    assert found.settings == home / "config.json"
    assert found.backups == home / "backups"
    assert found.curricula == home / "curricula"
    assert found.reports == home / "reports"
    assert found.compiled == home / "cache" / "compiled" / __version__
    assert not home.exists()


@pytest.mark.parametrize("value", ["~/dlr", "dlr", "./dlr"])
def test_dlr_home_may_be_relative_or_in_the_home(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, value: str
) -> None:
    """DLR_HOME may begin with ~ or be relative to where one is; paths are whole all the same."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DLR_HOME", value)
    assert folders().store == tmp_path / "dlr" / "progress.db"


def test_empty_dlr_home_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty DLR_HOME counts as not set."""
    expected = folders().store
    monkeypatch.setenv("DLR_HOME", "")
    assert folders().store == expected


@pytest.mark.parametrize(
    "value",
    [None, "", " ", "/tmp/xdg", "/tmp/xdg/", "/tmp/with space", "relative", "./x", "~/x", " /x "],
)
@pytest.mark.parametrize("name", XDG)
def test_folders_agree_with_platformdirs(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str | None
) -> None:
    """Without DLR_HOME the folders are those that platformdirs names, in any environment."""
    if value is not None:
        monkeypatch.setenv(name, value)
    expected = PlatformDirs("dlr", appauthor=False)
    found = folders()
    assert found.config == expected.user_config_path
    assert found.data == expected.user_data_path
    assert found.cache == expected.user_cache_path


def test_folders_without_a_home_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where HOME is not set the folders are still those that platformdirs names."""
    monkeypatch.delenv("HOME")
    assert folders().data == PlatformDirs("dlr", appauthor=False).user_data_path


@pytest.mark.parametrize("value", ["", "relative", "./x", "~", "~/x"])
def test_home_that_is_not_absolute_is_none(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, value: str
) -> None:
    """A HOME that depends on where one is counts as not set; the password database knows better."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", value)
    home = Path(pwd.getpwuid(os.getuid()).pw_dir)
    assert folders().data == home / ".local" / "share" / "dlr"
    monkeypatch.setenv("DLR_HOME", "~/dlr")
    assert folders().data == home / "dlr"


@pytest.mark.parametrize("known", ["", "relative"])
def test_unknown_home_is_told_in_words(monkeypatch: pytest.MonkeyPatch, known: str) -> None:
    """Where nothing says where the home is dlr asks for it, unless DLR_HOME says all."""

    def look_up(user: int) -> SimpleNamespace:
        if not known:
            raise KeyError(user)
        return SimpleNamespace(pw_dir=known)

    monkeypatch.setenv("HOME", "relative")
    monkeypatch.setattr(pwd, "getpwuid", look_up)
    with pytest.raises(DlrError) as error:
        folders()
    assert error.value.code == "bad-home"
    assert "DLR_HOME" in error.value.advice[0]
    monkeypatch.setenv("DLR_HOME", "/srv/dlr")
    assert folders().data == Path("/srv/dlr")


@pytest.mark.parametrize("value", ["~nobody-of-this-name/x", "~nobody-of-this-name", "~\x1b[2J/x"])
def test_dlr_home_of_nobody_is_told_in_words(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    """A DLR_HOME in the home of somebody unknown is named, in words."""
    monkeypatch.setenv("DLR_HOME", value)
    with pytest.raises(DlrError) as error:
        folders()
    assert error.value.code == "bad-home"
    assert "DLR_HOME" in error.value.message
    assert error.value.message.isprintable()


def test_dlr_home_of_another_person_is_theirs(monkeypatch: pytest.MonkeyPatch) -> None:
    """`~NAME` is the home of that person."""
    me = pwd.getpwuid(os.getuid())
    monkeypatch.setenv("DLR_HOME", f"~{me.pw_name}/dlr")
    assert folders().data == Path(me.pw_dir) / "dlr"


def test_relative_dlr_home_in_a_folder_that_is_gone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A relative DLR_HOME in a folder that was removed is told in words."""
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    monkeypatch.setenv("DLR_HOME", "dlr")
    with pytest.raises(DlrError) as error:
        folders()
    assert error.value.code == "bad-home"


def test_asking_for_folders_makes_none(tmp_path: Path) -> None:
    """To know where files would lie makes no folder."""
    folders()
    assert list(tmp_path.iterdir()) == []


def test_bundled_curricula_are_there() -> None:
    """The curricula that come with dlr are found, in a checkout as in a wheel."""
    assert bundled().is_dir()
    assert list(bundled().iterdir())


@pytest.mark.usefixtures("open_umask")
def test_make_private_makes_every_missing_folder_0700(tmp_path: Path) -> None:
    """The folder and all that are missing above it are for their owner alone; others are kept."""
    shared = tmp_path / "shared"
    shared.mkdir(mode=0o755)
    make_private(shared / "a" / "b" / "c")
    for path in (shared / "a", shared / "a" / "b", shared / "a" / "b" / "c"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o700
    assert stat.S_IMODE(shared.stat().st_mode) == 0o755
    make_private(shared / "a" / "b" / "c")


def test_make_private_takes_a_link_to_a_folder(tmp_path: Path) -> None:
    """A folder that is a link to another place is fine as it is."""
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    make_private(tmp_path / "link" / "deeper")
    assert (tmp_path / "real" / "deeper").is_dir()


def test_make_private_refuses_a_file_in_the_way(tmp_path: Path) -> None:
    """A file where a folder should be is an error of the file system, and stays."""
    (tmp_path / "file").write_text("mine")
    for path in (tmp_path / "file", tmp_path / "file" / "deeper"):
        with pytest.raises(OSError, match="file"):
            make_private(path)
    assert (tmp_path / "file").read_text() == "mine"


def test_replacing_takes_the_draft_only_when_it_is_whole(tmp_path: Path) -> None:
    """The draft comes in the file's place at the end of the block; a failure leaves no trace."""
    path = tmp_path / "deep" / "file"
    with replacing(path) as draft:
        assert draft.read_bytes() == b""
        assert draft.parent == path.parent
        draft.write_text("first")
        assert not path.exists()
    with suppress(InterruptedError), replacing(path) as draft:
        draft.write_text("second")
        raise InterruptedError
    assert path.read_text() == "first"
    assert list(path.parent.iterdir()) == [path]


def test_replacing_gives_each_its_own_draft(tmp_path: Path) -> None:
    """Two that replace one file at once do not meet, also where its name is as long as can be."""
    path = tmp_path / ("日" * 80 + ".yaml")
    with replacing(path) as one, replacing(path) as two:
        one.write_text("one")
        two.write_text("two")
    assert path.read_text() == "one"
    assert list(tmp_path.iterdir()) == [path]


def test_write_atomically_writes_and_replaces(tmp_path: Path) -> None:
    """The file holds the new text, in UTF-8 and whole, and no draft is left."""
    path = tmp_path / "deep" / "file.json"
    write_atomically(path, "first\n")
    write_atomically(path, "zweites – ü\n")
    assert path.read_bytes() == "zweites – ü\n".encode()
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.usefixtures("open_umask")
def test_what_is_written_is_its_owners_alone(tmp_path: Path) -> None:
    """Files are 0600 and folders 0700, also where new files would be open to all."""
    path = tmp_path / "deep" / "file"
    write_atomically(path, "mine")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    path.chmod(0o644)
    write_atomically(path, "mine")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_what_is_durable_is_synced_before_and_after_it_is_moved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A durable file is synced before it takes its place, its folder after; others need not be."""
    steps = []
    replace = os.replace

    def note_fsync(descriptor: int) -> None:
        steps.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")

    def note_replace(source: Path, target: Path) -> None:
        steps.append("move")
        replace(source, target)

    monkeypatch.setattr(os, "fsync", note_fsync)
    monkeypatch.setattr(os, "replace", note_replace)
    write_atomically(tmp_path / "cache", "text")
    assert steps == ["move"]
    write_atomically(tmp_path / "settings", "text", durable=True)
    assert steps[1:] == ["file", "move", "folder"]


def test_a_folder_that_cannot_be_synced_is_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """File systems that cannot sync folders are used all the same; a failing disk is told."""
    number = errno.EINVAL

    def refuse(descriptor: int) -> NoReturn:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    sync(tmp_path)
    number = errno.EIO
    with pytest.raises(OSError, match=str(tmp_path)):
        sync(tmp_path)


def test_drafts_of_killed_processes_are_removed(tmp_path: Path) -> None:
    """A draft that was not touched for a day goes when the next file is written."""
    old = tmp_path / ".dlr-0123456789abcdef.draft"
    young = tmp_path / ".dlr-0123456789abcdee.draft"
    for path, hours in ((old, 25), (young, 23)):
        path.write_text("left")
        moment = path.stat().st_mtime - hours * 3600
        os.utime(path, (moment, moment))
    write_atomically(tmp_path / "file", "text")
    assert sorted(path.name for path in tmp_path.iterdir()) == [young.name, "file"]


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """What is told is the name of the file, not that of its draft."""
    (tmp_path / "blocked").write_text("a file")
    with pytest.raises(OSError, match="blocked'"):
        write_atomically(tmp_path / "blocked" / "file", "text")


def test_write_atomically_that_fails_leaves_the_old_text(tmp_path: Path) -> None:
    """Where the new text cannot be written, the old one stays and no draft is left."""
    path = tmp_path / "file"
    write_atomically(path, "old")
    with pytest.raises(UnicodeEncodeError):
        write_atomically(path, "new" * 9999 + "\ud800")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_write_atomically_on_a_full_disk_leaves_the_old_text(tmp_path: Path) -> None:
    """A disk without room leaves the old text and no draft."""
    path = tmp_path / "file"
    write_atomically(path, "old")
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
            write_atomically(path, "new" * 9999)
        except OSError:
            code = 42
        finally:
            sys.stderr.flush()
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 42
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_readers_see_the_old_text_or_the_new(tmp_path: Path) -> None:
    """Whoever reads while the file is replaced sees one whole text or the other."""
    path = tmp_path / "file"
    texts = ["a" * 200_000, "b" * 100_000]
    write_atomically(path, texts[0])
    seen: set[str] = set()
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            seen.add(path.read_text())

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(100):
        write_atomically(path, texts[number % 2])
    done.set()
    reader.join()
    assert seen <= set(texts)
    assert seen
