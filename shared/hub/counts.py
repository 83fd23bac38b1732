"""What `/metrics` says: counts since the start, and what was refused by reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Gauge, generate_latest

from shared.domain.events import Event, Recorded
from shared.domain.states import CounterState, TicketState
from shared.hub.roles import Role
from shared.protocol.troubles import TroubleCode

if TYPE_CHECKING:
    from shared.hub.crowd import Crowd
    from shared.hub.hub import Hub


class Counts:
    """The hub's own figures, in a registry of their own."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._by_kind: dict[type[Event], Counter] = {}
        self._count_what_happens()
        self._gauge_the_hall()
        self._gauge_the_hub()

    def _count_what_happens(self) -> None:
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
        self._noise = Counter(
            "giliran_requests_unreadable",
            "Connections closed for what is no HTTP request, by code",
            ["code"],
            registry=self._registry,
        )

    def _gauge_the_hall(self) -> None:
        self._tickets = Gauge(
            "giliran_tickets", "Today's tickets by state", ["state"], registry=self._registry
        )
        self._counters = Gauge(
            "giliran_counters", "Counters by state", ["state"], registry=self._registry
        )
        self._lines = Gauge(
            "giliran_lines", "Open lines by role", ["role"], registry=self._registry
        )
        self._troubles = Gauge(
            "giliran_device_troubles",
            "What is wrong with devices now, by code",
            ["code"],
            registry=self._registry,
        )
        self._unspoken = self._gauge("giliran_calls_unspoken", "Calls that wait for a voice")

    def _gauge_the_hub(self) -> None:
        self._connections = Gauge(
            "giliran_connections",
            "Connections of callers that have shown who they are, and of strangers",
            ["who"],
            registry=self._registry,
        )
        self._shed = Gauge(
            "giliran_shed",
            "What strangers were not given since the start: connections, requests, time",
            ["what"],
            registry=self._registry,
        )
        self._commits = self._gauge("giliran_commits", "Appends to the journal since the start")
        self._head = self._gauge("giliran_journal_seq", "The journal's last sequence")
        self._backup_age = self._gauge(
            "giliran_backup_behind_seconds", "Age of the oldest entry not in the replica; -1: none"
        )
        self._backup_seq = self._gauge("giliran_backup_seq", "The replica's last known sequence")
        self._backup_restarts = self._gauge(
            "giliran_backup_restarts", "How often Litestream was started again"
        )
        self._restoring = self._gauge(
            "giliran_restoring_kiosks_missing", "Kiosks that a restored hub still waits for"
        )

    def _gauge(self, name: str, words: str) -> Gauge:
        return Gauge(name, words, registry=self._registry)

    def committed(self, recorded: Sequence[Recorded]) -> None:
        for one in recorded:
            self._of(type(one.event)).inc()

    def _of(self, kind: type[Event]) -> Counter:
        counter = self._by_kind.get(kind)
        if counter is None:
            counter = self._by_kind[kind] = self._events.labels(kind.__name__)
        return counter

    def refused(self, code: str, service: str, hour: int) -> None:
        """Refused demand counts too: it tells a manager where staff is missing."""
        self._refusals.labels(code, service, f"{hour:02d}").inc()

    def missed(self, hour: int) -> None:
        """A search that found nothing; its words are no label, anybody could make up more."""
        self._searches.labels(f"{hour:02d}").inc()

    def abandoned(self, step: str, service: str, hour: int) -> None:
        self._abandoned.labels(step, service, f"{hour:02d}").inc()

    def noise(self, code: str) -> None:
        """Somebody speaks no HTTP here: a scanner, TLS, or a broken program."""
        self._noise.labels(code).inc()

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
        self._tell_backup(hub)
        self._tell_crowd(hub.crowd)
        found = [trouble.code for trouble in hub.troubles.everyone()]
        for code in TroubleCode:
            self._troubles.labels(code).set(found.count(code))
        return generate_latest(self._registry)

    def _tell_crowd(self, crowd: Crowd) -> None:
        self._connections.labels("known").set(crowd.believed)
        self._connections.labels("strangers").set(crowd.strangers)
        for what, count in asdict(crowd.shed).items():
            self._shed.labels(what).set(count)

    def _tell_backup(self, hub: Hub) -> None:
        standing = hub.backup.standing() if hub.backup is not None else None
        self._backup_age.set(standing.behind_seconds if standing else -1)
        self._backup_seq.set(standing.seq if standing else 0)
        self._backup_restarts.set(standing.restarts if standing else 0)
        self._restoring.set(len(hub.restored.missing()) if hub.restored.waiting else 0)
