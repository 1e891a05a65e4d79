"""Which device writes: a random id, tied to the machine and the file of the store."""

import secrets
import sqlite3
from pathlib import Path

_MACHINE_IDS = ("/etc/machine-id", "/var/lib/dbus/machine-id")


def identify_file(store: Path) -> str:
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


def find_device(connection: sqlite3.Connection, file: str) -> str:
    """Return the id of the device that writes to a file, a new one if none has yet."""
    row = connection.execute("SELECT id FROM device WHERE place = ?", (file,)).fetchone()
    if row:
        return str(row[0])
    device = secrets.token_hex(8)
    connection.execute("INSERT INTO device VALUES (?, ?)", (device, file))
    return device


def forget_devices(connection: sqlite3.Connection) -> None:
    """Forget all files, so that whoever restores this copy becomes a new device."""
    connection.execute("DELETE FROM device")
