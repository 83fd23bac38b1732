"""Hashing PINs on threads of their own: the loop and the tables never wait for argon2."""

from __future__ import annotations

import asyncio
import os
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor

from argon2 import PasswordHasher, Type
from argon2.exceptions import Argon2Error, InvalidHashError

SAMPLE_PIN = "1234"
"""The PIN of the sample site's officers, on a loopback-only hub alone."""

_SAMPLE_SALT = b"known to everybody"
"""The sample's PIN is no secret: with a salt of its own its hash is known at a glance."""

_SAMPLE_MARK = f"${b64encode(_SAMPLE_SALT).decode().rstrip('=')}$"

AT_ONCE = max(1, min(4, os.cpu_count() or 1))

ROUNDS, KIBIBYTES, LANES = 2, 19_456, 1
"""argon2id as OWASP's cheat sheet on storing passwords has it. A hash names its own; one that was
made with others is made anew at its officer's next sign-on."""


class PinHashes:
    """argon2id; one hash takes some 30 ms of a core, and 19 MiB while it does."""

    def __init__(
        self, *, rounds: int = ROUNDS, kibibytes: int = KIBIBYTES, lanes: int = LANES
    ) -> None:
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="pins")
        self._hasher = PasswordHasher(
            time_cost=rounds, memory_cost=kibibytes, parallelism=lanes, type=Type.ID
        )

    def close(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)

    async def of(self, pin: str) -> str:
        salt = _SAMPLE_SALT if pin == SAMPLE_PIN else None
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._pool, lambda: self._hasher.hash(pin, salt=salt))

    async def fits(self, pin_hash: str, pin: str) -> bool:
        """Whether it is the PIN's hash. Without one it takes as long, and is not."""
        if not pin_hash:
            await self.of(pin)
            return False
        return await asyncio.get_running_loop().run_in_executor(
            self._pool, self._verify, pin_hash, pin
        )

    def outdated(self, pin_hash: str) -> bool:
        """Whether it was made with other parameters than those of now."""
        try:
            return self._hasher.check_needs_rehash(pin_hash)
        except InvalidHashError:
            return False

    def _verify(self, pin_hash: str, pin: str) -> bool:
        try:
            return self._hasher.verify(pin_hash, pin)
        except Argon2Error:
            return False


def is_sample(pin_hash: str) -> bool:
    """Whether it is the hash of the sample's PIN."""
    return _SAMPLE_MARK in pin_hash
