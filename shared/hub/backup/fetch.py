"""A database out of a replica: Litestream's own restore, for a while or for good."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

import msgspec

from shared.hub.backup.litestream import program
from shared.hub.backup.setting import Setting
from shared.hub.backup.spare import SPARE_FILE, noted_head
from shared.protocol.messages import Head

NOTED_SECONDS = 60.0
"""What the place gets to say up to where it was written."""

BROKEN = "restore plan"
"""In Litestream's words, as the next: what stands there cannot be restored."""

NOTHING_THERE = "no matching backup files"
"""In Litestream's words."""


class NotFetched(Exception):
    """It did not come; the words are Litestream's, or say that it was too slow."""


def fetch_database(
    place: Setting, name: str, room: Path, seconds: float, *, needed: bool = True
) -> None:
    """Writes the database into `room`, if there is one. Raises `NotFetched` (also where a `needed`
    one is not there), `NoLitestream` and OSError."""
    config = room / "litestream.yml"
    document = {"dbs": [{"path": str(room / name), "replica": place.replica(name)}]}
    config.write_bytes(msgspec.json.encode(document))
    config.chmod(0o600)
    command = [str(program()), "restore", "-config", str(config), "-integrity-check", "full"]
    if not needed:
        command.append("-if-replica-exists")
    try:
        done = subprocess.run(
            [*command, str(room / name)], capture_output=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        raise NotFetched(f"no answer from {place.to} within {seconds / 60:.0f} min") from None
    finally:
        config.unlink()
    if done.returncode:
        raise NotFetched(f"Litestream says: {done.stderr.decode(errors='replace').strip()}")
    if (room / name).exists():
        (room / name).chmod(0o600)


def head_at(place: Setting) -> Head | None:
    """Up to where the replica was written, but for the last seconds; None: nothing is there that
    could be restored, or it does not say. Raises as `fetch_database`."""
    if place.folder is not None and not (place.folder / SPARE_FILE).is_dir():
        return None
    with tempfile.TemporaryDirectory(prefix="giliran-head-") as room:
        try:
            fetch_database(place, SPARE_FILE, Path(room), NOTED_SECONDS, needed=False)
        except NotFetched as error:
            if BROKEN not in str(error):
                raise
        spare = Path(room) / SPARE_FILE
        return noted_head(spare) if spare.exists() else None
