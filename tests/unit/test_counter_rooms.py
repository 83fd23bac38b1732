"""The information desk and the supervisor's view without a screen: finding, asking, surveying."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter.answering import option_keys
from counter.catalogue import Catalogue
from counter.information.deeds import Deeds
from counter.information.finding import Finder, wanted
from counter.information.kiosks import kiosks_of
from counter.information.printing import Printing, unprinted
from counter.information.returning import Returning
from counter.information.standing import counters_words, outlook, standing, where
from counter.information.taking import Taking
from counter.questions import Asking, Draft, Question
from counter.queue import moment_text
from counter.rehearsal import ScriptedHall
from counter.sitting.devices import Device
from counter.sitting.entitlement import Entitlement
from counter.sitting.sight import Chain, Sight
from counter.sitting.sitting import Place, Sitting
from counter.sitting.spoken import spoken
from counter.sitting.writing import note_question
from counter.studio import moment, sample_site
from counter.supervision.closures import Closures, closure
from counter.supervision.ending import Ending
from counter.supervision.idle import IdleSince
from counter.supervision.moving import Moving
from counter.supervision.sound import Sound
from counter.supervision.survey import idle_counters, survey
from counter.supervision.unattended import unattended
from counter.supervision.until import until_question
from shared.domain.ids import MINUTE, Moment
from shared.domain.permits import permits_of
from shared.protocol.views import DeviceTrouble

SITE = sample_site()
KTP, SKCK = "KTP-BARU", "SKCK-BARU"


@pytest.fixture
def hall() -> ScriptedHall:
    return ScriptedHall(SITE, moment("09:12"))


def sight_of(hall: ScriptedHall, role: str = "supervisor", language: str = "id") -> Sight:
    sitting = Sitting()
    sitting.begin("siti", {"role": role, "may": sorted(permits_of(SITE, role)), "session": "s"})
    return Sight(Catalogue(SITE, language), hall.facts, hall.now, sitting)


def answers(question: object, *choices: str) -> object:
    """What choosing one option after another leads to."""
    for choice in choices:
        assert isinstance(question, Question)
        question = question.chosen(choice)
    return question


def titles(question: object, typed: str = "") -> list[str]:
    assert isinstance(question, Question)
    return [one.title for one in question.options(typed)]


# What visitors say --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "time", "rest"),
    [
        ("sekitar jam sembilan seperempat, mau bikin KTP", "9:15", "bikin ktp"),
        ("setengah sepuluh ktp", "9:30", "ktp"),
        ("sepuluh kurang seperempat", "9:45", ""),
        ("jam sembilan lewat dua puluh lima", "9:25", ""),
        ("kira-kira 9.05 pintu utama", "9:05", "kira-kira pintu utama"),
        ("pukul dua", "14:00", ""),
        ("1.15", "13:15", ""),
        ("jam dua belas", "12:00", ""),
        ("0915 kk", "9:15", "kk"),
        ("half past nine passport", "9:30", "passport"),
        ("a quarter to ten", "9:45", ""),
        ("ten past nine", "9:10", ""),
    ],
)
def test_a_time_is_read_as_people_say_it(said: str, time: str, rest: str) -> None:
    hour, minute = map(int, time.split(":"))
    found = spoken(said)
    assert found.minute == hour * 60 + minute
    assert found.rest == rest


@pytest.mark.parametrize("said", ["", "ktp", "A-012", "12", "99.99", "kurang lebih", "jam berapa"])
def test_what_is_no_time_is_left_alone(said: str) -> None:
    assert spoken(said).minute is None


@given(st.text(max_size=60))
def test_whatever_is_typed_is_read(said: str) -> None:
    found = spoken(said)
    assert found.minute is None or 0 <= found.minute < 24 * 60 + 60
    wanted(said)


@given(st.integers(7, 17), st.integers(0, 59))
def test_every_time_of_the_day_is_found_to_the_minute(hour: int, minute: int) -> None:
    assert spoken(f"{hour:02}.{minute:02}").minute == hour * 60 + minute
    assert spoken(f"ktp {hour}:{minute:02} kiosk").minute == hour * 60 + minute


def test_found_by_time_service_and_kiosk(hall: ScriptedHall) -> None:
    hall.arrive("A-001", KTP, 60, kiosk="kiosk-1")
    near = hall.arrive("A-002", KTP, 7, kiosk="kiosk-2")
    hall.arrive("P-001", SKCK, 8, kiosk="kiosk-2")
    exact = hall.arrive("A-003", KTP, 2, kiosk="kiosk-1")
    finder, tickets = Finder(Catalogue(SITE, "id")), hall.tickets.values()
    assert finder.find(tickets, "sekitar 09.10 ktp") == [exact, near]
    assert finder.find(tickets, "09.10 ktp lobi timur") == [near]
    assert [one.number for one in finder.find(tickets, "kepolisian")] == ["P-001"]
    assert [one.number for one in finder.find(tickets, "1")] == ["A-001", "P-001"]
    assert [one.number for one in finder.find(tickets, "a2")] == ["A-002"]
    assert finder.find(tickets, "")[0].number == "A-003"
    assert finder.find(tickets, "16.00") == []


# The desk's questions -----------------------------------------------------------------------


def test_the_nearest_kiosk_that_can_print_comes_first(hall: ScriptedHall) -> None:
    hall.arrive("A-001", KTP, 5, kiosk="kiosk-9")
    hall.report(DeviceTrouble(device="kiosk-1", role="kiosk", name="K", code="paper-out"))
    kiosks = kiosks_of(sight_of(hall), [])
    assert [one.id for one in kiosks] == ["kiosk-2", "kiosk-9", "kiosk-1"]
    assert kiosks[-1].lacks == "kertas habis"
    told = [Device("kiosk-9", "kiosk", "Kiosk 9", connected=True)]
    found = kiosks_of(sight_of(hall), told)
    assert found[0].id == "kiosk-9"
    assert next(one.lacks for one in found if one.id == "kiosk-2") == "tidak terhubung"


def test_all_that_did_not_print_goes_out_one_after_another(hall: ScriptedHall) -> None:
    for number, minutes in (("A-001", 9), ("A-002", 12)):
        hall.arrive(number, KTP, minutes, reprint_wanted=True)
    hall.arrive("A-003", KTP, 20, printed=True)
    hall.arrive("A-004", KTP, 30, reprint_wanted=True, state="cancelled")
    assert [one.number for one in unprinted(hall.tickets.values())] == ["A-002", "A-001"]
    chosen = answers(Printing(sight_of(hall), []).waiting(), "all:kiosk-1")
    assert isinstance(chosen, Chain)
    numbers = [chosen.number, *(one.number for one in chosen.rest)]
    assert numbers == ["A-002", "A-001"]
    assert {one.body["kiosk"] for one in (chosen, *chosen.rest)} == {"kiosk-1"}


def test_a_number_for_somebody_who_cannot_use_the_kiosk(hall: ScriptedHall) -> None:
    taking = Taking(sight_of(hall, "desk")).question()
    kept = answers(taking, KTP, "lansia", "kursi-roda", "dibacakan", "kursi-roda", "keep")
    assert isinstance(kept, Draft)
    assert kept.name == "IssueTicket"
    assert kept.body == {
        "service": KTP,
        "desk": True,
        "language": "id",
        "priority": "lansia",
        "assist": ["dibacakan"],
    }


def test_another_errand_keeps_the_visit_and_what_is_known_of_it(hall: ScriptedHall) -> None:
    ticket = hall.arrive("A-001", KTP, 5, group="lansia", assist=["kursi-roda"], language="en")
    draft = answers(Taking(sight_of(hall), ticket).question(), SKCK)
    assert isinstance(draft, Draft)
    assert draft.body["visit"] == ticket.visit
    assert (draft.body["priority"], draft.body["assist"]) == ("lansia", ["kursi-roda"])


@pytest.mark.parametrize(
    ("minutes", "words"), [(3, "tempatnya tetap"), (25, "menunggu dari sekarang")]
)
def test_what_becomes_of_a_late_visitor_is_said_before(
    hall: ScriptedHall, minutes: int, words: str
) -> None:
    missed = moment_text(hall.now() - minutes * MINUTE)
    ticket = hall.arrive("A-001", KTP, 50, state="no-show", missed_at=missed)
    assert words in Returning(sight_of(hall)).told(ticket)


def test_priority_is_confirmed_given_or_withdrawn_with_a_reason(hall: ScriptedHall) -> None:
    plain = hall.arrive("A-001", KTP, 5)
    entitled = hall.arrive("A-002", KTP, 5, group="lansia", head_start=30)
    ask = Entitlement(sight_of(hall)).question
    assert len(titles(ask(plain))) == len(SITE.priority)
    assert titles(ask(entitled))[0].startswith("Benar: Lansia")
    why = ask(entitled).chosen("none")
    assert titles(why) == [one.name["id"] for one in SITE.reasons.withdraw_priority]
    given_ = answers(ask(plain), "ibu-hamil", SITE.reasons.give_priority[0].code)
    assert isinstance(given_, Draft)
    assert given_.body["priority"] == "ibu-hamil"


@pytest.mark.parametrize("typed", ["NIK 3510 1234 5678 9012", "a@b.id", "x" * 201])
def test_a_note_with_what_names_a_person_is_not_offered(hall: ScriptedHall, typed: str) -> None:
    question = note_question(sight_of(hall), hall.arrive("A-001", KTP))
    (fault,) = question.options(typed)
    assert fault.id == ""
    assert question.chosen("") is question


def test_a_note_is_written_or_chosen(hall: ScriptedHall) -> None:
    question = note_question(sight_of(hall), hall.arrive("A-001", KTP))
    first = question.options("tunggu pendamping")[0]
    draft = question.chosen(first.id)
    assert isinstance(draft, Draft)
    assert draft.body == {"ticket": "t-A-001", "text": "tunggu pendamping"}
    ready = answers(question, SITE.reasons.note[0].code)
    assert isinstance(ready, Draft)
    assert ready.body["code"] == SITE.reasons.note[0].code


def test_what_a_role_may_not_do_is_not_offered(hall: ScriptedHall) -> None:
    ticket = hall.arrive("A-001", KTP)
    mine = sight_of(hall, "desk")
    desk = Deeds(mine, Printing(mine, []))
    assert [one.key for one in desk.offered(ticket)] == list("12345678")
    assert next(one for one in desk.offered(ticket) if one.key == "2").grey
    nobody = Sight(mine.catalogue, mine.look, mine.now, Sitting())
    assert [one.key for one in Deeds(nobody, Printing(nobody, [])).offered(ticket)] == ["5", "7"]


def test_where_a_ticket_stands_is_said_with_what_it_waits_for(hall: ScriptedHall) -> None:
    sight = sight_of(hall)
    ticket = hall.arrive("A-001", KTP, 35)
    assert standing(ticket, sight).words == "menunggu 35 mnt"
    assert outlook(ticket, sight).words == "tidak ada loket terbuka untuk layanan ini"
    hall.change_counter("5", state="open")
    assert outlook(ticket, sight).words == "berikutnya dalam antrean"
    hall.services[KTP].outage = True
    hall.services[KTP].suspended_until = moment_text(hall.now() + 60 * MINUTE)
    assert outlook(ticket, sight).words.endswith("dibuka lagi kira-kira 10.12")
    assert counters_words(["1", "2", "3", "7", "5", "gone"], sight) == "Loket 1–3, 5, 7"


# The supervisor's survey --------------------------------------------------------------------


def test_people_whom_no_open_counter_serves_are_seen(hall: ScriptedHall) -> None:
    lost = hall.arrive("A-001", KTP, 5)
    alone = hall.arrive("A-002", KTP, 5, for_counter="6", counters=["6"])
    hall.change_counter("5", state="paused")
    tickets, counters = hall.tickets.values(), hall.counters
    assert unattended(tickets, counters) == [lost, alone]
    hall.change_counter("5", state="open")
    assert unattended(tickets, counters) == [alone]
    hall.change_counter("20", state="open", helps=[SKCK])
    helped = hall.arrive("P-001", SKCK, 5)
    assert helped not in unattended(tickets, counters)
    hers = hall.arrive("A-003", KTP, 5, for_officer="siti", counters=[])
    assert hers in unattended(tickets, counters)
    hall.change_counter("5", officer="siti")
    assert hers not in unattended(tickets, counters)


def test_a_zone_is_surveyed_with_the_unserved_first(hall: ScriptedHall) -> None:
    hall.arrive("P-001", SKCK, 40)
    hall.arrive("M-001", "PASPOR-GANTI", 10)
    hall.arrive("M-002", "PASPOR-GANTI", 3, state="held")
    serving = next(id_ for id_, one in hall.counters.items() if SKCK in one.services)
    hall.change_counter(serving, state="open")
    green = next(one for one in survey(hall.facts(), sight_of(hall)) if one.zone == "hijau")
    assert [line.service for line in green.lines] == ["PASPOR-GANTI", SKCK]
    assert (green.unattended, green.open, green.lines[0].held) == (1, 1, 1)
    assert green.longest(hall.now()) == 40


def test_a_counter_stands_idle_only_while_it_could_call_somebody(hall: ScriptedHall) -> None:
    hall.change_counter("5", state="open", officer="siti")
    assert idle_counters(hall.facts()) == {}
    hall.arrive("A-001", KTP)
    hall.arrive("A-002", "OSS-NIB", for_officer="siti", counters=[])
    assert idle_counters(hall.facts()) == {"5": 2}
    hall.change("t-A-001", busy=True)
    hall.change("t-A-002", for_officer="budi")
    assert idle_counters(hall.facts()) == {}
    idle = IdleSince()
    idle.look({"5": 1}, Moment(0))
    idle.look({"5": 1, "6": 3}, Moment(4 * MINUTE))
    assert (idle.minutes("5", Moment(6 * MINUTE)), idle.minutes("6", Moment(6 * MINUTE))) == (6, 2)
    idle.look({"6": 3}, Moment(7 * MINUTE))
    assert idle.minutes("5", Moment(9 * MINUTE)) == 0


@pytest.mark.parametrize(
    ("typed", "until"),
    [
        ("11", ["2026-11-23T11:00:00+07:00", "2026-11-24T11:00:00+07:00"]),
        ("14.30", ["2026-11-23T14:30:00+07:00", "2026-11-24T14:30:00+07:00"]),
        ("setengah sembilan", ["2026-11-24T08:30:00+07:00"]),
        ("besok 14.30", ["2026-11-24T14:30:00+07:00"]),
        ("Tomorrow 8", ["2026-11-24T08:00:00+07:00"]),
    ],
)
def test_an_expected_return_is_typed(hall: ScriptedHall, typed: str, until: list[str]) -> None:
    """Today's only while it is ahead."""
    question = until_question(sight_of(hall), "KTP", lambda _until: Draft)  # type: ignore[arg-type,return-value]
    assert [one.id for one in question.options(typed)] == until
    assert [one.id for one in question.options("")][-1] == ""


