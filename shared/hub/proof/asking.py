"""The hub's way to the answer: it has another process play the day again."""

from __future__ import annotations

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path

import msgspec

import shared
from shared.hub.proof.story import NoSuchNumber
from shared.protocol.why import WhyBefore

PATIENCE_SECONDS = 20.0
"""A day of a large hall is played in one or two."""

_NO_SUCH_NUMBER = 2


class Explainer:
    """One question at a time: a hall's machine has better things to do."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self._turn = asyncio.Semaphore(1)

    async def why(self, number: str, other: str) -> WhyBefore:
        """Why `other` was called before `number` today. Raises `NoSuchNumber`, OSError,
        TimeoutError."""
        async with self._turn, asyncio.timeout(PATIENCE_SECONDS):
            process = await self._start(number, other)
            try:
                said, complaint = await process.communicate()
            finally:
                if process.returncode is None:
                    process.kill()
                    await asyncio.shield(process.wait())
        if process.returncode == _NO_SUCH_NUMBER:
            raise NoSuchNumber(said.decode().strip())
        if process.returncode:
            raise OSError(complaint.decode(errors="replace").strip()[-300:])
        return msgspec.json.decode(said, type=WhyBefore)

    async def _start(self, number: str, other: str) -> Process:
        root = str(Path(shared.__file__).parents[1])
        paths = dict.fromkeys((root, *os.environ.get("PYTHONPATH", "").split(os.pathsep)))
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-m", "shared.hub.proof"),
            *(str(self.directory), number, other),
            stdout=PIPE,
            stderr=PIPE,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(path for path in paths if path)},
            start_new_session=True,
        )
