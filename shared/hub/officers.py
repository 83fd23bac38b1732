"""Officers and their PINs, in a table of their own: the journal knows them by opaque ids.

Hashing runs on a thread; the loop never waits for argon2.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import secrets
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error
from msgspec import Meta
from sqlite_utils import Database

R = TypeVar("R")

SAMPLE_PIN = "1234"
"""The PIN of the sample site's officers, on a loopback-only hub alone."""


class SignOnRefused(Exception):
    """No such officer, a wrong PIN, or a session that is over."""

    def __init__(self, code: str, detail: str, status: int = 403) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail
        self.status = status


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """A person at a counter. `pin` is plain here, and only on its way into the table."""

    id: Annotated[str, Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
    name: str
    pin: Annotated[str, Meta(pattern=r"^[0-9]{4,12}$")]
    role: Literal["officer", "supervisor"] = "officer"


class Officers:
    """The table of officers in ``people.db``, with one thread that owns it."""

    def __init__(self, path: Path) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="officers")
        self._hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
        self._database: Database = self._thread.submit(self._open, path).result()

    def close(self) -> None:
        self._thread.submit(self._database.conn.close).result()
        self._thread.shutdown()

    async def check(self, officer: str, pin: str) -> None:
        """Raises `SignOnRefused` unless the PIN is the officer's."""
        if not await self._on_thread(self._fits, officer, pin):
            raise SignOnRefused("wrong-pin", "Officer or PIN are not right.")

    async def load(self, officers: Iterable[Officer], *, reveal: bool = False) -> None:
        """Puts officers into the table; with `reveal` their PINs can be shown once."""
        await self._on_thread(self._load, list(officers), reveal)

    async def keep(self, officers: Iterable[str]) -> None:
        """Nobody but these may sign on any more; who sits at a counter finishes there."""
        await self._on_thread(self._keep, set(officers))

    async def retire_pin(self, pin: str) -> int:
        """Whoever has this PIN gets a random one, to be shown once; says how many they were."""
        return int(await self._on_thread(self._retire, pin))

    async def any(self) -> bool:
        return bool(await self._on_thread(lambda: self._database.table("officers").count))

    async def names(self) -> dict[str, str]:
        """Names by id: for the counters' sign-on list alone."""
        return await self._on_thread(self._names)

    async def unseen_pins(self) -> dict[str, str]:
        """The PINs that nobody has been shown yet; they are forgotten with this call."""
        return await self._on_thread(self._take_unseen)

    async def open_session(self, counter: str, officer: str) -> str:
        """A token for what the officer does at the counter until it is closed."""
        token = secrets.token_urlsafe(18)
        row = {"counter": counter, "officer": officer, "digest": _digest(token)}
        await self._on_thread(lambda: self._database.table("sessions").upsert(row, pk="counter"))
        return token

    async def require_session(self, counter: str, token: str) -> None:
        """Raises `SignOnRefused` unless the token is that of the counter's session."""
        if not await self._on_thread(self._session_fits, counter, token):
            raise SignOnRefused("no-session", "Sign on at this counter first.", 401)

    # On the thread --------------------------------------------------------------------------

    async def _on_thread(self, work: Callable[..., R], *args: Any) -> R:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work, *args)

    def _open(self, path: Path) -> Database:
        path.touch(mode=0o600)
        database = Database(str(path))
        database.conn.execute("PRAGMA synchronous=FULL")
        text = {"id": str, "name": str, "role": str, "pin_hash": str}
        database.table("officers").create(text, pk="id", if_not_exists=True)
        database.table("unseen_pins").create({"id": str, "pin": str}, pk="id", if_not_exists=True)
        session = {"counter": str, "officer": str, "digest": str}
        database.table("sessions").create(session, pk="counter", if_not_exists=True)
        return database

    def _load(self, officers: list[Officer], reveal: bool) -> None:
        hashes: dict[str, str] = {}
        rows = [self._row(officer, hashes) for officer in officers]
        with self._database.conn:
            self._database.table("officers").upsert_all(rows, pk="id")
            if reveal:
                pins = [{"id": officer.id, "pin": officer.pin} for officer in officers]
                self._database.table("unseen_pins").upsert_all(pins, pk="id")

    def _keep(self, ids: set[str]) -> None:
        with self._database.conn:
            for table in ("officers", "unseen_pins"):
                gone = {row["id"] for row in self._database.table(table).rows} - ids
                for id_ in gone:
                    self._database.table(table).delete(id_)

    def _retire(self, pin: str) -> int:
        rows = list(self._database.table("officers").rows)
        known = {hash_ for hash_ in {row["pin_hash"] for row in rows} if self._verify(hash_, pin)}
        retired = [
            Officer(id=row["id"], name=row["name"], role=row["role"], pin=random_pin())
            for row in rows
            if row["pin_hash"] in known
        ]
        self._load(retired, reveal=True)
        return len(retired)

    def _row(self, officer: Officer, hashes: dict[str, str]) -> dict[str, str]:
        """Equal PINs of one load share a hash: the sample's forty are known to all anyway."""
        if officer.pin not in hashes:
            hashes[officer.pin] = self._hasher.hash(officer.pin)
        return {
            "id": officer.id,
            "name": officer.name,
            "role": officer.role,
            "pin_hash": hashes[officer.pin],
        }

    def _fits(self, officer: str, pin: str) -> bool:
        rows = list(self._database.table("officers").rows_where("id = ?", [officer]))
        if not rows:
            return False
        return self._verify(rows[0]["pin_hash"], pin)

    def _verify(self, hash_: str, pin: str) -> bool:
        try:
            return self._hasher.verify(hash_, pin)
        except Argon2Error:
            return False

    def _names(self) -> dict[str, str]:
        return {row["id"]: row["name"] for row in self._database.table("officers").rows}

    def _take_unseen(self) -> dict[str, str]:
        pins = {row["id"]: row["pin"] for row in self._database.table("unseen_pins").rows}
        with self._database.conn:
            self._database.table("unseen_pins").delete_where()
        return pins

    def _session_fits(self, counter: str, token: str) -> bool:
        rows = list(self._database.table("sessions").rows_where("counter = ?", [counter]))
        return bool(rows) and hmac.compare_digest(rows[0]["digest"], _digest(token))


def random_pin() -> str:
    """Six digits."""
    return f"{secrets.randbelow(1_000_000):06d}"


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