def test_a_return_on_another_day_names_the_day(hall: ScriptedHall) -> None:
    sight = sight_of(hall)
    asked = until_question(sight, "KTP", lambda _until: Draft)  # type: ignore[arg-type,return-value]
    assert [(one.title, one.note) for one in asked.options("9.15")] == [
        ("Pukul 09.15", ""),
        ("Besok pukul 09.15", "Sel 24 Nov"),
    ]
    hall.pass_time(4 * MINUTE)
    assert [one.title for one in asked.options("9.15")] == ["Besok pukul 09.15"]
    days = [sight.when(Moment(hall.now() + hours * 60 * MINUTE)) for hours in (1, 24, 48)]
    assert days == ["10.16", "besok 09.16", "Rab 25 Nov 09.16"]
    hall.services[KTP].outage = True
    hall.services[KTP].suspended_until = "2026-11-24T08:00:00+07:00"
    hall.services[KTP].reason = "service-suspended"
    assert closure(KTP, sight).endswith("sampai besok 08.00")
    ticket = hall.arrive("A-001", KTP)
    assert outlook(ticket, sight).words.endswith("kira-kira besok 08.00")


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "dilanjutkan besok"), (1, "lanjutan kemarin"), (3, "lanjutan hari lain")],
)
def test_a_ticket_left_for_tomorrow_says_which_day_it_is_from(
    hall: ScriptedHall, days: int, words: str
) -> None:
    sight = sight_of(hall)
    ticket = hall.arrive("A-001", KTP, days * 24 * 60 + 5, state="postponed")
    assert standing(ticket, sight).words == words
    assert Returning(sight).told(ticket).startswith("Lanjutan" if days else "Tadi ditunda")


