"""dlr config: what is set, and where it comes from."""

from dlroadmap.cli.documents import fields
from dlroadmap.cli.options import argument, option, takes
from dlroadmap.cli.selecting import check_choice
from dlroadmap.cli.session import Session
from dlroadmap.errors import DlrError
from dlroadmap.settings import SETTINGS, lookup, save
from dlroadmap.text import clean

EXAMPLES = ["dlr config", "dlr config color never", "dlr config --unset color"]


@takes("json", "color", lenient=True)
def run(
    session: Session,
    name: str | None = argument("[NAME]", "A setting.", None),
    value: str | None = argument("[VALUE]", "Its new value.", None),
    unset: str | None = option("--unset", "NAME", "Go back to the default."),
) -> None:
    """What is set, and where each value comes from; with a name and a value, set it.

    A flag comes before the environment, that before the configuration file, that before the
    default.
    """
    folders = session.folders
    for word in filter(None, (name, unset)):
        if word not in SETTINGS:
            known = ", ".join(SETTINGS)
            message = f"“{clean(word)}” is no setting."
            raise DlrError("unknown-setting", message, f"These can be set: {known}.")
    if unset:
        save(folders, unset, None)
    if name and value is not None:
        check_choice(name, value, SETTINGS[name].allowed or (value,))
        if name == "curriculum":
            session.remember(value)
        else:
            save(folders, name, value)
    values = {key: lookup(key, folders) for key in SETTINGS if key == (name or key)}
    paths = {
        "config": folders.settings,
        "progress": folders.store,
        "backups": folders.backups,
        "curricula": folders.curricula,
        "cache": folders.cache,
    }
    settings = {key: fields(found, "value source") for key, found in values.items()}
    session.answer(
        {"settings": settings, "paths": paths},
        *(f"{key} = {found.value} ({found.source})" for key, found in values.items()),
        *([] if name else ["", *(f"{key}: {path}" for key, path in paths.items())]),
    )
