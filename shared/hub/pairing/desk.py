"""Devices before the door: who asks to be let in, and what becomes of it when a code is typed."""

from __future__ import annotations

import asyncio
import logging
from base64 import b64decode, b64encode
from collections.abc import Awaitable, Callable
from time import monotonic

from shared.domain import commands as c
from shared.domain.decide.devices import pair as would_pair
from shared.domain.hall import Device, Hall, Receipt
from shared.hub.greeting import Rude, revoked
from shared.hub.homes import Homes
from shared.hub.identity.certificate import Identity
from shared.hub.orders import new_command_id
from shared.hub.pairing.applicant import Applicant, Outside, Place, is_device_id, plain_name
from shared.hub.pairing.guesses import Guesses, TooSoon
from shared.hub.pairing.room import Away, Full, Turns, make_room
from shared.hub.roles import Role
from shared.hub.sign_on import SignOnRefused
from shared.protocol.messages import Bye, Pair, PairAnswer, Paired, Pairing, agreed
from shared.protocol.pairing import CODE_SECONDS, NotPaired, Typed, typed

log = logging.getLogger(__name__)

NUMBERS_KEPT = 128
"""Of devices that have gone: one that comes anew has its number again."""

ANSWER_SECONDS = 10.0
"""How long a device may take to show that it knows the code."""

BACK_SECONDS = 15.0
"""How long somebody who types a code waits for a device that had to leave for others."""

_KEY_BYTES, _LONGEST_START = 32, 64

Submit = Callable[[c.Order], Awaitable[Receipt]]


class _Gone(Exception):
    """The line of a device has ended while its code was tried."""


