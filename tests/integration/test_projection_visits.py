"""The reports' tables for visits: stays at desks, errands that go on, days that end before them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from shared.domain import events as e
from shared.domain.ids import (
    MINUTE,
    CounterId,
    Moment,
    NoteId,
    OfficerId,
    ServiceCode,
    TicketId,
)
from shared.hub.projection.rows import tell
from shared.hub.projection.tables import open_reports
from tests.integration.projection_day import ANI, BUDI, C5, C6, OPENING, called, issued, opened

AKTA, KK = ServiceCode("akta-lahir"), ServiceCode("kk-baru")
NIGHT = 24 * 60


class Tables:
    """Events told one by one, with their minute after opening."""

    def __init__(self, path: Path) -> None:
        self.rows = open_reports(path).conn
        self.rows.row_factory = sqlite3.Row
        self._seq = 0
        self.tell(0, e.DayOpened(date="2026-03-02"), opened(C5, "ibu-5"), opened(C6, "pak-6"))

    def tell(self, minute: float, *events: e.Event) -> None:
        for event in events:
            self._seq += 1
            at = Moment(int(OPENING + minute * MINUTE))
            tell(self.rows, e.Recorded(seq=self._seq, at=at, event=event))

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in self.rows.execute(sql)]

    def serve(self, ticket: TicketId, counter: CounterId, call: int, minute: float) -> None:
        self.tell(minute, called(ticket, counter, call))
        self.tell(minute + 1, e.ServiceStarted(ticket=ticket, counter=counter))

    def ticket(self, ticket: TicketId, *columns: str) -> tuple[Any, ...]:
        return self.ask(f"SELECT {', '.join(columns)} FROM tickets WHERE ticket = '{ticket}'")[0]


@pytest.fixture
def tables(tmp_path: Path) -> Iterator[Tables]:
    made = Tables(tmp_path / "reports.db")
    yield made
    made.rows.close()


def finished(ticket: TicketId, counter: CounterId, result: str = "done") -> e.ServiceFinished:
    return e.ServiceFinished(ticket=ticket, counter=counter, result=result)


def goes_on(ticket: TicketId, counter: CounterId, *, here: bool) -> e.VisitContinued:
    return e.VisitContinued(ticket=ticket, counter=counter, service=AKTA, result="done", here=here)


def stays(tables: Tables) -> list[tuple[Any, ...]]:
    return tables.ask(
        "SELECT service, counter, officer, service_ms / 60000, how, result FROM stays ORDER BY seq"
    )


def test_a_visit_that_goes_on_is_one_ticket_and_two_stays(tables: Tables) -> None:
    tables.tell(1, issued(ANI, "A-001"), issued(BUDI, "A-002"))
    tables.serve(ANI, C5, 1, 10)
    tables.tell(15, goes_on(ANI, C5, here=True))
    tables.tell(18, finished(ANI, C5, "incomplete"))
    tables.serve(BUDI, C5, 1, 20)
    tables.tell(25, goes_on(BUDI, C5, here=False))
    tables.serve(BUDI, C6, 2, 30)
    tables.tell(33, finished(BUDI, C6))
    assert stays(tables) == [
        ("kk-baru", "5", "ibu-5", 4, "continued", "done"),
        ("akta-lahir", "5", "ibu-5", 3, "finished", "incomplete"),
        ("kk-baru", "5", "ibu-5", 4, "continued", "done"),
        ("akta-lahir", "6", "pak-6", 2, "finished", "done"),
    ]
    assert tables.ask("SELECT outcome, count(*) FROM tickets GROUP BY 1") == [("done", 2)]
    assert tables.ticket(ANI, "result", "service_ms") == ("incomplete", 7 * MINUTE)
    assert tables.ticket(BUDI, "wait_ms", "service") == (19 * MINUTE, "akta-lahir")


def test_what_comes_back_was_served_twice_and_is_done_once(tables: Tables) -> None:
    tables.tell(1, issued(ANI, "A-001"))
    tables.serve(ANI, C5, 1, 10)
    sent = e.TicketTransferred(
        ticket=ANI, counter=C5, service=AKTA, back_to=OfficerId("ibu-5"), back_service=KK
    )
    tables.tell(12, sent)
    tables.serve(ANI, C6, 2, 20)
    tables.tell(25, e.TicketReturned(ticket=ANI, counter=C6, service=KK, result="done"))
    assert tables.ticket(ANI, "outcome", "service") == ("waiting", "kk-baru")
    tables.serve(ANI, C5, 3, 30)
    tables.tell(32, finished(ANI, C5))
    assert [stay[-2] for stay in stays(tables)] == ["sent", "returned", "finished"]
    assert tables.ticket(ANI, "outcome", "service_ms") == ("done", 6 * MINUTE)


def test_a_finish_that_is_taken_back_never_ended_the_stay(tables: Tables) -> None:
    tables.tell(1, issued(ANI, "A-001"))
    tables.serve(ANI, C5, 1, 10)
    tables.tell(14, finished(ANI, C5, "incomplete"))
    tables.tell(14.1, e.ActionUndone(ticket=ANI, counter=C5, action="finish"))
    assert (stays(tables), tables.ticket(ANI, "result")) == ([], ("",))
    tables.tell(16, finished(ANI, C5))
    assert stays(tables) == [("kk-baru", "5", "ibu-5", 5, "finished", "done")]


def test_a_called_visitor_who_is_put_aside_has_not_been_served(tables: Tables) -> None:
    tables.tell(1, issued(ANI, "A-001"))
    tables.tell(10, called(ANI, C5))
    tables.tell(11, e.TicketHeld(ticket=ANI, counter=C5))
    assert stays(tables) == []


@pytest.mark.parametrize("back", [True, False])
def test_who_is_left_for_tomorrow_was_not_served_today_and_waited_no_night(
    tables: Tables, back: bool
) -> None:
    tables.tell(1, issued(ANI, "A-001"))
    tables.tell(400, e.TicketPostponed(ticket=ANI, reason="outage"))
    assert tables.ticket(ANI, "outcome") == ("unserved",)
    tables.tell(450, e.DayClosed(date="2026-03-02", reason="end-of-day"))
    tables.tell(NIGHT, e.DayOpened(date="2026-03-03"), opened(C5, "ibu-5"))
    left = "SELECT date, service, reason, back_at FROM postponed"
    assert tables.ask(left) == [("2026-03-02", "kk-baru", "outage", None)]
    if back:
        tables.tell(
            NIGHT + 1, e.TicketRejoined(ticket=ANI, place=Moment(OPENING + MINUTE), kept=True)
        )
        assert tables.ticket(ANI, "outcome", "finished_at") == ("waiting", None)
        tables.serve(ANI, C5, 1, NIGHT + 11)
    else:  # called by number, without a word at the kiosk
        tables.serve(ANI, C5, 1, NIGHT + 11)
    tables.tell(NIGHT + 15, finished(ANI, C5))
    assert tables.ticket(ANI, "outcome", "date") == ("done", "2026-03-02")
    assert tables.ticket(ANI, "wait_ms") == ((399 + (10 if back else 0)) * MINUTE,)
    assert tables.ask(left)[0][3] == OPENING + (NIGHT + (1 if back else 11)) * MINUTE


def test_moves_ends_and_notes_are_told(tables: Tables) -> None:
    tables.tell(1, issued(ANI, "A-001"))
    tables.tell(2, e.TicketMoved(ticket=ANI, service=AKTA, reason="outage"))
    tables.tell(3, e.EndDecided(service=AKTA, choice="tomorrow"))
    tables.tell(4, e.TicketNoted(ticket=ANI, note=NoteId("n"), code="photo"))
    assert tables.ask("SELECT kind, reason FROM interventions") == [("moved", "outage")]
    assert tables.ask("SELECT date, service, choice FROM endings") == [
        ("2026-03-02", "akta-lahir", "tomorrow")
    ]
    assert tables.ask("SELECT ticket, code FROM notes") == [("ani", "photo")]
    assert tables.ticket(ANI, "service") == ("akta-lahir",)
