"""The hall's door: simulated visitors take tickets, some of them two, and some give up."""

from __future__ import annotations

import asyncio

from shared.cli.simulation.live.line import Line
from shared.cli.simulation.live.officer import Later
from shared.cli.simulation.live.tally import Tally
from shared.cli.simulation.people import Scene
from shared.cli.simulation.visitors import Visitor, gaps, visitors

DEVICE = "simulation-door"


class Door:
    """Where visitors come in, at the rate of the scene; the first `waiting` of them at once."""

    def __init__(
        self, scene: Scene, line: Line, tally: Tally, later: Later, waiting: int = 0
    ) -> None:
        self._scene = scene
        self._line = line
        self._tally = tally
        self._later = later
        self._waiting = waiting

    async def live(self) -> None:
        """Lets people in for ever; the moments of their coming do not depend on the hub."""
        loop = asyncio.get_running_loop()
        due = loop.time()
        everyone = zip(visitors(self._scene), gaps(self._scene), strict=False)
        for number, (visitor, gap) in enumerate(everyone):
            due += gap if number >= self._waiting else 0.0
            await asyncio.sleep(due - loop.time())
            self._later(0.0, self._take(visitor))

    async def _take(self, visitor: Visitor) -> None:
        visit: str | None = None
        for service in visitor.services:
            answer = await self._line.order(
                "IssueTicket",
                service=service,
                priority=visitor.priority,
                language=visitor.language,
                people=visitor.people,
                assist=list(visitor.assist),
                visit=visit,
                kiosk=DEVICE,
            )
            if not self._tally.noted(answer) or answer.ticket is None:
                return
            self._tally.taken += 1
            visit = answer.ticket.visit
            await self._line.order("RecordPrint", ticket=answer.ticket.id, outcome="printed")
            if visitor.patience is not None:
                self._later(visitor.patience, self._give_up(answer.ticket.id))

    async def _give_up(self, ticket: str) -> None:
        """Who was called meanwhile stays: then the hub says no, and that is no fault."""
        answer = await self._line.order("CancelTicket", ticket=ticket, reason="visitor")
        self._tally.given_up += answer.problem is None
