"""Settings of the linter: which rules hold where, how severe they are, and what makes it fail."""

import os
import tomllib
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError, ValidationInfo
from pydantic_core import PydanticCustomError

from dlroadmap.diagnostics import SEVERITIES
from dlroadmap.errors import DlrError
from dlroadmap.format.files import DISK
from dlroadmap.likeness import ask_for_near
from dlroadmap.lint.rules import CODES, RULES

NAMES = ("dlr.toml", "pyproject.toml")
"""The files that may hold settings, the first before the second."""

MAX_BYTES = 1024 * 1024
"""No file of settings is larger."""

_WORDS = {
    "model_type": "must be a table",
    "frozen_set_type": "must be a list of codes or names",
    "string_type": "must be text",
    "no_word": "has a reason without a word: “{reason}”",
    "unexplained": "must give a reason why “{word}” is not an item",
    "dict_type": "must be a table",
    "literal_error": "must be {expected}",
}
"""What is wrong with a value, by pydantic's type of error."""


def find_rules(words: Iterable[str], where: str, needed: bool = False) -> frozenset[str]:
    """Return the codes that words mean: codes, names, beginnings of codes, ALL, or lists of them.

    Raises DlrError for a word that means none, and for no words at all where rules are `needed`,
    for that would look like success; `where` says where they stand.
    """
    found: set[str] = set()
    parts = (part.strip() for text in words for part in text.split(","))
    for word in filter(None, parts):
        meant = {
            code
            for code, rule in RULES.items()
            if word.upper() == "ALL" or word == rule.name or code.startswith(word.upper())
        }
        if not meant:
            advice = ask_for_near(word, CODES, most=1)
            subject = None if advice else word
            message = f"Unknown rule “{word}”{where and f' in {where}'}."
            raise DlrError("unknown-rule", message, *advice, subject=subject)
        found |= meant
    if needed and not found:
        raise DlrError("bad-settings", f"{where} specifies no rule.", "For all rules, use ALL.")
    return frozenset(found)


def _where(info: ValidationInfo) -> str:
    return f"{str(info.field_name).replace('_', '-')} of {info.context}"


def _find(words: frozenset[str], info: ValidationInfo) -> frozenset[str]:
    return find_rules(sorted(words), _where(info), needed=info.field_name == "select")


def _by_code(levels: dict[str, str], info: ValidationInfo) -> dict[str, str]:
    return {
        code: level
        for word, level in levels.items()
        for code in sorted(find_rules([word], _where(info)))
    }


def _explained(words: dict[str, str]) -> dict[str, str]:
    """Return words that mean no item, with the reasons; neither may be empty."""
    for word, reason in words.items():
        if not word.strip():
            raise PydanticCustomError("no_word", "", {"reason": reason})
        if not reason.strip():
            raise PydanticCustomError("unexplained", "", {"word": word})
    return words


_Rules = Annotated[frozenset[str], AfterValidator(_find)]
_Severity = Literal["error", "warning", "info"]


