"""dlr config: what is set, and where it comes from."""

import os

from dlroadmap.cli.options import argument, option, takes
from dlroadmap.cli.session import Session
from dlroadmap.errors import DlrError
from dlroadmap.render.config_page import precedence, setting_line
from dlroadmap.render.screen import tell
from dlroadmap.settings import SETTINGS, check, lookup, save
from dlroadmap.text import clean

EXAMPLES = [
    "dlr config",
    "dlr config hours-per-week 8",
    "dlr config color never",
    "dlr config --unset color",
]


@takes("json", "color")
def run(
    session: Session,
    name: str | None = argument("[KEY]", f"{', '.join(SETTINGS)}.", None),
    value: str | None = argument("[VALUE]", "Its new value.", None),
    unset: str | None = option("--unset", "KEY", "Go back to the default."),
) -> None:
    """Show the settings and where each value comes from, or change one.

    An option comes before an environment variable, that before the configuration file, that before
    the default. hours-per-week is the pace of dlr plan and dlr path. pager is the command that
    shows long output.
    """
    folders = session.folders
    if unset and name:
        advice = "To go back to the default: dlr config --unset KEY"
        raise DlrError("usage", "--unset takes no further arguments.", advice)
    for word in filter(None, (name, unset)):
        if word not in SETTINGS:
            known = ", ".join(SETTINGS)
            message = f"“{clean(word)}” is not a setting."
            raise DlrError("unknown-setting", message, f"Settings: {known}.")
    changed = unset or (name if value is not None else None)
    if changed:
        # What comes before the file is shown at the end: its faults have to be found before.
        variable = SETTINGS[changed].variable
        if first := os.environ.get(variable):
            check(changed, first, variable)
        if unset or value is None:
            save(folders, changed, None)
        else:
            check(changed, value)
            if changed == "curriculum":
                session.remember(value)
            else:
                save(folders, changed, value)
        if first:
            tell(precedence(variable))
    shown = name or unset
    values = {key: lookup(key, folders) for key in SETTINGS if key == (shown or key)}
    paths = {
        "config": folders.settings,
        "progress": folders.store,
        "backups": folders.backups,
        "curricula": folders.curricula,
        "cache": folders.cache,
    }
    settings = {
        key: {"value": found.value or None, "source": found.source} for key, found in values.items()
    }
    session.answer(
        {"settings": settings, "paths": paths},
        *(setting_line(key, *found) for key, found in values.items()),
        *([] if shown else ["", *(f"{key}: {path}" for key, path in paths.items())]),
    )
