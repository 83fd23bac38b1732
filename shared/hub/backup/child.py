"""Litestream's process: its room, its start below the hub, its end."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import sys
import tempfile
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import shared
from shared.hub.backup.litestream import configuration, program

LAST_SECONDS = 0.4
"""What Litestream gets at the hub's own end, which may take two seconds in all."""

LONGEST_SOCKET = 100
"""Bytes of a socket's path that every system takes."""


class Room:
    """Where its configuration and its socket lie, for the owner alone. Raises OSError."""

    def __init__(self, directory: Path) -> None:
        self._path = directory.absolute() / ".backup"
        if len(os.fsencode(self.socket)) > LONGEST_SOCKET:
            self._path = Path(tempfile.mkdtemp(prefix="giliran-backup-"))
            return
        shutil.rmtree(self._path, ignore_errors=True)
        self._path.mkdir(mode=0o700)

    @property
    def socket(self) -> Path:
        return self._path / "socket"

    @property
    def config(self) -> Path:
        return self._path / "litestream.yml"

    def clear(self) -> None:
        shutil.rmtree(self._path, ignore_errors=True)


async def start(room: Room, replicas: Mapping[Path, dict[str, Any]]) -> Process:
    """Litestream at work on databases, each with its replica. Raises `NoLitestream`, OSError."""
    room.config.write_text(configuration(dict(replicas), room.socket), encoding="utf-8")
    command = [str(program()), "replicate", "-config", str(room.config)]
    root = str(Path(shared.__file__).parents[1])
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-P", "-m", "shared.hub.backup.launch", str(os.getpid()), *command),
        stdin=DEVNULL,
        stdout=DEVNULL,
        stderr=PIPE,
        env=os.environ | {"PYTHONPATH": root},
        start_new_session=True,  # Ctrl-C is the hub's: it ends its replica itself
    )


async def end(process: Process) -> None:
    """Returns when it is gone."""
    if process.returncode is not None:
        return
    with contextlib.suppress(ProcessLookupError):
        process.terminate()
    try:
        async with asyncio.timeout(LAST_SECONDS):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()