class LintSettings(BaseModel):
    """What `dlr.toml`, or `[tool.dlr]` of `pyproject.toml`, may say; it becomes codes of rules.

    The patterns of `per_file_ignores` start at the folder of `origin`, the file that says so.
    """

    model_config = ConfigDict(
        extra="forbid", frozen=True, alias_generator=lambda name: name.replace("_", "-")
    )

    select: _Rules = frozenset(code for code, rule in RULES.items() if rule.severity != "info")
    ignore: _Rules = frozenset()
    per_file_ignores: dict[str, _Rules] = {}
    severity: Annotated[dict[str, _Severity], AfterValidator(_by_code)] = {}
    fail_on: Literal[_Severity, "never"] = "error"
    everyday: Annotated[dict[str, str], AfterValidator(_explained)] = {}
    _origin: Path | None = None

    @property
    def origin(self) -> Path | None:
        """The file that says so, if one does."""
        return self._origin

    def model_post_init(self, context: Any, /) -> None:
        """Keep the path of the file that was read, which pydantic hands in as its context."""
        self._origin = context

    def override(
        self, select: Sequence[str] | None, ignore: Sequence[str] | None, fail_on: str | None
    ) -> "LintSettings":
        """Return these settings with what a command line says in place of what a file says."""
        said: dict[str, Any] = {}
        if select:
            said["select"] = find_rules(select, "--select", needed=True)
        if ignore:
            said["ignore"] = find_rules(ignore, "--ignore")
        if fail_on:
            said["fail_on"] = fail_on
        return self.model_copy(update=said)

    def holds(self, code: str, file: str) -> bool:
        """Return whether a rule holds in a file."""
        return code in self.select.difference(self.ignore, *self._ignored(file))

    def tells(self, code: str, severity: str) -> bool:
        """Return whether a finding of this severity is shown, of a rule that holds.

        Where no rules are selected, a rule that warns shows no infos.
        """
        default = "select" not in self.model_fields_set
        return severity != "info" or not default or RULES[code].severity == "info"

    def _ignored(self, file: str) -> Iterator[frozenset[str]]:
        if not self.per_file_ignores:
            return
        folder = (self.origin.parent if self.origin else Path()).absolute()
        path = Path(file).absolute()
        name = path.relative_to(folder).as_posix() if path.is_relative_to(folder) else str(path)
        for pattern, codes in self.per_file_ignores.items():
            if fnmatchcase(name, pattern) or fnmatchcase(path.name, pattern):
                yield codes

    def fails(self, severity: str) -> bool:
        """Return whether a finding of this severity makes the lint fail."""
        levels = ("never", *SEVERITIES)
        return levels.index(severity) <= levels.index(self.fail_on)

    def document(self) -> dict[str, Any]:
        """Return the settings as JSON shows them."""
        return {
            "origin": str(self.origin) if self.origin else None,
            "select": sorted(self.select),
            "ignore": sorted(self.ignore),
            "per_file_ignores": {name: sorted(c) for name, c in self.per_file_ignores.items()},
            "severity": dict(self.severity),
            "fail_on": self.fail_on,
            "everyday": dict(self.everyday),
        }


def find_settings(start: Path) -> LintSettings:
    """Return the settings of the nearest file in a folder or above it; the defaults if none."""
    whole = Path(os.path.abspath(start))  # noqa: PTH100 - absolute() keeps `..`
    for folder in (whole, *whole.parents):
        for name in NAMES:
            path = folder / name
            if os.path.isfile(path) and (table := _read_table(path)) is not None:  # noqa: PTH113
                return _validate(table, path)
    return LintSettings()


def find_everyday(main: Path) -> Collection[str]:
    """Return the everyday words of the settings that hold where a curriculum lies.

    Whoever draws on a curriculum may be unable to mend its settings: broken ones have no words.
    """
    with suppress(DlrError):
        return find_settings(main.parent).everyday
    return ()


def _read_table(path: Path) -> object:
    """Return what a file says about dlr, or None."""
    foreign = path.name == NAMES[1]
    try:
        data, _ = DISK.read(path, MAX_BYTES + 1)
    except OSError as error:
        raise DlrError("bad-settings", f"{path} cannot be read: {error.strerror}.") from error
    if len(data) > MAX_BYTES:
        raise DlrError("bad-settings", f"{path} is larger than {MAX_BYTES // 1024} KiB.")
    if foreign and b"dlr" not in data:
        return None
    try:
        table: object = tomllib.loads(data.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DlrError("bad-settings", f"{path} cannot be read: {error}.") from error
    except (RecursionError, ValueError) as error:
        message = f"{path} cannot be read: nested too deeply, or a number is too long."
        raise DlrError("bad-settings", message) from error
    for key in ("tool", "dlr") if foreign else ():
        table = table.get(key) if isinstance(table, dict) else None
    return table


def _validate(table: object, path: Path) -> LintSettings:
    """Return a table as settings; raises DlrError for the first thing that does not fit."""
    try:
        return LintSettings.model_validate(table, context=path)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
    key = ".".join(map(str, fault["loc"]))
    if fault["type"] == "extra_forbidden":
        known = [str(field.alias) for field in LintSettings.model_fields.values()]
        advice = ask_for_near(key, known, most=1) or (f"Valid keys: {', '.join(known)}.",)
        raise DlrError("bad-settings", f"{path} has an unknown key “{key}”.", *advice)
    template = _WORDS.get(fault["type"])
    words = template.format_map(fault.get("ctx", {})) if template else fault["msg"]
    raise DlrError("bad-settings", f"{path}: {key or 'tool.dlr'} {words}.")
