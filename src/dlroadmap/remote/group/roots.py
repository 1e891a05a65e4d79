"""Whom a connection trusts: the file with the certificates of those who vouch for a server."""

import os
from collections.abc import Mapping
from pathlib import Path

_BUNDLES = (
    "/etc/ssl/certs/ca-certificates.crt",  # Debian, Ubuntu, Arch, Gentoo, NixOS
    "/etc/pki/tls/certs/ca-bundle.crt",  # Fedora, RHEL
    "/etc/ssl/ca-bundle.pem",  # openSUSE
    "/etc/ssl/cert.pem",  # macOS, Alpine, FreeBSD
)

SYSTEM = "system"


def find_roots(environ: Mapping[str, str]) -> str:
    """Return what to hand to libpq as `sslrootcert`: the learner's own file, or the system's.

    The OpenSSL in psycopg's wheel looks for the system's where no system has them, so that their
    file is named where there is one.
    """
    own = environ.get("PGSSLROOTCERT", "")
    if own and own != SYSTEM:
        return own
    home = Path("~/.postgresql/root.crt").expanduser()
    if not own and home.is_file():
        return str(home)
    import ssl

    found = ssl.get_default_verify_paths().cafile
    return next((path for path in (found, *_BUNDLES) if path and os.path.isfile(path)), SYSTEM)  # noqa: PTH113
