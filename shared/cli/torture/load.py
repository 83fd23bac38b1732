"""Mixed load: visitors at kiosks, officers at counters, a display; all ask until they are answered.

They go on while the hub is killed and started under them. An order that was not answered is asked
again with the same id, as the apps do; now and then also one that was.
"""

from __future__ import annotations

import asyncio
import random
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from shared.cli.torture.asking import Asker, Broken, LineAsker, Reply, RestAsker
from shared.cli.torture.ledger import Asked, Ledger

SERVICES = ("KTP-BARU", "KTP-CETAK", "KTP-UBAH", "KK-BARU", "BIODATA", "LEGALISIR")
"""Of the sample site; counters 1 to 8 serve them all."""

RETRY_SECONDS = 0.02
"""A killed hub's port refuses at once; asking it costs next to nothing."""

REMEMBERED = 200
ASKED_AGAIN = 0.03
"""The share of orders that are asked once more after their answer."""

ASKED_AT_END = 60

TURNED_AWAY = 503
"""The hub cannot now: the same order is asked again."""


@dataclass(slots=True)
class Scene:
    """What all people of one hub share."""

    url: str
    chance: random.Random
    ledger: Ledger = field(default_factory=Ledger)
    tickets: deque[dict[str, Any]] = field(default_factory=lambda: deque(maxlen=REMEMBERED))
    called: deque[dict[str, Any]] = field(default_factory=lambda: deque(maxlen=REMEMBERED))
    turned_away: list[Reply] = field(default_factory=list)
    """Every 503 that the hub gave."""
    leaving: bool = False
    """Nobody begins anything new; what is in doubt is asked until it is answered."""


class Person:
    """Somebody who asks through `asker`."""

    def __init__(self, scene: Scene, asker: Asker) -> None:
        self.scene = scene
        self.asker = asker
        self.chance = random.Random(scene.chance.random())

    async def live(self) -> None:
        """Until the scene ends."""
        while not self.scene.leaving:
            await self.act()

    async def act(self) -> None:
        """One visit, one visitor at the desk, one look at the screen."""
        raise NotImplementedError

    async def order(self, name: str, **body: Any) -> Reply:
        """Carried out once, or refused, whatever happens to the hub meanwhile."""
        id_ = f"{self.chance.getrandbits(96):024x}"
        asked = Asked(self.asker.sender, id_, name, body)
        self.scene.ledger.orders.append(asked)
        reply = await self._until_answered(asked)
        asked.reply = reply
        if reply.done and self.chance.random() < ASKED_AGAIN:
            self.scene.ledger.compare(asked, await self._until_answered(asked))
        return reply

    async def _until_answered(self, asked: Asked) -> Reply:
        while True:
            try:
                reply = await self.asker.ask(asked.id, asked.name, asked.body)
            except Broken as broken:
                asked.in_doubt |= broken.sent
                await asyncio.sleep(RETRY_SECONDS)
                continue
            if reply.status != TURNED_AWAY:
                return reply
            self.scene.turned_away.append(reply)
            await asyncio.sleep(RETRY_SECONDS)


class Visitor(Person):
    """Takes a ticket, has it printed, and now and then thinks better of it."""

    async def act(self) -> None:
        priority = "lansia" if self.chance.random() < 0.2 else None
        service = self.chance.choice(SERVICES)
        taken = await self.order("IssueTicket", service=service, priority=priority)
        if not taken.done or taken.ticket is None:
            await asyncio.sleep(RETRY_SECONDS)
            return
        self.scene.tickets.append(taken.ticket)
        if isinstance(self.asker, LineAsker):
            await self.order("RecordPrint", ticket=taken.ticket["id"], outcome="printed")
        await self._second_thoughts()

    async def _second_thoughts(self) -> None:
        ticket = self.chance.choice(self.scene.tickets)["id"]
        dice = self.chance.random()
        if dice < 0.1:
            await self.order("CancelTicket", ticket=ticket)
        elif dice < 0.2:
            await self.order("RequestReprint", ticket=ticket)
        elif dice < 0.3:
            await self.order("RejoinTicket", ticket=ticket)


