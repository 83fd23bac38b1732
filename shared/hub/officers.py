"""Officers, their PINs and their sittings: the journal knows them by opaque ids."""

from __future__ import annotations

import asyncio
import errno
import logging
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, TypeVar

from msgspec import Meta

from shared.domain.permits import OFFICER
from shared.hub.engine import Unavailable
from shared.hub.first_pins import FirstPins
from shared.hub.made_up_pins import MadeUpPins
from shared.hub.people import PEOPLE_FILE, People
from shared.hub.personal.keys import KeyFileDamaged, Keyring
from shared.hub.pin_hashes import PinHashes, is_sample
from shared.hub.pin_rules import SECRET, random_pin, weakness
from shared.hub.sign_on import busy, change_needed, weak, wrong_pin
from shared.hub.sittings import Sittings
from shared.hub.texts import Texts
from shared.hub.wrong_pins import WrongPins

R = TypeVar("R")

ANYBODY = ""
"""Stands for whoever a PIN is of, where it alone is typed."""

SIGN_INS_AT_ONCE = 64
"""PINs that are looked at, or wait for it; two cores get through so many in a second or two."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """A person at a counter. `pin` is plain here, and only on its way into the table."""

    id: Annotated[str, Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
    name: str
    pin: Annotated[str, Meta(pattern=SECRET)] | None = field(default=None, repr=False)
    """A PIN or a password; None: whoever is known keeps theirs, others get one made up."""
    role: Annotated[str, Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")] = OFFICER
    """One of the hall's (`shared.domain.permits`)."""


