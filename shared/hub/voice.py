"""One voice at a time in earshot: who may speak which calls now.

For every voice group the hub keeps the calls that nobody has spoken yet, in the order of the
journal, and lends the voice to one display at a time. A lease ends when the display gives it back,
when its line breaks, or when its time is over. Nothing of this is in the journal: after a restart
the calls of the last minute are taken from the state.
"""

from __future__ import annotations

import asyncio
import itertools
import logging
import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from shared.domain import events as e
from shared.domain.hall import Hall, Ticket
from shared.domain.ids import SECOND, Moment, ZoneCode
from shared.domain.ladder import Batch, Style, Waiting, batch
from shared.domain.second_language import second_language
from shared.domain.states import TicketState
from shared.domain.voice_hours import percent_at
from shared.hub.presence import Line, Presence
from shared.hub.voice_queue import Group, Lease, Pending, Words
from shared.hub.voice_watch import HolderWatch
from shared.protocol.machine import elapsed_ms
from shared.protocol.messages import Grant, GrantedCall, GrantedWords, Revoke

log = logging.getLogger(__name__)

STALE = 60 * SECOND
"""A call this old that no display was there to speak is shown, but not spoken any more."""

TRIES = 2
"""A call whose sound failed so often is left to the screen and the officer."""

_FULL_SECONDS, _SHORT_SECONDS, _SLACK_SECONDS = 16.0, 4.5, 6.0
_LETTER_SECONDS = 0.12
"""Of an announcement, spoken slowly."""

LONGEST_WAIT = 300 * SECOND
"""An announcement that was not spoken for so long is left to the screen, be it for calls or because
the hub was away: none is spoken hours late."""

REPEAT_SECONDS = 6.0
"""After a call was spoken, before it is spoken again: so long somebody takes to stand up."""

Said = Callable[[str, str, bool], None]
"""Told the id of an announcement, the voice group in which it is over, and whether it was heard."""

Lent = Callable[[str, Line | None], None]
"""Told a voice group and who speaks in it from now on; None: nobody does."""