def test_a_place_without_counters_ends_with_the_floor(hall: ScriptedHall) -> None:
    sight = sight_of(hall)
    ticket = hall.arrive("A-001", KTP, counters=[])
    assert where(ticket, sight) == "Tunggu di Zona Biru, Lantai 1"
    hall.change_counter("5", state="open")
    assert where(hall.arrive("A-002", KTP), sight).startswith(
        "Tunggu di Zona Biru, Lantai 1 · Loket"
    )
    left = hall.arrive("A-003", KTP, state="postponed", counters=[])
    assert where(left, sight) == "Besok di Zona Biru, Lantai 1"


def test_an_office_is_closed_and_opened_as_one(hall: ScriptedHall) -> None:
    sight = sight_of(hall)
    closures = Closures(sight)
    agency = "IMIGRASI"
    draft = answers(closures.suspend_agency(agency), "sistem-pusat", "2026-11-23T11:00:00+07:00")
    assert isinstance(draft, Draft)
    assert draft.name == "SuspendAgency"
    hall.rooms.carries_out()[draft.name](draft.body)
    said = closure("PASPOR-GANTI", sight)
    assert said == "ditutup · Gangguan sistem pusat · sampai 11.00"
    assert titles(closures.agency(agency))[0].startswith("Buka lagi")
    hall.pass_time(120 * MINUTE)
    assert "sudah lewat" in closure("PASPOR-GANTI", sight)


