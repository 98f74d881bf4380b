"""What this computer trusts, as the one file of certificates that some libraries want."""

from __future__ import annotations

import functools
import ssl
import tempfile
from pathlib import Path


@functools.cache
def certificates_file() -> str:
    """The path of a file with the certificates that the system trusts; blank where it has none.

    Windows and macOS keep them elsewhere, so they are written to a temporary file there. They are
    public, and it stays until the system tidies up.
    """
    there = ssl.get_default_verify_paths().cafile
    if there:
        return there
    trusted = ssl.create_default_context().get_ca_certs(binary_form=True)
    if not trusted:
        return ""
    with tempfile.NamedTemporaryFile("w", suffix=".pem", delete=False, encoding="ascii") as file:
        file.writelines(ssl.DER_cert_to_PEM_cert(each) for each in trusted)
    return str(Path(file.name))
