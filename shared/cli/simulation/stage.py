"""The hall that is played, its clock, and what is still to come: commands are decided and applied
as a hub does it, without disk and line."""

from __future__ import annotations

import heapq
import itertools
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from typing import Any

from shared.cli.simulation.watcher import Watcher
from shared.domain import commands as c
from shared.domain.decide import day_events, decide
from shared.domain.events import Event, Recorded
from shared.domain.evolve import evolve
from shared.domain.hall import Hall
from shared.domain.ids import BEGINNING, Moment
from shared.domain.refusal import Refusal
from shared.domain.site import Site
from shared.protocol.site_file import kept_site, site_document

HUB = "hub"
"""The sender of what nobody asked for: the site, the turn of the day."""

Act = Callable[..., object]


class Stage:
    """`at` plans an act, `run` lets them happen in the order of time, `do` is their way to the
    hall. Acts at the same moment happen in the order in which they were planned."""

    def __init__(self, site: Site, watch: Sequence[Watcher] = ()) -> None:
        self.hall = Hall()
        self.now = BEGINNING
        self.refused: Counter[str] = Counter()
        """Refusals by their code."""
        self._acts: list[tuple[int, int, Act, tuple[Any, ...]]] = []
        self._numbers = itertools.count()
        self._site = site
        self._kept = kept_site(site_document(site))
        self._document = site_document(self._kept)
        self.watched_by(watch)

    def watched_by(self, watch: Sequence[Watcher]) -> None:
        """These are told from now on, and nobody else."""
        self._hear_events = [w.on_event for w in watch if _overrides(w, "on_event")]
        self._hear_issues = [w.on_issue for w in watch if _overrides(w, "on_issue")]
        self._watch = watch

    def at(self, moment: float, act: Act, *about: Any) -> None:
        """Plans an act for a moment (ms since the epoch)."""
        heapq.heappush(self._acts, (round(moment), next(self._numbers), act, about))

    def after(self, seconds: float, act: Act, *about: Any) -> None:
        moment = round(self.now + seconds * 1_000)
        heapq.heappush(self._acts, (moment, next(self._numbers), act, about))

    def drop(self, kinds: Collection[Act]) -> list[tuple[Any, ...]]:
        """Gives up all planned acts of some kinds (functions of a class, not of one of its
        objects); what each of them was about."""
        chosen = [act for act in self._acts if getattr(act[2], "__func__", None) in kinds]
        self._acts = [act for act in self._acts if getattr(act[2], "__func__", None) not in kinds]
        heapq.heapify(self._acts)
        return [act[3] for act in chosen]

    def run(self, until: Moment) -> None:
        """Lets happen all that is due before `until`; what is due later is given up."""
        while self._acts and self._acts[0][0] < until:
            moment, _, act, about = heapq.heappop(self._acts)
            self.now = Moment(moment)
            act(*about)
        self._acts.clear()

    def do(self, command: c.Command, sender: str) -> bool:
        """Whether the hall does it; a refusal is counted."""
        return self.carry_out(order_of(command, sender))

    def carry_out(self, order: c.Order) -> bool:
        """The same for an order that is given again and again, and made once."""
        try:
            events = decide(self.hall, order, self.now)
        except Refusal as refusal:
            self.refused[refusal.code] += 1
            return False
        for event in events:
            self._apply(event, order.sender)
        if self._hear_issues and isinstance(order.command, c.IssueTicket):
            ticket = self.hall.tickets[order.command.ticket]
            for hear in self._hear_issues:
                hear(self.hall, ticket, self.now)
        return True

    def turn_day(self, now: Moment) -> None:
        """What is due at the beginning of a day: the one before is closed, and this one opened."""
        self.now = now
        if self.hall.plan is None:
            load = c.LoadSite(site=self._site, document=site_document(self._site))
            self.do(load, HUB)
        for event in day_events(self.hall, now, lambda site: self._document):
            self._apply(event, HUB)

    def ended(self) -> None:
        for watcher in self._watch:
            watcher.on_end(self.hall)

    def _apply(self, event: Event, sender: str) -> None:
        hall = self.hall
        recorded = Recorded(hall.seq + 1, self.now, event, sender, sender)
        evolve(hall, recorded, self._read_site)
        for hear in self._hear_events:
            hear(hall, recorded)

    def _read_site(self, document: Any) -> Site:
        """The one site of a play, as the entries of its days have it: read once."""
        return self._kept


def order_of(command: c.Command, sender: str) -> c.Order:
    return c.Order(command=command, sender=sender, actor=sender)


def _overrides(watcher: Watcher, name: str) -> bool:
    return getattr(type(watcher), name) is not getattr(Watcher, name)
