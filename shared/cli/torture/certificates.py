"""Certificates for trials, made by OpenSSL's own command."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

LACKING = "" if shutil.which("openssl") else "the command openssl is missing"
"""Why none can be made here; empty where they can."""

OTHER_NAME = "a.name.of.yesterday"
"""Under which nobody asks for the hub: its machine's address has changed."""


@dataclass(frozen=True)
class TlsFiles:
    """A certificate that vouches for itself, and its key."""

    certificate: Path
    key: Path

    @property
    def hub_options(self) -> list[str]:
        return ["--tls-cert", str(self.certificate), "--tls-key", str(self.key)]


def made_in(directory: Path, name: str = "hub") -> TlsFiles:
    """A new pair, good for two days."""
    files = TlsFiles(directory / f"{name}.pem", directory / f"{name}.key")
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"),
            *("-nodes", "-days", "2", "-subj", f"/CN={OTHER_NAME}"),
            *("-addext", f"subjectAltName=DNS:{OTHER_NAME}"),
            *("-keyout", str(files.key), "-out", str(files.certificate)),
        ],
        check=True,
        capture_output=True,
    )
    return files
