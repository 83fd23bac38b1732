"""A simulated officer: signs on, calls, serves, and now and then holds, transfers or rests."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable

from shared.cli.simulation.live.line import Line
from shared.cli.simulation.live.tally import Tally
from shared.cli.simulation.people import Ending, Scene, another_service, treatment
from shared.domain.ids import ServiceCode
from shared.domain.site import Counter
from shared.protocol.messages import Answer
from shared.protocol.views import TicketView

LOOKS_AGAIN = (1.0, 3.0)
"""Seconds until an officer with nobody to call tries again."""

Later = Callable[[float, Awaitable[object]], None]
"""Lets something happen after some seconds."""


class Officer:
    """One counter's officer. `live` never ends by itself; `leave` ends the shift."""

    def __init__(
        self, scene: Scene, counter: Counter, line: Line, tally: Tally, later: Later
    ) -> None:
        self._scene = scene
        self._counter = counter
        self._line = line
        self._tally = tally
        self._later = later
        self._chance = random.Random(f"{scene.seed}/officer/{counter.id}")

    async def sign_on(self, pin: str) -> bool:
        officer = f"officer-{self._counter.id}"
        return self._tally.noted(await self._at_desk("OpenCounter", officer=officer, pin=pin))

    async def live(self) -> None:
        """Works: whoever is next, one after the other."""
        ticket: TicketView | None = None
        while True:
            if ticket is None:
                ticket = await self._call_next()
            if ticket is None:
                await asyncio.sleep(self._chance.uniform(*LOOKS_AGAIN))
            else:
                ticket = await self._treat(ticket)

    async def leave(self) -> None:
        """Ends what is begun and closes the counter."""
        await self._at_desk("FinishService")
        await self._at_desk("CloseCounter")

    async def _call_next(self) -> TicketView | None:
        answer = await self._at_desk("CallNext")
        if answer.problem is not None and answer.problem.code == "nobody-waits":
            return None
        return self._called(answer)

    def _called(self, answer: Answer) -> TicketView | None:
        if not self._tally.noted(answer) or answer.ticket is None:
            return None
        if answer.ticket.state != "called":  # nobody was left when the last one was finished
            return None
        self._tally.called += 1
        return answer.ticket

    async def _treat(self, ticket: TicketView) -> TicketView | None:
        """All that happens with one ticket; the next one if it was called in the same breath."""
        plan = treatment(self._scene, ticket.number)
        await asyncio.sleep(plan.walk)
        if plan.recalled or plan.ending is Ending.ABSENT:
            self._tally.noted(await self._at_desk("Recall"))
            await asyncio.sleep(plan.walk)
        if plan.ending is Ending.ABSENT:
            await self._miss(ticket, plan.returns_after)
            return None
        if plan.starts:
            self._tally.noted(await self._at_desk("StartService"))
        await asyncio.sleep(plan.service)
        if plan.ending is Ending.HELD:
            await self._hold(ticket, plan.returns_after)
        elif plan.ending is Ending.TRANSFERRED:
            await self._transfer(ticket)
        else:
            return await self._finish(calls=plan.calls_at_once and not plan.pause, rest=plan.pause)
        return None

    async def _finish(self, *, calls: bool, rest: float) -> TicketView | None:
        answer = await self._at_desk("FinishService", then_call=calls)
        self._tally.done += answer.problem is None
        if rest:
            await self._rest(rest)
        return self._called(answer) if calls else None

    async def _rest(self, seconds: float) -> None:
        reasons = self._scene.site.reasons.pause
        reason = self._chance.choice(reasons).code if reasons else ""
        if self._tally.noted(await self._at_desk("PauseCounter", reason=reason)):
            await asyncio.sleep(seconds)
            officer = f"officer-{self._counter.id}"
            self._tally.noted(await self._at_desk("OpenCounter", officer=officer))

    async def _miss(self, ticket: TicketView, returns_after: float | None) -> None:
        reasons = self._scene.site.reasons.no_show
        reason = reasons[0].code if reasons else "absent"
        if self._tally.noted(await self._at_desk("RecordNoShow", reason=reason)):
            self._tally.absent += 1
            if returns_after is not None:
                back = self._line.order("RejoinTicket", ticket=ticket.id, reason="late")
                self._later(returns_after, back)

    async def _hold(self, ticket: TicketView, returns_after: float | None) -> None:
        if self._tally.noted(await self._at_desk("HoldTicket")):
            self._tally.held += 1
            self._later(returns_after or 0.0, self._at_desk("ResumeTicket", ticket=ticket.id))

    async def _transfer(self, ticket: TicketView) -> None:
        service = another_service(self._scene, ticket.number, ServiceCode(ticket.service))
        reasons = self._scene.site.reasons.transfer
        body = {"service": service, "reason": reasons[0].code if reasons else ""}
        if self._tally.noted(await self._at_desk("TransferTicket", **body)):
            self._tally.transferred += 1

    async def _at_desk(self, name: str, **body: object) -> Answer:
        return await self._line.order(name, counter=self._counter.id, **body)
