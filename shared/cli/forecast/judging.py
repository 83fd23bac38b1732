"""Promises in a journal against the calls that it has: read alone, the hub may be running."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

from shared.domain.evolve import evolve
from shared.domain.hall import Hall
from shared.domain.hours import business_date
from shared.domain.ids import Moment
from shared.hub.codec import recorded_of
from shared.hub.forecast.judge import Judge, Verdict
from shared.hub.journal.port import APPEND_LIMIT, Entry
from shared.hub.journal.reading import Reader
from shared.protocol.site_file import kept_site

BEFORE = 3
"""Days that are read before the first that is judged: the plain estimate learns its average."""

_NO_MATTER = frozenset({"TicketPrinted", "CallShown", "CallSpoken", "PrintFailed"})
"""Half of all entries, and no promise hangs on them."""


class Judged:
    """The promises of some business dates, and the time zone of their hall."""

    def __init__(self, path: Path, first: str | None, last: str | None) -> None:
        self.judge = Judge()
        self._hall = Hall()
        self._first, self._last = first or "", last or "9999"
        reader = Reader(path)
        try:
            self._read(reader)
        finally:
            reader.close()

    @property
    def verdicts(self) -> list[Verdict]:
        return [one for one in self.judge.verdicts if self._first <= self.date(one) <= self._last]

    def date(self, verdict: Verdict) -> str:
        """The business date of its issue."""
        assert self._hall.plan is not None
        return business_date(self._hall.plan.site, verdict.issued).isoformat()

    def hour(self, verdict: Verdict) -> str:
        """The hour of its issue, by the hall's clock: ``08``."""
        assert self._hall.plan is not None
        zone = ZoneInfo(self._hall.plan.site.timezone)
        return f"{dt.datetime.fromtimestamp(verdict.issued / 1000, zone):%H}"

    def _read(self, reader: Reader) -> None:
        after = self._beginning(reader)
        while entries := reader.read(after, APPEND_LIMIT):
            for entry in entries:
                if self._over(entry):
                    return
                self._take(entry)
            after = entries[-1].seq

    def _take(self, entry: Entry) -> None:
        if entry.type in _NO_MATTER:
            return
        recorded = recorded_of(entry)
        evolve(self._hall, recorded, kept_site)
        self.judge.take(self._hall, recorded)

    def _over(self, entry: Entry) -> bool:
        """Whether a day after the last one begins."""
        plan = self._hall.plan
        if entry.type != "DayOpened" or plan is None:
            return False
        return business_date(plan.site, Moment(entry.at)).isoformat() > self._last

    def _beginning(self, reader: Reader) -> int:
        """Some days before the first; a replay may begin with any opening of a day."""
        whole = reader.whole_after().seq
        openings = reader.read_type("DayOpened", whole, 100_000)
        dates = [getattr(recorded_of(entry).event, "date", "") for entry in openings]
        place = sum(date < self._first for date in dates) - BEFORE
        return openings[place].seq - 1 if place > 0 else whole
