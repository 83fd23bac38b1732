"""What `/metrics` says: counts since the start, and what was refused by reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Gauge, generate_latest

from shared.domain.events import Recorded
from shared.domain.states import CounterState, TicketState
from shared.hub.roles import Role

if TYPE_CHECKING:
    from shared.hub.hub import Hub


class Counts:
    """The hub's own figures, in a registry of their own."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._events = Counter(
            "giliran_events", "Journal entries by type", ["type"], registry=self._registry
        )
        self._refusals = Counter(
            "giliran_refusals",
            "Refused commands by code, service and hour",
            ["code", "service", "hour"],
            registry=self._registry,
        )
        self._searches = Counter(
            "giliran_searches_without_result",
            "Searches at kiosks that found nothing, by hour",
            ["hour"],
            registry=self._registry,
        )
        self._abandoned = Counter(
            "giliran_steps_abandoned",
            "Steps at kiosks at which visitors left, by step, service and hour",
            ["step", "service", "hour"],
            registry=self._registry,
        )
        self._commits = self._gauge("giliran_commits", "Appends to the journal since the start")
        self._head = self._gauge("giliran_journal_seq", "The journal's last sequence")
        self._tickets = Gauge(
            "giliran_tickets", "Today's tickets by state", ["state"], registry=self._registry
        )
        self._counters = Gauge(
            "giliran_counters", "Counters by state", ["state"], registry=self._registry
        )
        self._lines = Gauge(
            "giliran_lines", "Open lines by role", ["role"], registry=self._registry
        )
        self._unspoken = self._gauge("giliran_calls_unspoken", "Calls that wait for a voice")

    def _gauge(self, name: str, words: str) -> Gauge:
        return Gauge(name, words, registry=self._registry)

    def committed(self, recorded: Sequence[Recorded]) -> None:
        for one in recorded:
            self._events.labels(type(one.event).__name__).inc()

    def refused(self, code: str, service: str, hour: int) -> None:
        """Refused demand counts too: it tells a manager where staff is missing."""
        self._refusals.labels(code, service, f"{hour:02d}").inc()

    def missed(self, hour: int) -> None:
        """A search that found nothing; its words are no label, anybody could make up more."""
        self._searches.labels(f"{hour:02d}").inc()

    def abandoned(self, step: str, service: str, hour: int) -> None:
        self._abandoned.labels(step, service, f"{hour:02d}").inc()

    def text(self, hub: Hub) -> bytes:
        """The page in Prometheus' text format."""
        hall = hub.engine.hall
        self._commits.set(hub.engine.commits)
        self._head.set(hub.engine.head.seq)
        self._unspoken.set(hub.voice.waiting())
        for role in Role:
            self._lines.labels(role).set(hub.presence.count(role))
        states = [ticket.state for ticket in hall.tickets.values()]
        for state in TicketState:
            self._tickets.labels(state).set(states.count(state))
        desks = [desk.state for desk in hall.desks.values()]
        for desk_state in CounterState:
            self._counters.labels(desk_state).set(desks.count(desk_state))
        return generate_latest(self._registry)
