"""What a lint is set to: which rules, how severe, and where that is written."""

import os
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from dlroadmap.diagnostics import RULES, SEVERITIES
from dlroadmap.errors import DlrError

NAMES = ("dlr.toml", "pyproject.toml")
"""The files that may hold settings, the first before the second."""


@dataclass(frozen=True)
class Settings:
    """Which rules hold where. `origin` is the file that says so, if one does.

    `select` and `ignore` are codes; the globs of `per_file_ignores` start at the origin's folder.
    """

    select: frozenset[str] = frozenset(
        code for code, (_, severity) in RULES.items() if severity != "info"
    )
    ignore: frozenset[str] = frozenset()
    per_file_ignores: Mapping[str, frozenset[str]] = field(default_factory=dict)
    severity: Mapping[str, str] = field(default_factory=dict)
    fail_on: str = "error"
    origin: Path | None = None

    def holds(self, code: str, file: str) -> bool:
        """Return whether a rule holds in a file."""
        return (
            code in self.select
            and code not in self.ignore
            and not any(code in codes for codes in self._ignored(file))
        )

    def _ignored(self, file: str) -> Iterable[frozenset[str]]:
        if not self.per_file_ignores:
            return
        folder = (self.origin.parent if self.origin else Path()).absolute()
        path = Path(file).absolute()
        name = path.relative_to(folder).as_posix() if path.is_relative_to(folder) else str(path)
        for glob, codes in self.per_file_ignores.items():
            if fnmatchcase(name, glob) or fnmatchcase(path.name, glob):
                yield codes

    def fails(self, severity: str) -> bool:
        """Return whether a finding of this severity makes the lint fail."""
        return self.fail_on != "never" and severity in SEVERITIES[: _rank(self.fail_on) + 1]

    def document(self) -> dict[str, Any]:
        """Return the settings as JSON shows them."""
        return {
            "origin": str(self.origin) if self.origin else None,
            "select": sorted(self.select),
            "ignore": sorted(self.ignore),
            "per_file_ignores": {glob: sorted(c) for glob, c in self.per_file_ignores.items()},
            "severity": dict(self.severity),
            "fail_on": self.fail_on,
        }


def codes(words: Iterable[str], where: str) -> frozenset[str]:
    """Return the codes that words mean: codes, names, beginnings of codes, ALL, or lists of them.

    Raises DlrError for a word that means none; `where` says where it stands.
    """
    found: set[str] = set()
    for word in (part.strip() for text in words for part in text.split(",")):
        if not word:
            continue
        meant = {
            code
            for code, (name, _) in RULES.items()
            if word.upper() == "ALL" or word == name or code.startswith(word.upper())
        }
        if not meant:
            known = [*RULES, *(name for name, _ in RULES.values())]
            near = get_close_matches(word, known, n=1)
            advice = [f"Did you mean {near[0]}?"] if near else []
            subject = None if near else word
            message = f"{where} names no rule: “{word}”."
            raise DlrError("unknown-rule", message, *advice, subject=subject)
        found |= meant
    return frozenset(found)


def find_settings(start: Path) -> Settings:
    """Return the settings of the nearest file in a folder or above it; the defaults if none."""
    whole = Path(os.path.abspath(start))  # noqa: PTH100 - absolute() keeps `..`
    for folder in (whole, *whole.parents):
        for name in NAMES:
            path = folder / name
            if os.path.isfile(path) and (table := _table(path)) is not None:  # noqa: PTH113
                return _settings(table, path)
    return Settings()


def changed(
    settings: Settings,
    select: Sequence[str] | None,
    ignore: Sequence[str] | None,
    fail_on: str | None,
) -> Settings:
    """Return settings with what a command line says in place of what a file says."""
    if select:
        settings = replace(settings, select=_some(codes(select, "--select"), "--select"))
    if ignore:
        settings = replace(settings, ignore=codes(ignore, "--ignore"))
    return replace(settings, fail_on=fail_on) if fail_on else settings


def _some(found: frozenset[str], where: str) -> frozenset[str]:
    """Refuse to check nothing at all, which would look like success."""
    if not found:
        raise DlrError("bad-settings", f"{where} names no rule.", "All rules: ALL")
    return found


def _rank(severity: str) -> int:
    return SEVERITIES.index(severity)


def _table(path: Path) -> dict[str, Any] | None:
    """Return the table of a file that is about dlr, or None."""
    foreign = path.name == NAMES[1]
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DlrError("bad-settings", f"{path} cannot be read: {error.strerror}.") from error
    if foreign and b"dlr" not in data:
        return None
    try:
        document: object = tomllib.loads(data.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DlrError("bad-settings", f"{path} cannot be read: {error}.") from error
    for key in ("tool", "dlr") if foreign else ():
        document = document.get(key) if isinstance(document, dict) else None
    if document is None or isinstance(document, dict):
        return document
    raise DlrError("bad-settings", f"{path}, tool.dlr, must be a table.")


def _settings(table: dict[str, Any], path: Path) -> Settings:
    read: dict[str, Any] = {"origin": path}
    for key, value in table.items():
        reader = _READERS.get(key)
        if reader is None:
            near = get_close_matches(key, _READERS, n=1)
            hint = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(_READERS)}."
            raise DlrError("bad-settings", f"{path} has an unknown key “{key}”.", hint)
        read[key.replace("-", "_")] = reader(value, f"{path}, {key},")
    return Settings(**read)


def _words(value: object, where: str) -> frozenset[str]:
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise DlrError("bad-settings", f"{where} must be a list of codes or names.")
    return codes(value, where)


def _select(value: object, where: str) -> frozenset[str]:
    return _some(_words(value, where), where)


def _per_file(value: object, where: str) -> dict[str, frozenset[str]]:
    if not isinstance(value, dict):
        raise DlrError("bad-settings", f"{where} must be a table of lists, by file.")
    return {glob: _words(words, where) for glob, words in value.items()}


def _severities(value: object, where: str) -> dict[str, str]:
    if not isinstance(value, dict) or not all(level in SEVERITIES for level in value.values()):
        words = ", ".join(SEVERITIES)
        raise DlrError("bad-settings", f"{where} must be a table of rules, each {words}.")
    return {code: level for word, level in value.items() for code in codes([word], where)}


def _fail_on(value: object, where: str) -> str:
    if value not in (*SEVERITIES, "never"):
        raise DlrError("bad-settings", f"{where} must be {', '.join(SEVERITIES)} or never.")
    return str(value)


_READERS: dict[str, Callable[[object, str], object]] = {
    "select": _select,
    "ignore": _words,
    "per-file-ignores": _per_file,
    "severity": _severities,
    "fail-on": _fail_on,
}