def test_the_end_of_the_day_is_decided_for_each_service_or_for_all(hall: ScriptedHall) -> None:
    hall.arrive("A-001", KTP, 20)
    hall.arrive("A-002", KTP, 5, state="held")
    hall.arrive("P-001", SKCK, 50)
    ending = Ending(sight_of(hall))
    assert [one.id for one in ending.question().options("")] == [SKCK, KTP, "all"]
    hall.services[SKCK].ending = "serve-on"
    assert ending.undecided() == [KTP]
    hall.services[SKCK].ending = ""
    both = answers(ending.question(), "all", "tomorrow")
    assert isinstance(both, Chain)
    assert [both.body["service"], both.rest[0].body["service"]] == [SKCK, KTP]
    assert "1 menunggu, 1 ditunda" in ending.question().options("ktp")[0].detail


def test_a_ticket_is_moved_to_a_counter_at_work_or_to_a_service(hall: ScriptedHall) -> None:
    ticket = hall.arrive("A-001", KTP)
    hall.change_counter("7", state="open")
    moving = Moving(sight_of(hall)).question(ticket)
    assert moving.options("7")[0].id == "counter:7"
    assert not any(one.id == "counter:8" for one in moving.options("8"))
    draft = answers(moving, "counter:7", SITE.reasons.move[0].code)
    assert isinstance(draft, Draft)
    assert draft.body == {"ticket": "t-A-001", "to_counter": "7", "reason": "salah-layanan"}