class Officers:
    """Who may sign on, in a data directory; the tables are on one thread that owns them."""

    def __init__(self, directory: Path) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="officers")
        self.keys = Keyring(directory)
        """Of what is known of people, and of what staff write."""
        self._people = self._thread.submit(People, directory / PEOPLE_FILE, self.keys).result()
        self._hashes = PinHashes()
        hashes = self._thread.submit(self._people.hashes).result()
        self._made_up = MadeUpPins(directory, self._people, self._hashes, self._on_thread, hashes)
        tried = self._thread.submit(self._people.attempts).result()
        self.wrong_pins = WrongPins(self._people, tried, self._on_thread)
        self._first = self._thread.submit(self._people.first).result()
        self._first |= self._made_up.unnoted().keys()
        self._roles = self._thread.submit(self._people.roles).result()
        self._names = self._thread.submit(self._people.names).result()
        open_now = self._thread.submit(self._people.sessions).result()
        self.sittings = Sittings(self._people, open_now, self._on_thread)
        self._looking = 0
        self.wants_own_pins = False
        """Nobody signs on with a PIN that others have seen: where others can reach the hub."""

    def close(self) -> None:
        self._made_up.close()
        self._hashes.close()
        self._thread.submit(self._people.close).result()
        self._thread.shutdown()

    async def settle(self) -> None:
        """Returns when the tables know what was decided without waiting for them."""
        await self.sittings.settle()
        await self.wrong_pins.settle()

    # Signing on -----------------------------------------------------------------------------

    async def check(self, officer: str, pin: str, sources: Collection[str] = ()) -> None:
        """Raises `SignOnRefused` unless the PIN is the officer's, and their own.

        `sources` are where it is typed (a device, a machine's address): after some wrong ones
        they wait, and nobody else.
        """
        await self._verify(officer, pin, sources)
        if self._must_change(officer):
            raise change_needed(officer)

    async def change_pin(
        self, officer: str, pin: str, new: str, sources: Collection[str] = ()
    ) -> None:
        """Puts `new` in the place of the officer's PIN; whoever has signed on with the old one is
        out. `SignOnRefused` where that is not `pin`, or `new` is easily guessed."""
        before = await self._verify(officer, pin, sources)
        names = await self.names()
        why = weakness(new, old=pin, names=(officer, names.get(officer, "")))
        if why is not None:
            raise weak(why)
        pin_hash = await self._hashes.of(new)
        if not await self._on_thread(
            lambda: self._people.change_hash(officer, before, pin_hash, own=True)
        ):
            raise wrong_pin()  # somebody has given them another one meanwhile
        self._first.discard(officer)
        self.sittings.end(lambda one: one.officer == officer)

    async def whose(
        self, pin: str, among: Collection[str], sources: Collection[str]
    ) -> dict[str, str]:
        """The hashes of those whose PIN it is, by their ids; `SignOnRefused` while `sources` wait.

        Nobody is named, so what is tried counts for all of them together.
        """
        self._begin(ANYBODY, sources)
        with self._turn():
            hashes = await self.hashes_of(among)
            kept = list(set(hashes.values())) or [""]
            answers = await asyncio.gather(*(self._hashes.fits(one, pin) for one in kept))
        right = {one for one, fits in zip(kept, answers, strict=True) if fits}
        fits = {officer: one for officer, one in hashes.items() if one in right}
        if not fits:
            await self.wrong_pins.failed(ANYBODY, sources)
            return {}
        await self.wrong_pins.passed(ANYBODY, sources)
        await self._made_up.forget(list(fits) if len(fits) == 1 else [])
        own = {one: pin_hash for one, pin_hash in fits.items() if not self._must_change(one)}
        if not own:
            raise change_needed("")
        return own

    async def hashes_of(self, officers: Collection[str]) -> dict[str, str]:
        """Their PINs' hashes, when all of them are there."""
        await asyncio.gather(*(self._made_up.hashed(one) for one in officers))
        hashes = await self._on_thread(self._people.hashes)
        return {one: hashes.get(one, "") for one in officers}

    async def _verify(self, officer: str, pin: str, sources: Collection[str]) -> str:
        """The PIN's hash, when it is the officer's."""
        self._begin(officer, sources)
        with self._turn():
            await self._made_up.hashed(officer)
            pin_hash = await self._on_thread(self._people.hash_of, officer)
            fits = await self._hashes.fits(pin_hash, pin)
        if not fits:
            await self.wrong_pins.failed(officer, sources)
            raise wrong_pin()
        await self.wrong_pins.passed(officer, sources)
        await self._made_up.forget([officer])
        return await self._renewed(officer, pin, pin_hash)

    async def _renewed(self, officer: str, pin: str, pin_hash: str) -> str:
        """The PIN's hash with the parameters of now."""
        if not self._hashes.outdated(pin_hash):
            return pin_hash
        new = await self._hashes.of(pin)
        changed = await self._on_thread(
            lambda: self._people.change_hash(officer, pin_hash, new, own=False)
        )
        return new if changed else pin_hash

    def _must_change(self, officer: str) -> bool:
        return self.wants_own_pins and officer in self._first

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Room for one PIN that is looked at; `SignOnRefused` where too many are."""
        if self._looking >= SIGN_INS_AT_ONCE:
            raise busy()
        self._looking += 1
        try:
            yield
        finally:
            self._looking -= 1

    # Wrong PINs -----------------------------------------------------------------------------

    def _begin(self, officer: str, sources: Collection[str]) -> None:
        if self._looking >= SIGN_INS_AT_ONCE:
            raise busy()
        self.wrong_pins.begin(officer, sources)

    def forgive(self, officer: str) -> None:
        """A supervisor says so: the next PIN is looked at at once."""
        self.wrong_pins.forgive(officer)

    def guessed(self) -> dict[str, list[str]]:
        """Where many PINs were wrong, and the names of those whose it was."""
        return {
            source: sorted(self._names[one] for one in officers if one in self._names)
            for source, officers in self.wrong_pins.guessed().items()
        }

    def waits(self) -> dict[str, int]:
        """For how many seconds officers have to wait somewhere, by their ids."""
        return self.wrong_pins.waits()

    # Who there is ---------------------------------------------------------------------------

    async def load(self, officers: Iterable[Officer]) -> None:
        """Puts officers into the table; their PINs are hashed before they are there. Whoever gets
        another role has to sign on again."""
        listed = list(officers)
        pins = list({officer.pin for officer in listed if officer.pin is not None})
        hashes = dict(zip(pins, await asyncio.gather(*map(self._hashes.of, pins)), strict=True))
        # Equal PINs of one load share a hash: the sample's forty are known to all anyway.
        given = [one for one in listed if one.pin is not None]
        await self._put(given, lambda one: {"pin_hash": hashes[one.pin or ""], "first": 1})
        for one in given:
            self._made_up.replaced(one.id)
        await self._made_up.forget([officer.id for officer in given])
        for one in given:
            self.forgive(one.id)
        await self._put([one for one in listed if one.pin is None and self.known(one.id)])
        await self.introduce(one for one in listed if one.pin is None and not self.known(one.id))

    async def introduce(self, officers: Iterable[Officer]) -> None:
        """Puts officers into the table who get a PIN that the hub makes up, where they bring none:
        it is shown until it is noted, and `hash_the_rest` hashes it."""
        listed = list(officers)
        await self._made_up.add({officer.id: officer.pin or random_pin() for officer in listed})
        await self._put(listed, lambda _: {"pin_hash": "", "first": 1})

    async def give_pin(self, officer: str) -> str:
        """A new first PIN for somebody who has lost theirs: whoever has the old one is out."""
        pins = {officer: random_pin()}
        await self._made_up.add(pins)
        await self._on_thread(self._people.take_hashes, [officer])
        self._first.add(officer)
        self.sittings.end(lambda one: one.officer == officer)
        self.forgive(officer)
        await self._made_up.hashed(officer)
        return pins[officer]

    async def set_role(self, officer: str, role: str) -> None:
        """What the officer may do from now on; they have to sign on again."""
        names = await self.names()
        await self._put([Officer(id=officer, name=names[officer], role=role)])

    async def keep(self, officers: Iterable[str]) -> None:
        """Nobody but these may do anything any more."""
        kept = set(officers)
        await self._on_thread(self._people.keep, kept)
        self._roles = {id_: role for id_, role in self._roles.items() if id_ in kept}
        self._names = {id_: name for id_, name in self._names.items() if id_ in kept}
        self._first &= kept
        await self.sittings.keep(kept)
        await self._made_up.keep(kept)

    async def retire_sample_pin(self) -> int:
        """Whoever has the sample's PIN gets a random one; says how many they were."""
        hashes = await self._on_thread(self._people.hashes)
        pins = {id_: random_pin() for id_, pin_hash in hashes.items() if is_sample(pin_hash)}
        await self._made_up.add(pins)
        await self._on_thread(self._people.take_hashes, list(pins))
        self._first |= pins.keys()
        return len(pins)

    async def any(self) -> bool:
        return bool(await self.names())

    async def names(self) -> dict[str, str]:
        """Names by id: for the counters' sign-on list alone."""
        return await self._on_thread(self._people.names)

    async def seated(self, counter: str) -> list[str]:
        """The ids of who has signed on at a counter, the last one first."""
        return await self._on_thread(self._people.seated, counter)

    def role_of(self, officer: str) -> str:
        """Empty for somebody who may not sign on any more."""
        return self._roles.get(officer, "")

    @property
    def nobody(self) -> bool:
        """Whether there is no officer at all."""
        return not self._roles

    def known(self, officer: str) -> bool:
        return officer in self._roles

    def has_first_pin(self, officer: str) -> bool:
        """Whether others have seen the officer's PIN: whoever gave it to them."""
        return officer in self._first

    # PINs that the hub made up --------------------------------------------------------------

    @property
    def first_pins(self) -> FirstPins:
        return self._made_up.file

    def unnoted_pins(self) -> dict[str, str]:
        """Those that nobody has said to have noted, nor signed on with."""
        return self._made_up.unnoted()

    async def noted(self, officers: Iterable[str]) -> int:
        """Forgets these PINs for good; says how many there were."""
        return await self._made_up.forget(officers)

    def hash_the_rest(self) -> None:
        """Begins to hash what `introduce` left."""
        self._made_up.hash_the_rest()

    # ----------------------------------------------------------------------------------------

    async def text(self, work: Callable[[Texts], R]) -> R:
        """Has something done with the table of texts, on its thread."""
        return await self._on_thread(work, self._people.texts)

    async def _put(
        self,
        officers: list[Officer],
        pin_of: Callable[[Officer], dict[str, Any]] = lambda _: {},
    ) -> None:
        """With the columns of their PINs, where they get one."""
        rows = [
            {"id": one.id, "name": one.name, "role": one.role} | pin_of(one) for one in officers
        ]
        if not rows:
            return
        await self._on_thread(self._people.put, rows)
        moved = {one.id for one in officers if self._roles.get(one.id, one.role) != one.role}
        self._roles.update((officer.id, officer.role) for officer in officers)
        self._names.update((officer.id, officer.name) for officer in officers)
        self._first |= {row["id"] for row in rows if row.get("first")}
        self.sittings.end(lambda one: one.officer in moved)

    async def _on_thread(self, work: Callable[..., R], *args: Any) -> R:
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self._thread, work, *args)
        except KeyFileDamaged as error:
            log.error("%s", error)
            raise Unavailable("personal-key", "The key of personal data is damaged.") from error
        except (sqlite3.OperationalError, OSError) as error:
            raise _unavailable(error) from error


def _unavailable(error: sqlite3.OperationalError | OSError) -> Unavailable:
    """What the disk said, as the journal's troubles are told."""
    full = getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_FULL
    if full or getattr(error, "errno", 0) == errno.ENOSPC:
        return Unavailable("disk-full", f"{PEOPLE_FILE}: the disk is full; free some space.")
    return Unavailable("io-error", f"{PEOPLE_FILE} cannot be used: {error}.")