class Officer(Person):
    """Calls, serves, holds, transfers and misses, at one counter."""

    def __init__(self, scene: Scene, asker: Asker, counter: str) -> None:
        super().__init__(scene, asker)
        self.counter = counter

    async def live(self) -> None:
        await self._desk("OpenCounter", officer=f"officer-{self.counter}", pin="1234")
        await super().live()

    async def act(self) -> None:
        called = await self._desk("CallNext")
        if not called.done or called.ticket is None:
            await self._desk("FinishService")
            await asyncio.sleep(RETRY_SECONDS)
            return
        self.scene.called.append(called.ticket)
        await self._treat(called.ticket["id"])

    async def _treat(self, ticket: str) -> None:
        if self.chance.random() < 0.3:
            await self._desk("Recall")
        if self.chance.random() < 0.2:
            await self._desk("RecordNoShow", reason="tidak-datang")
            return
        await self._desk("StartService")
        dice = self.chance.random()
        if dice < 0.2:
            await self._desk("HoldTicket")
            await self._desk("ResumeTicket", ticket=ticket)
        elif dice < 0.4:
            await self._desk("TransferTicket", service=self.chance.choice(SERVICES))
            await self._desk("FinishService")
        else:
            await self._desk("FinishService", then_call=self.chance.random() < 0.3)

    async def _desk(self, name: str, **body: Any) -> Reply:
        return await self.order(name, counter=self.counter, **body)


class Watcher(Person):
    """A display that reports what it has shown and said."""

    async def act(self) -> None:
        await asyncio.sleep(RETRY_SECONDS)
        if self.scene.called:
            ticket = self.chance.choice(self.scene.called)
            calls = [{"ticket": ticket["id"], "call": 1}]
            name = self.chance.choice(("ReportShown", "ReportSpoken"))
            await self.order(name, display=self.asker.sender, calls=calls)


class Crowd:
    """Sixteen people on eight connections: four over HTTP, four over `/ws`."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        kiosks = [LineAsker(scene.url, "kiosk", f"kiosk-{n}") for n in (1, 2)]
        counter = LineAsker(scene.url, "counter", "terminal-1")
        display = LineAsker(scene.url, "display", "tv-1")
        rest = [RestAsker(scene.url) for _ in range(4)]
        self._askers: list[Asker] = [*kiosks, counter, display, *rest]
        self._people: list[Person] = [
            *(Visitor(scene, kiosk) for kiosk in kiosks for _ in range(4)),
            *(Visitor(scene, asker) for asker in rest[:2]),
            *(Officer(scene, counter, number) for number in ("1", "2")),
            *(Officer(scene, asker, str(n)) for n, asker in enumerate(rest[2:], 3)),
            *(Watcher(scene, display) for _ in range(2)),
        ]
        self._tasks: list[asyncio.Task[None]] = []

    def come(self) -> None:
        """Everybody begins."""
        self._tasks = [asyncio.create_task(person.live()) for person in self._people]

    def failed(self) -> BaseException | None:
        """What made one of them give up; that is a fault of the hub, or of the trial."""
        ended = (task for task in self._tasks if task.done() and not task.cancelled())
        return next((error for task in ended if (error := task.exception())), None)

    async def leave(self) -> None:
        """Everybody finishes what is begun; the hub must be up. Raises what they raised.

        Some of what was answered, before whatever kill, is asked once more.
        """
        self.scene.leaving = True
        try:
            await asyncio.gather(*self._tasks)
            await self._ask_again()
        finally:
            await self.scatter()

    async def _ask_again(self) -> None:
        ledger = self.scene.ledger
        answered = ledger.acknowledged
        for asked in self.scene.chance.sample(answered, min(len(answered), ASKED_AT_END)):
            asker = next(one for one in self._askers if one.sender == asked.sender)
            ledger.compare(asked, await asker.ask(asked.id, asked.name, asked.body))

    async def scatter(self) -> None:
        """Everybody stops where they stand."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for asker in self._askers:
            await asker.close()