class VoiceDesk:
    """Lends the voice of each group. All methods belong to the hub's loop."""

    def __init__(
        self,
        hall: Hall,
        presence: Presence,
        now: Callable[[], Moment],
        passed: Callable[[], int] = elapsed_ms,
    ) -> None:
        """`now` is the hub's time; `passed` are ms that nobody sets: how long a call has waited."""
        self._hall = hall
        self._presence = presence
        self._now = now
        self._passed = passed
        self._groups: dict[str, Group] = {}
        self._run = secrets.token_hex(3)
        self._ids = itertools.count(1)
        self._shunned: Line | None = None
        """Who has just fallen silent, while the next one is looked for."""
        self.on_said: Said = lambda announcement, group, spoken: None
        self.on_lent: Lent = lambda group, line: None
        presence.watch(self.look)

    def committed(self, recorded: Sequence[e.Recorded]) -> None:
        """Follows the journal: new calls queue up, answered and spoken ones leave."""
        for one in recorded:
            if isinstance(one.event, e.TicketCalled | e.TicketRecalled):
                self._queue(self._hall.tickets[one.event.ticket])
        self.look()

    def adopt(self) -> None:
        """After a start: what was called within the last minute and not spoken."""
        called = [t for t in self._hall.tickets.values() if t.state is TicketState.CALLED]
        for ticket in sorted(called, key=lambda t: t.called_at or 0):
            if ticket.spoken_at is None:
                self._queue(ticket)

    def done(self, line: Line, lease_id: str, failed: str) -> None:
        """A display gives the voice back; what it could not say may be tried once more."""
        for group in self._groups.values():
            lease = group.lease
            if lease is not None and lease.id == lease_id and lease.line is line:
                self._end(group, retry=bool(failed))
                if not failed:
                    self._plan_repeat(group, lease.calls)
                if lease.words is not None and not failed:
                    self.on_said(lease.words.id, group.name, True)
                if failed:
                    log.warning("%s could not speak: %s", line.device, failed)
        self.look()

    def left(self, line: Line) -> None:
        """A line is gone: its lease is over, and another display may say the rest."""
        for group in self._groups.values():
            if group.lease is not None and group.lease.line is line:
                self._end(group, retry=True)
        self.look()

    def announce(
        self, id_: str, zones: Sequence[ZoneCode], text: str, english: str, *, age: int = 0
    ) -> set[str]:
        """Has words spoken in zones, once nobody is to be called there; in which voice groups.
        `age` (ms): of one that was made before a restart."""
        plan = self._hall.plan
        assert plan is not None
        groups: dict[str, list[ZoneCode]] = {}
        for zone in zones:
            groups.setdefault(plan.zones[zone].voice_group, []).append(zone)
        since = Moment(self._passed())
        for name, heard_in in groups.items():
            group = self._groups.setdefault(name, Group(name))
            until = Moment(since + LONGEST_WAIT - age)
            group.words.append(Words(id_, tuple(heard_in), text, english, since, until))
        self.look()
        return set(groups)

    def waiting(self) -> int:
        """Calls that wait to be spoken, in all groups."""
        return sum(len(group.queue) for group in self._groups.values())

    def look(self) -> None:
        """Takes the voice from who may not speak any more, and grants whatever can be granted."""
        for group in list(self._groups.values()):
            if group.lease is not None and not self._may_speak(group.lease):
                self._revoke(group)
            self._forget_words(group)
            if group.lease is None:
                self._grant(group)

    def _plan_repeat(self, group: Group, spoken: list[Pending]) -> None:
        """Where the site wants it, a call that was spoken alone is spoken once more."""
        assert self._hall.plan is not None
        if not self._hall.plan.site.voice.repeat or len(spoken) != 1 or spoken[0].again:
            return
        again = replace(spoken[0], tries=0, again=True)
        loop = asyncio.get_running_loop()
        loop.call_later(REPEAT_SECONDS, self._repeat, group, again)

    def _repeat(self, group: Group, again: Pending) -> None:
        """Only if nobody else is to be spoken; a call that comes meanwhile ends it."""
        if group.lease is None and not group.queue and not group.words:
            group.queue.append(again)
            self.look()
            group.queue = [one for one in group.queue if one is not again]

    # ----------------------------------------------------------------------------------------

    def _queue(self, ticket: Ticket) -> None:
        plan = self._hall.plan
        assert plan is not None
        assert ticket.counter is not None
        assert ticket.called_at is not None
        zone = plan.zones[plan.counters[ticket.counter].zone]
        group = self._groups.setdefault(zone.voice_group, Group(zone.voice_group))
        group.queue = [one for one in group.queue if one.ticket != ticket.id]
        waiting = Waiting(
            call=f"{ticket.id}/{ticket.calls}",
            zone=zone.code,
            since=Moment(self._passed() - max(0, self._now() - ticket.called_at)),
            english=bool(self._second(ticket)),
            repeat=ticket.round > 1,
        )
        group.queue.append(Pending(ticket.id, ticket.calls, waiting))

    def _second(self, ticket: Ticket) -> str:
        """The language that follows the hall's first one; empty: none does."""
        assert self._hall.plan is not None
        return second_language(self._hall.plan.site, ticket.language)

    def _grant(self, group: Group) -> None:
        now = Moment(self._passed())
        if self._quiet():
            group.queue = []
            return
        group.queue = [one for one in group.queue if self._of_use(one, now)]
        audible = [one for one in group.queue if self._speaker(one) is not None]
        chosen = batch([one.waiting for one in audible], now)
        if chosen is None:
            self._grant_words(group)
            return
        calls = [one for one in audible if one.waiting in chosen.calls]
        line = self._speaker(calls[0])
        assert line is not None
        group.queue = [one for one in group.queue if one not in calls]
        self._lend(group, line, chosen, calls)

    def _grant_words(self, group: Group) -> None:
        """Nobody is to be called now: what was announced first is spoken."""
        for words in group.words:
            found = self._who_says(words)
            if found is not None:
                zone, line = found
                group.words.remove(words)
                self._lend_for_words(group, line, zone, words)
                return

    def _who_says(self, words: Words) -> tuple[ZoneCode, Line] | None:
        for zone in words.zones:
            for line in self._presence.speakers(zone):
                if line.announces:
                    return zone, line
        return None

    def _quiet(self) -> bool:
        """The site's quiet hours without any voice: calls are left to the screens."""
        plan = self._hall.plan
        if plan is None or not (plan.site.voice.quiet or plan.site.voice.volume_by_hour):
            return False
        local = datetime.fromtimestamp(self._now() / SECOND, ZoneInfo(plan.site.timezone))
        return percent_at(plan.site.voice, local) == 0

    def _forget_words(self, group: Group) -> None:
        """Announcements that nobody can speak, or that nobody got round to, are over."""
        now, quiet = self._passed(), self._quiet()
        over = [
            words
            for words in group.words
            if quiet
            or words.tries >= TRIES
            or now > words.until
            or (now - words.since > STALE and self._who_says(words) is None)
        ]
        group.words = [words for words in group.words if words not in over]
        for words in over:
            self.on_said(words.id, group.name, False)

    def _of_use(self, pending: Pending, now: Moment) -> bool:
        """Still the ticket's last call, not answered, not spoken; and not learnt of too late."""
        ticket = self._hall.tickets.get(pending.ticket)
        if ticket is None or ticket.state is not TicketState.CALLED:
            return False
        if ticket.calls != pending.call or (ticket.spoken_at is not None) != pending.again:
            return False
        fresh = now - pending.waiting.since <= STALE
        audible = self._speaker(pending) is not None
        if audible and not fresh and not pending.heard_of:
            return False
        pending.heard_of = audible
        return pending.tries < TRIES and (audible or fresh)

    def _speaker(self, pending: Pending) -> Line | None:
        return next(iter(self._heard_in(pending.waiting.zone)), None)

    def _heard_in(self, zone: ZoneCode) -> list[Line]:
        """Who may speak for a zone: its own displays; where it has none that lives, any that is
        heard there. A zone whose displays are muted stays silent: somebody wants it so."""
        own = [line for line in self._presence.speakers(zone) if line is not self._shunned]
        if own or self._presence.seen_in(zone):
            return own
        assert self._hall.plan is not None
        zones = self._hall.plan.zones
        near = [one for one in zones if zones[one].voice_group == zones[zone].voice_group]
        return [line for other in near for line in self._presence.speakers(other)]

    def _lend(self, group: Group, line: Line, chosen: Batch, calls: list[Pending]) -> None:
        each = _FULL_SECONDS if chosen.style is Style.FULL else _SHORT_SECONDS
        seconds = each * len(calls) + _SLACK_SECONDS
        lease = self._leased(group, line, (calls[0].waiting.zone,), seconds)
        lease.calls = calls
        granted = [self._granted(one, second=chosen.english) for one in calls]
        grant = Grant(lease=lease.id, style=chosen.style, calls=granted, seconds=seconds)
        line.tell(grant)

    def _lend_for_words(self, group: Group, line: Line, zone: ZoneCode, words: Words) -> None:
        letters = len(words.text) + len(words.english)
        seconds = _FULL_SECONDS + letters * _LETTER_SECONDS + _SLACK_SECONDS
        lease = self._leased(group, line, words.zones, seconds)
        lease.words = words
        said = GrantedWords(id=words.id, zone=zone, text=words.text, english=words.english)
        line.tell(Grant(lease=lease.id, style=Style.FULL, calls=[], seconds=seconds, words=said))

    def _leased(
        self, group: Group, line: Line, zones: tuple[ZoneCode, ...], seconds: float
    ) -> Lease:
        # Not the name of a lease of before a restart, which a display may still be speaking under.
        id_ = f"v{self._run}-{next(self._ids)}"
        timer = asyncio.get_running_loop().call_later(seconds, self._expire, group, id_)
        lease = group.lease = Lease(id_, line, zones, [], timer)
        lease.watch = HolderWatch(
            line, lambda: self._others(lease), lambda: self._silent(group, lease)
        )
        self.on_lent(group.name, line)
        return lease

    def _others(self, lease: Lease) -> bool:
        """Whether anyone else could say what this one was lent the voice for."""
        return any(line is not lease.line for zone in lease.zones for line in self._heard_in(zone))

    def _silent(self, group: Group, lease: Lease) -> None:
        """The holder does not answer: another one says it. Should it live, it falls silent."""
        if group.lease is not lease:
            return
        log.warning("%s does not answer while it speaks", lease.line.device)
        lease.line.tell(Revoke(lease=lease.id))
        self._shunned = lease.line
        try:
            self._end(group, retry=True)
            self.look()
        finally:
            self._shunned = None

    def _granted(self, pending: Pending, *, second: bool) -> GrantedCall:
        ticket = self._hall.tickets[pending.ticket]
        language = self._second(ticket) if second else ""
        assert self._hall.plan is not None
        assert ticket.counter is not None
        return GrantedCall(
            ticket=ticket.id,
            call=pending.call,
            number=ticket.number,
            counter=str(self._hall.plan.counters[ticket.counter].number),
            zone=pending.waiting.zone,
            english=language == "en",
            second=language,
            again=pending.again,
        )

    def _expire(self, group: Group, lease_id: str) -> None:
        lease = group.lease
        if lease is None or lease.id != lease_id:
            return
        log.warning("%s did not give the voice back in time", lease.line.device)
        self._revoke(group)
        self.look()

    def _may_speak(self, lease: Lease) -> bool:
        """Not muted meanwhile, not given other zones, its sound not lost."""
        return any(lease.line in self._heard_in(zone) for zone in lease.zones)

    def _revoke(self, group: Group) -> None:
        lease = group.lease
        assert lease is not None
        lease.line.tell(Revoke(lease=lease.id))
        self._end(group, retry=True)

    def _end(self, group: Group, *, retry: bool) -> None:
        lease = group.lease
        assert lease is not None
        lease.timer.cancel()
        if lease.watch is not None:
            lease.watch.cancel()
        group.lease = None
        self.on_lent(group.name, None)
        if retry:
            for one in lease.calls:
                one.tries += 1
            group.queue = [*(one for one in lease.calls if not one.again), *group.queue]
            if lease.words is not None:
                lease.words.tries += 1
                group.words.insert(0, lease.words)
