"""What visitors did not get, and how long others needed: counted for `/metrics`, kept by day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from shared.domain.hall import Hall
from shared.domain.hours import business_date
from shared.domain.ids import DAY, Moment
from shared.domain.refusal import Code, Refusal
from shared.hub.counts import Counts
from shared.hub.orders import BadCommand
from shared.hub.own_words import OwnWords
from shared.hub.quick import LONGEST
from shared.hub.refused import DAYS, RefusedDays
from shared.hub.unknown_words import UnknownWords
from shared.protocol.messages import Answer
from shared.protocol.moments import moment_of
from shared.protocol.tally import MODES, OTHER_STEP, STEPS, Tally, TallyKind, search_text


class Losses:
    """Counts by business date and local hour; what strangers make up becomes no label."""

    def __init__(
        self,
        hall: Hall,
        days: RefusedDays,
        counts: Counts,
        now: Callable[[], Moment],
        own: OwnWords,
    ) -> None:
        self._hall = hall
        self._days = days
        self._counts = counts
        self._now = now
        self._words = UnknownWords(own)

    def refuse(self, refusal: Refusal) -> None:
        """Counts a command that was refused."""
        if refusal.code is Code.NOBODY_WAITS:
            return  # nobody was turned away
        self._count_refusal(refusal.code, str(refusal.facts.get("service", "")), self._now())

    def record_tally(self, id_: str, body: dict[str, Any]) -> Answer:
        """`RecordTally`: what a kiosk tells of a visitor who went without, once for each id."""
        try:
            tally = msgspec.convert(body, Tally, strict=True)
        except msgspec.ValidationError as error:
            raise BadCommand(f"RecordTally: {error}") from None
        at = self._told_at(tally.at)
        if self._days.is_news(id_):
            self._count(tally, at)
        return Answer(id=id_, status=200)

    def _count(self, tally: Tally, at: Moment) -> None:
        date, hour = self._date(at), self._hour(at)
        if tally.kind == TallyKind.SEARCH and (text := search_text(tally.text)):
            self._days.miss(date, self._words.without(text))
            self._counts.missed(hour)
        elif tally.kind == TallyKind.ABANDONED:
            step = tally.step if tally.step in STEPS else OTHER_STEP
            service = self._known_service(tally.service)
            self._days.abandon(date, step, service, hour)
            self._counts.abandoned(step, service, hour)
        elif tally.kind == TallyKind.REFUSED and tally.reason in set(Code):
            self._count_refusal(tally.reason, tally.service, at)
        elif tally.kind == TallyKind.PAPER and 0 < tally.ms <= LONGEST * 1_000:
            self._count_paper(tally, date)

    def _count_refusal(self, code: str, service: str, at: Moment) -> None:
        known, hour = self._known_service(service), self._hour(at)
        self._days.refuse(self._date(at), code, known, hour)
        self._counts.refused(code, known, hour)

    def _count_paper(self, tally: Tally, date: str) -> None:
        plan = self._hall.plan
        known = plan is not None and tally.language in plan.site.languages
        self._days.paper(
            date,
            popular=tally.popular,
            language=tally.language if known else "",
            modes="+".join(mode for mode in MODES if mode in tally.modes.split("+")),
            seconds=-(-tally.ms // 1_000),
        )

    def _told_at(self, text: str) -> Moment:
        """When it was; now where that is not said, or cannot be."""
        now = self._now()
        if not text:
            return now
        try:
            at = moment_of(text)
        except ValueError:
            raise BadCommand("RecordTally: 'at' is a time in ISO 8601 with an offset.") from None
        return at if now - DAYS * DAY < at < now else now

    def _known_service(self, service: str) -> str:
        plan = self._hall.plan
        return service if plan is not None and service in plan.services else ""

    def _date(self, at: Moment) -> str:
        plan = self._hall.plan
        return business_date(plan.site, at).isoformat() if plan is not None else self._hall.date

    def _hour(self, at: Moment) -> int:
        plan = self._hall.plan
        zone = ZoneInfo(plan.site.timezone if plan else "UTC")
        return datetime.fromtimestamp(at / 1000, zone).hour
