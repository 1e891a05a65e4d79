"""Which device writes: a random id, tied to the place where the store lies."""

import secrets
import sqlite3
from pathlib import Path

_MACHINE_IDS = ("/etc/machine-id", "/var/lib/dbus/machine-id")


def place_of(store: Path) -> str:
    """Return a word that changes when the file is restored, or copied elsewhere.

    It joins the machine and the file's inode.
    """
    for name in _MACHINE_IDS:
        try:
            machine = Path(name).read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError):
            continue
        if machine:
            break
    else:
        from uuid import getnode

        machine = f"{getnode():x}"
    return f"{machine}:{store.stat().st_ino:x}"


def device_at(connection: sqlite3.Connection, place: str) -> str:
    """Return the id of the device at a place, a new one if the store was never written there."""
    row = connection.execute("SELECT id FROM device WHERE place = ?", (place,)).fetchone()
    if row:
        return str(row[0])
    device = secrets.token_hex(8)
    connection.execute("INSERT INTO device VALUES (?, ?)", (device, place))
    return device


def forget(connection: sqlite3.Connection) -> None:
    """Forget all places, so that whoever restores this copy becomes a new device."""
    connection.execute("DELETE FROM device")
