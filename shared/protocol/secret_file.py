"""A file that nobody but its owner may read: a key, a PIN, a pairing."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import Final

OWN_ALONE: Final = 0o600


def write_secret(path: Path, content: bytes) -> None:
    """The whole file or nothing of it, there after a power cut too; nobody else can read it, not
    even for a moment. OSError."""
    new = path.with_name(f"{path.name}.new")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWN_ALONE), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
    force_names(path.parent)


def force_names(directory: Path) -> None:
    """The names of its files are on the disk as well."""
    with contextlib.suppress(PermissionError):  # Windows opens no directory
        handle = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