def test_the_sound_of_a_zone_is_that_of_all_its_displays(hall: ScriptedHall) -> None:
    two = [Device("a", "display", "A", ["biru"], muted=True), Device("b", "display", "B", ["biru"])]
    sound = Sound(sight_of(hall), two)
    loud = answers(sound.question("biru"), "80")
    assert isinstance(loud, Chain)
    assert loud.body == {"display": "a", "muted": False, "volume": 80}
    assert loud.rest[0].body["display"] == "b"
    assert titles(Sound(sight_of(hall), []).question("biru"))[0] == "Bisukan"
    assert titles(sound.question("putih")) == []


@pytest.mark.parametrize(
    ("role", "places"),
    [("officer", ()), ("desk", (Place.DESK,)), ("supervisor", (Place.DESK, Place.SUPERVISOR))],
)
def test_a_role_opens_its_rooms(role: str, places: tuple[Place, ...]) -> None:
    sitting = Sitting()
    sitting.begin("x", {"role": role, "may": sorted(permits_of(SITE, role)), "session": "token"})
    assert sitting.places() == places
    assert sitting.sealed({"a": 1}) == {"a": 1, "session": "token"}
    assert "token" not in repr(sitting)
    sitting.leave()
    assert sitting.sealed({}) == {}


def test_no_question_of_the_rooms_borrows_a_counters_key(hall: ScriptedHall) -> None:
    """Option ids that are a counter's acts would show that act's key."""
    from counter.supervision.counters import Counters
    from counter.supervision.lines import Lines
    from counter.supervision.tickets import Tickets

    sight = sight_of(hall)
    ticket = hall.arrive("A-001", KTP, note="A-001: 5 + 0 = 5")
    hall.change_counter("5", state="open", officer="officer-5")
    asks: list[Callable[[], Question]] = [
        lambda: Tickets(sight).question(ticket),
        lambda: Lines(sight).question(KTP),
        lambda: Counters(sight, str).question(hall.counters["5"], ""),
    ]
    for ask in asks:
        asking = Asking()
        asking.put(ask())
        assert option_keys(asking) == [str(n) for n in range(1, len(asking.options) + 1)]
