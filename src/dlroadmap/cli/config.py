"""dlr config: what is set, and where it comes from."""

import os

from dlroadmap.cli.options import argument, option, takes
from dlroadmap.cli.session import Session
from dlroadmap.errors import DlrError
from dlroadmap.render.config_page import precedence, problem_lines, removed_line, setting_line
from dlroadmap.render.screen import tell
from dlroadmap.settings import SETTINGS, Value, check, examine, find_faults, load, save
from dlroadmap.text import clean

EXAMPLES = [
    "dlr config",
    "dlr config hours-per-week 8",
    "dlr config color never",
    "dlr config --unset color",
]


@takes("json", "color", lenient=True)
def run(
    session: Session,
    name: str | None = argument("[KEY]", f"{', '.join(SETTINGS)}.", None),
    value: str | None = argument("[VALUE]", "Its new value.", None),
    unset: str | None = option("--unset", "KEY", "Go back to the default."),
) -> None:
    """Show the settings and where each value comes from, or change one.

    Precedence: option, environment variable, configuration file, default. hours-per-week is the
    pace of dlr plan, dlr path and your goals. pager is the command that shows long output.
    """
    session.tolerates, folders = True, session.folders
    if unset and name:
        advice = "To go back to the default: dlr config --unset KEY"
        raise DlrError("usage", "--unset takes no further arguments.", advice)
    entries = load(folders)
    if unset and unset not in SETTINGS:
        unset = next((entry for entry in entries if unset in (entry, clean(entry))), unset)
    for word in filter(None, (name, unset)):
        if word not in SETTINGS and not (word == unset and word in entries):
            known = ", ".join(SETTINGS)
            message = f"“{clean(word)}” is not a setting."
            raise DlrError("unknown-setting", message, f"Settings: {known}.")
    if unset:
        save(folders, unset, None)
    elif name and value is not None:
        check(name, value)
        if name == "curriculum":
            session.remember(value)
        elif name == "remote":
            from dlroadmap.remote.places import find_place

            save(folders, name, find_place(value, remembered=False).name)
        else:
            save(folders, name, value)
    _show(session, name or unset, bool(unset or value is not None))


def _show(session: Session, name: str | None, changed: bool) -> None:
    """Show a setting, or all and the folders; what is not valid is explained beside the answer."""
    folders = session.folders
    found = {key: examine(key, folders) for key in SETTINGS if key == (name or key)}
    faults = find_faults(folders, load(folders))
    errors = [error for key, error in faults.items() if key == (name or key)]
    errors += [error for _, error in found.values() if error]
    tell(*(line for error in errors for line in problem_lines(error)))
    if changed and name in SETTINGS and os.environ.get(variable := SETTINGS[name].variable):
        tell(precedence(variable))
    paths = {
        "config": folders.settings,
        "progress": folders.store,
        "backups": folders.backups,
        "curricula": folders.curricula,
        "cache": folders.cache,
    }
    lines = [setting_line(key, *value, not error) for key, (value, error) in found.items()]
    session.answer(
        {"settings": {key: _document(*each) for key, each in found.items()}, "paths": paths},
        *(lines if name is None or name in SETTINGS else [removed_line(name)]),
        *([] if name else ["", *(f"{key}: {path}" for key, path in paths.items())]),
    )


def _document(found: Value, error: DlrError | None) -> dict[str, str | None]:
    shown = {"value": found.value or None, "source": found.source}
    return {**shown, "value": None, "problem": error.message} if error else shown