class PairingDesk:
    """All who wait. Its methods belong to the hub's loop."""

    def __init__(
        self,
        hall: Hall,
        submit: Submit,
        hub: Callable[[], str],
        identity: Callable[[], Identity | None],
        *,
        homes: Homes | None = None,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        """`homes`: from where paired devices have come before."""
        self._hall = hall
        self._submit = submit
        self._hub = hub
        self._identity = identity
        self._homes = homes if homes is not None else Homes()
        self._clock = clock
        self._turns = Turns(clock)
        self._away: Away[Applicant] = Away(clock)
        self._expected: dict[bytes, asyncio.Future[Applicant]] = {}
        self._waiting: dict[bytes, Applicant] = {}
        self._numbers: dict[bytes, int] = {}
        self._guesses = Guesses(clock)

    # Devices --------------------------------------------------------------------------------

    def apply(self, asked: Pair, line: Outside) -> Applicant:
        """A device asks to be let in. Raises `Rude`."""
        new = self._applicant(asked, line)
        for device in self._hall.devices.values():
            if b64encode(new.key).decode() in device.revoked:
                raise revoked(device)
        expected = self._expected.pop(new.key, None)
        before = self._waiting.get(new.key)
        if before is not None:
            self._end(before, Rude("replaced", "This device has come anew.").bye)
        if before is not None and before.machine == new.machine:
            new.came, new.at_home = before.came, before.at_home  # it is no newcomer
        elif expected is None:
            self._give_place(new)
        self._turns.came(new.machine)
        self._away.came(new.machine)
        new.number = self._number_of(new.key)
        self._waiting[new.key] = new
        line.stay()
        if expected is not None and not expected.done():
            expected.set_result(new)
        new.timer = asyncio.get_running_loop().call_later(CODE_SECONDS, self._expire, new)
        plan = self._hall.plan
        line.say(Pairing(site=plan.site.name if plan else "", seconds=CODE_SECONDS))
        log.info("%s at %s asks to be let in, as number %d", new.role, new.address, new.number)
        return new

    def prove(self, applicant: Applicant, proof: str) -> None:
        """A device's answer to a code that was typed. Raises `Rude` where nobody has asked."""
        if applicant.proof is None or applicant.proof.done():
            raise Rude("pairing-failed", "Nobody has typed a code yet.")
        applicant.proof.set_result(_bytes(proof))

    def gone(self, applicant: Applicant) -> None:
        """Its line is over."""
        self._forget(applicant)
        if applicant.proof is not None and not applicant.proof.done():
            applicant.proof.set_exception(_Gone())
            applicant.proof.exception()  # who typed the code may have stopped waiting for it

    def _applicant(self, asked: Pair, line: Outside) -> Applicant:
        if agreed(asked.protocol, None) is None:
            detail = f"This hub does not speak version {asked.protocol} of the protocol."
            raise Rude("protocol", detail, retry=False)
        if asked.role not in set(Role):
            raise Rude("role", f"There is no role '{asked.role}'.", retry=False)
        key, start = _bytes(asked.key), _bytes(asked.start)
        sound = len(key) == _KEY_BYTES and 0 < len(start) <= _LONGEST_START
        if not sound or not is_device_id(asked.device):
            raise Rude("pairing-failed", "That is no key, no beginning, or no id.", retry=False)
        now = self._clock()
        return Applicant(
            role=asked.role,
            device=asked.device,
            name=plain_name(asked.name),
            key=key,
            start=start,
            line=line,
            since=now,
            came=now,
            machine=self._homes.machine_of(line.address),
        )

    def _number_of(self, key: bytes) -> int:
        """The same as long as it waits or comes back, so that a screen with new digits is where it
        was."""
        if key not in self._numbers:
            known = {*self._waiting, *(one.key for one in self._away.guests()), *self._expected}
            if len(self._numbers) > len(known) + NUMBERS_KEPT:
                kept = {one: number for one, number in self._numbers.items() if one in known}
                self._numbers = kept
            self._numbers[key] = max(self._numbers.values(), default=0) + 1
        return self._numbers[key]

    def _give_place(self, new: Applicant) -> None:
        """Raises `Rude` where there is none."""
        here = sorted(self._waiting.values(), key=lambda one: one.came)
        home = new.machine in self._homes
        try:
            leaves, new.at_home = make_room(
                new.machine, here, self._turns, new.came, lives_here=home
            )
        except Full:
            raise _full() from None
        if leaves is not None:
            self._end(leaves, _full().bye)
            if all(one.machine != leaves.machine for one in self._waiting.values()):
                self._away.left(leaves)

    def _expire(self, applicant: Applicant) -> None:
        if applicant.proof is None:
            self._end(applicant, Rude("code-expired", "Nobody has typed the code in time.").bye)

    def _end(self, applicant: Applicant, bye: Bye | None) -> None:
        self._forget(applicant)
        applicant.line.part(bye)

    def _forget(self, applicant: Applicant) -> None:
        if self._waiting.get(applicant.key) is applicant:
            del self._waiting[applicant.key]
        if applicant.timer is not None:
            applicant.timer.cancel()

    # People ---------------------------------------------------------------------------------

    def waiting(self) -> list[tuple[Applicant, int]]:
        """Who waits, and for how many seconds; who came first stands first. With them those who had
        to leave for others a moment ago: who is chosen has a place when it comes again."""
        now = self._clock()
        listed = sorted(self._listed(), key=lambda one: one.number)
        return [(one, int(now - one.since)) for one in listed]

    def number(self, number: int) -> Applicant:
        """Who waits as `number`; `SignOnRefused` where nobody does."""
        for applicant in self._listed():
            if applicant.number == number:
                return applicant
        raise SignOnRefused("not-waiting", f"No device waits as number {number}.", 404)

    def _listed(self) -> list[Applicant]:
        away = [one for one in self._away.guests() if one.key not in self._waiting]
        return [*self._waiting.values(), *away]

    async def approve(
        self, applicant: Applicant, code: str, place: Place, by: str, sender: str
    ) -> Device:
        """Lets a device in, if `code` is what its screen shows.

        Raises `SignOnRefused` for a code that does not fit, or a device that does not answer;
        Refusal where the hall cannot have it there; then the code is still good.
        """
        digits = typed(code)
        if not digits:
            raise SignOnRefused("bad-code", "A code has six digits.", 422)
        command = self._command(applicant, place, by)
        would_pair(self._hall, command, self._hall.at)
        applicant = await self._there(applicant)
        keys = [f"key {applicant.key.hex()}", f"address {applicant.machine}", f"by {by or sender}"]
        self._begin(keys)
        applicant.proof = asyncio.get_running_loop().create_future()
        try:
            await self._try(applicant, digits)
            self._guesses.passed(keys)
            await self._submit(
                c.Order(command=command, sender=sender, actor=by, id=new_command_id())
            )
        except BaseException:
            self._end(applicant, Rude("pairing-failed", "It was not let in.").bye)
            raise
        self._homes.met(place.device, applicant.address)  # it comes again at once, as what it is
        applicant.line.say(self._paired(place))
        self._end(applicant, None)
        return self._hall.devices[place.device]

    async def _there(self, chosen: Applicant) -> Applicant:
        """The device that was chosen; one that had to leave comes again, and has a place."""
        here = self._waiting.get(chosen.key)
        if here is None and chosen.key not in self._expected:
            here = await self._back(chosen)
        if here is None or here.proof is not None:
            detail = "Somebody else is typing its code at this moment."
            raise SignOnRefused("pairing-busy", detail, 409)
        return here

    async def _back(self, chosen: Applicant) -> Applicant:
        back: asyncio.Future[Applicant] = asyncio.get_running_loop().create_future()
        self._expected[chosen.key] = back
        try:
            async with asyncio.timeout(BACK_SECONDS):
                return await back
        except TimeoutError:
            raise _silent() from None
        finally:
            if self._expected.get(chosen.key) is back:
                del self._expected[chosen.key]

    def _begin(self, keys: list[str]) -> None:
        try:
            self._guesses.begin(keys)
        except TooSoon as wait:
            raise SignOnRefused(
                "too-many-attempts",
                f"Too many wrong codes: try again in {wait.seconds} s.",
                429,
                {"retry_after": wait.seconds},
            ) from None

    async def _try(self, applicant: Applicant, digits: str) -> None:
        """One guess: both show that they know the code, or it is good for nothing any more."""
        assert applicant.proof is not None
        guess = (digits, applicant.key, self._shown().der, applicant.start)
        try:
            answer = await asyncio.to_thread(Typed, *guess)
            applicant.line.say(PairAnswer(start=_text(answer.start), proof=_text(answer.proof)))
            async with asyncio.timeout(ANSWER_SECONDS):
                proof = await applicant.proof
            answer.check(proof)
        except NotPaired:
            raise _wrong_code() from None
        except (TimeoutError, _Gone):
            raise _silent() from None

    def _command(self, applicant: Applicant, place: Place, by: str) -> c.PairDevice:
        return c.PairDevice(
            device=place.device,
            role=place.role,
            name=place.name,
            zones=place.zones,
            counter=place.counter,
            key=_text(applicant.key),
            by=by,
        )

    def _shown(self) -> Identity:
        identity = self._identity()
        assert identity is not None, "nobody pairs with a hub on loopback"
        return identity

    def _paired(self, place: Place) -> Paired:
        plan = self._hall.plan
        return Paired(
            hub=self._hub(),
            site=plan.site.name if plan else "",
            device=place.device,
            role=place.role,
            name=place.name,
            certificate=self._shown().pem,
        )


def _wrong_code() -> SignOnRefused:
    return SignOnRefused(
        "wrong-code",
        "These digits do not fit: they were mistyped, or that screen is connected to a false hub."
        " Look at the screen, which shows new ones.",
    )


def _silent() -> SignOnRefused:
    detail = "The device did not answer: look at its screen and at its network."
    return SignOnRefused("device-silent", detail, 409)


def _full() -> Rude:
    return Rude("pairing-full", "Too many devices wait to be paired.")


def _bytes(text: str) -> bytes:
    """The bytes that base64 stands for; none where it is none."""
    try:
        return b64decode(text, validate=True)
    except ValueError:
        return b""


def _text(content: bytes) -> str:
    return b64encode(content).decode("ascii")
