"""Officers, their PINs and their sittings: the journal knows them by opaque ids."""

from __future__ import annotations

import asyncio
import errno
import logging
import secrets
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Annotated, Any, TypeVar

from msgspec import Meta

from shared.domain.permits import OFFICER
from shared.hub.attempts import Attempts, TooSoon
from shared.hub.engine import Unavailable
from shared.hub.first_pins import FIRST_PINS_FILE, FirstPins
from shared.hub.people import PEOPLE_FILE, People
from shared.hub.pin_hashes import AT_ONCE, PinHashes, is_sample
from shared.hub.sign_on import SignOnRefused
from shared.hub.sittings import Sittings
from shared.hub.texts import Texts

R = TypeVar("R")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """A person at a counter. `pin` is plain here, and only on its way into the table."""

    id: Annotated[str, Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
    name: str
    pin: Annotated[str, Meta(pattern=r"^[0-9]{4,12}$")] = field(repr=False)
    role: Annotated[str, Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")] = OFFICER
    """One of the hall's (`shared.domain.permits`)."""


class Officers:
    """Who may sign on, in a data directory; the tables are on one thread that owns them."""

    def __init__(self, directory: Path) -> None:
        self.first_pins = FirstPins(directory / FIRST_PINS_FILE)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="officers")
        self._people = self._thread.submit(People, directory / PEOPLE_FILE).result()
        self._hashes = PinHashes()
        self._attempts = Attempts()
        self._shown = self.first_pins.read()
        self._unhashed = self._left_unhashed()
        self._hashing: dict[str, asyncio.Task[None]] = {}
        self._rest: asyncio.Task[None] | None = None
        self._roles = self._thread.submit(self._people.roles).result()
        open_now = self._thread.submit(self._people.sessions).result()
        self.sittings = Sittings(self._people, open_now, self._on_thread)

    def close(self) -> None:
        for task in (*self._hashing.values(), self._rest):
            if task is not None:
                task.cancel()
        self._hashes.close()
        self._thread.submit(self._people.close).result()
        self._thread.shutdown()

    async def check(self, officer: str, pin: str, sources: Collection[str] = ()) -> None:
        """Raises `SignOnRefused` unless the PIN is the officer's.

        `sources` are where it is typed (a device, a machine's address): after some wrong ones
        they wait, and nobody else.
        """
        try:
            self._attempts.begin(officer, sources)
        except TooSoon as soon:
            raise _too_many(soon.seconds) from None
        await self._hashed(officer)
        pin_hash = await self._on_thread(self._people.hash_of, officer)
        if not await self._hashes.fits(pin_hash, pin):
            raise SignOnRefused("wrong-pin", "Officer or PIN are not right.")
        self._attempts.passed(officer, sources)
        await self._forget([officer])

    async def load(self, officers: Iterable[Officer]) -> None:
        """Puts officers into the table; their PINs are hashed before they are there."""
        listed = list(officers)
        pins = list({officer.pin for officer in listed})
        hashes = dict(zip(pins, await asyncio.gather(*map(self._hashes.of, pins)), strict=True))
        # Equal PINs of one load share a hash: the sample's forty are known to all anyway.
        await self._put(listed, hashes)
        await self._forget([officer.id for officer in listed])
        self._attempts.forgive(officer.id for officer in listed)

    async def introduce(self, officers: Iterable[Officer]) -> None:
        """Puts officers into the table whose PINs the hub made up: `first_pins` keeps them until
        they are noted, and `hash_the_rest` hashes them."""
        listed = list(officers)
        await self._make_known({officer.id: officer.pin for officer in listed})
        await self._put(listed, {})

    async def keep(self, officers: Iterable[str]) -> None:
        """Nobody but these may sign on any more; who sits at a counter finishes there."""
        kept = set(officers)
        await self._on_thread(self._people.keep, kept)
        self._roles = {id_: role for id_, role in self._roles.items() if id_ in kept}
        self.sittings.keep(kept)
        await self._forget(self._shown.keys() - kept)

    async def retire_sample_pin(self) -> int:
        """Whoever has the sample's PIN gets a random one; says how many they were."""
        hashes = await self._on_thread(self._people.hashes)
        pins = {id_: random_pin() for id_, pin_hash in hashes.items() if is_sample(pin_hash)}
        await self._make_known(pins)
        await self._on_thread(self._people.take_hashes, list(pins))
        return len(pins)

    async def any(self) -> bool:
        return bool(await self.names())

    async def names(self) -> dict[str, str]:
        """Names by id: for the counters' sign-on list alone."""
        return await self._on_thread(self._people.names)

    async def seated(self, counter: str) -> list[str]:
        """The ids of who has signed on at a counter, the last one first."""
        return await self._on_thread(self._people.seated, counter)

    # PINs that the hub made up --------------------------------------------------------------

    def unnoted_pins(self) -> dict[str, str]:
        """Those that nobody has said to have noted, nor signed on with."""
        return dict(self._shown)

    async def noted(self, officers: Iterable[str]) -> int:
        """Forgets these PINs for good; says how many there were."""
        return await self._forget(officers)

    def hash_the_rest(self) -> None:
        """Begins to hash what `introduce` left; who signs on meanwhile waits for one hash."""
        if self._unhashed:
            self._rest = asyncio.get_running_loop().create_task(self._hash_all())

    async def _hash_all(self) -> None:
        since, count = monotonic(), len(self._unhashed)
        log.info("hashing %s new PINs meanwhile; their officers can sign on already", count)
        officers = iter(list(self._unhashed))
        await asyncio.gather(*(self._hash_each(officers) for _ in range(AT_ONCE)))
        log.info("%s new PINs are hashed, after %.1f s", count, monotonic() - since)

    async def _hash_each(self, officers: Iterator[str]) -> None:
        for officer in officers:
            await self._hashed(officer)

    async def _hashed(self, officer: str) -> None:
        """Returns when the officer's PIN, if it is a new one, is hashed."""
        if officer not in self._unhashed:
            return
        if officer not in self._hashing:
            work = self._hash_one(officer, self._unhashed[officer])
            self._hashing[officer] = asyncio.get_running_loop().create_task(work)
        await asyncio.shield(self._hashing[officer])

    async def _hash_one(self, officer: str, pin: str) -> None:
        try:
            pin_hash = await self._hashes.of(pin)
            await self._on_thread(self._people.put_hash, officer, pin_hash)
            self._unhashed.pop(officer, None)
        finally:
            del self._hashing[officer]

    def _left_unhashed(self) -> dict[str, str]:
        """PINs of officers that a hub had no time to hash before it ended."""
        hashes = self._thread.submit(self._people.hashes).result()
        waiting = [id_ for id_, pin_hash in hashes.items() if not pin_hash]
        lost = [id_ for id_ in waiting if id_ not in self._shown]
        if lost:
            log.warning("%s have no PIN any more: 'giliran officer load' gives one", lost)
        return {id_: self._shown[id_] for id_ in waiting if id_ in self._shown}

    async def _make_known(self, pins: dict[str, str]) -> None:
        if pins:
            await self._on_thread(self.first_pins.add, pins)
            self._shown |= pins
            self._unhashed |= pins

    async def _forget(self, officers: Iterable[str]) -> int:
        """Nothing but the hashes is left of these PINs."""
        shown = [officer for officer in officers if officer in self._shown]
        if not shown:
            return 0
        await asyncio.gather(*map(self._hashed, shown))
        await self._on_thread(self.first_pins.drop, shown)
        return sum(self._shown.pop(officer, None) is not None for officer in shown)

    def role_of(self, officer: str) -> str:
        """Empty for somebody who may not sign on any more."""
        return self._roles.get(officer, "")

    @property
    def nobody(self) -> bool:
        """Whether there is no officer at all."""
        return not self._roles

    def known(self, officer: str) -> bool:
        return officer in self._roles

    def forgive(self, officer: str) -> None:
        """A supervisor says so: the next PIN is looked at at once."""
        self._attempts.forgive([officer])

    # Texts ----------------------------------------------------------------------------------

    async def text(self, work: Callable[[Texts], R]) -> R:
        """Has something done with the table of texts, on its thread."""
        return await self._on_thread(work, self._people.texts)

    # ----------------------------------------------------------------------------------------

    async def _put(self, officers: list[Officer], hashes: dict[str, str]) -> None:
        rows = [
            {
                "id": officer.id,
                "name": officer.name,
                "role": officer.role,
                "pin_hash": hashes.get(officer.pin, ""),
            }
            for officer in officers
        ]
        await self._on_thread(self._people.put, rows)
        self._roles.update((officer.id, officer.role) for officer in officers)
        for officer in officers:
            if officer.pin in hashes:
                self._unhashed.pop(officer.id, None)

    async def _on_thread(self, work: Callable[..., R], *args: Any) -> R:
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self._thread, work, *args)
        except (sqlite3.OperationalError, OSError) as error:
            raise _unavailable(error) from error


def _unavailable(error: sqlite3.OperationalError | OSError) -> Unavailable:
    """What the disk said, as the journal's troubles are told."""
    full = getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_FULL
    if full or getattr(error, "errno", 0) == errno.ENOSPC:
        return Unavailable("disk-full", f"{PEOPLE_FILE}: the disk is full; free some space.")
    return Unavailable("io-error", f"{PEOPLE_FILE} cannot be used: {error}.")


def random_pin() -> str:
    """Six digits."""
    return f"{secrets.randbelow(1_000_000):06d}"


def _too_many(seconds: int) -> SignOnRefused:
    return SignOnRefused(
        "too-many-attempts",
        f"Too many wrong PINs for this officer from here: wait {seconds} s.",
        429,
        {"retry_after": seconds},
    )
