"""What the counter says: in both languages, for every refusal, in an officer's words."""

from __future__ import annotations

import string
from collections.abc import Iterator
from dataclasses import replace

import pytest

from counter import acts, notices, phrases, refusals, words
from counter.catalogue import Catalogue
from counter.questions import Draft
from counter.studio import sample_site
from counter.timing import Mood, call_timer, clock, service_timer
from counter.why import why_called
from shared.domain.ids import MINUTE, SECOND, Moment
from shared.domain.refusal import Code
from shared.domain.site import Texts
from shared.protocol.messages import Answer
from shared.protocol.views import Problem, TicketView

INDONESIAN = Catalogue(sample_site(), "id")
NEVER_AT_A_COUNTER = {
    Code.UNKNOWN_PRIORITY,
    Code.UNKNOWN_ASSISTANCE,
    Code.UNKNOWN_LANGUAGE,
    Code.UNKNOWN_ZONE,
    Code.UNKNOWN_DISPLAY,
    Code.UNKNOWN_ARROW,
    Code.TOO_MANY_PEOPLE,
    Code.PAPER_TOO_OLD,
    Code.SITE_IN_USE,
    Code.ID_REUSED,
    Code.UNKNOWN_MEDIUM,
    Code.TOO_MANY_MEDIA,
}
"""A terminal sends only what the site lists, makes up its ids, and has no files for the TVs."""


def tables() -> Iterator[Texts]:
    for module in (words, phrases, refusals, acts):
        for name, value in vars(module).items():
            if not name.startswith("__"):
                yield from texts_in(value)


def texts_in(value: object) -> Iterator[Texts]:
    if isinstance(value, acts.Wording):
        yield from (value.label, value.doing)
    elif isinstance(value, dict) and "id" in value:
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts_in(inner)


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_everything_is_said_in_both_languages_with_the_same_parts() -> None:
    found = list(tables())
    assert len(found) > 120
    for texts in found:
        assert set(texts) == {"id", "en"}
        assert texts["id"]
        assert places(texts["id"]) == places(texts["en"]), texts


@pytest.mark.parametrize("code", sorted(set(Code) - NEVER_AT_A_COUNTER))
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_refusal_has_words(code: str, language: str) -> None:
    problem = Problem(
        type="about:blank",
        title="",
        status=409,
        code=code,
        detail="",
        extra={"counter": "7", "number": "A-012", "state": "done"},
    )
    said = refusals.refusal_words(problem, INDONESIAN, language)
    assert len(said) > 20
    assert code not in said
    assert "{" not in said


def test_a_refusal_names_counter_and_number() -> None:
    problem = Problem(
        type="about:blank",
        title="",
        status=409,
        code="visitor-elsewhere",
        detail="",
        extra={"counter": "7", "number": "A-012"},
    )
    said = refusals.refusal_words(problem, INDONESIAN, "id")
    assert said.startswith("Pengunjungnya sedang di Loket 7 dengan A-012.")


@pytest.mark.parametrize(
    ("seconds", "wait"),
    [(2, "2 detik"), (64, "64 detik"), (128, "3 menit"), (512, "9 menit"), (900, "15 menit")],
)
def test_a_long_wait_is_told_in_minutes(seconds: int, wait: str) -> None:
    extra = {"retry_after": seconds}
    problem = Problem(
        type="", title="", status=429, code="too-many-attempts", detail="", extra=extra
    )
    said = refusals.refusal_words(problem, INDONESIAN, "id")
    assert said == f"PIN salah terlalu sering. Tunggu {wait}, atau minta pengawas."


def test_a_refusal_names_the_sites_own_desk() -> None:
    site = replace(INDONESIAN.site, desk_name={"id": "Pos Bantuan"})
    problem = Problem(type="", title="", status=409, code="desk-only", detail="")
    said = refusals.refusal_words(problem, Catalogue(site, "id"), "id")
    assert said == "Nomor layanan ini hanya diberikan di Pos Bantuan."


@pytest.mark.parametrize(("sent", "part"), [(True, "mungkin sudah"), (False, "belum dikirim")])
def test_an_order_without_an_answer(sent: bool, part: str) -> None:
    problem = Problem(
        type="about:blank", title="", status=503, code="away", detail="", extra={"sent": sent}
    )
    assert part in refusals.refusal_words(problem, None, "id")


@pytest.mark.parametrize(
    ("note", "said"),
    [
        (
            "A-012: 14 + 30 = 44; B-031: 38",
            "A-012 dipanggil karena menunggu 14 mnt + 30 mnt prioritas = 44 mnt."
            " Sesudahnya B-031 dengan 38 mnt.",
        ),
        ("A-012: 14 + 0 = 14", "A-012 dipanggil karena menunggu 14 mnt."),
        (
            "A-015: darurat; A-012: 34",
            "A-015 dipanggil atas pilihan petugas: Keadaan darurat."
            " Menurut urutan: A-012 dengan 34 mnt.",
        ),
        ("A-015: sebab-lama", "A-015 dipanggil atas pilihan petugas: sebab-lama."),
        ("?", "?"),
    ],
)
def test_why_it_was_called(note: str, said: str) -> None:
    assert why_called(note, INDONESIAN) == said


@pytest.mark.parametrize(
    ("ms", "indonesian", "english"),
    [(0, "0.00", "0:00"), (79_999, "1.19", "1:19"), (3_661_000, "1.01.01", "1:01:01")],
)
def test_clocks(ms: int, indonesian: str, english: str) -> None:
    assert clock(ms, "id") == indonesian
    assert clock(ms, "en") == english


@pytest.mark.parametrize(
    ("lasted", "mood", "said"),
    [
        (0, Mood.GOOD, "dalam waktu 10 mnt"),
        (8 * MINUTE, Mood.WARN, "hampir 10 mnt"),
        (10 * MINUTE, Mood.BAD, "lewat 1 mnt"),
        (12 * MINUTE + 1, Mood.BAD, "lewat 3 mnt"),
    ],
)
def test_service_timer(lasted: int, mood: Mood, said: str) -> None:
    timer = service_timer(Moment(1_000), Moment(1_000 + lasted), 10, "id")
    assert (timer.mood, timer.words) == (mood, said)


@pytest.mark.parametrize(
    ("lasted", "mood"), [(44, Mood.GOOD), (45, Mood.WARN), (89, Mood.WARN), (90, Mood.BAD)]
)
def test_call_timer(lasted: int, mood: Mood) -> None:
    assert call_timer(Moment(0), Moment(lasted * SECOND), 1, 45, "id").mood is mood


def test_a_recall_that_added_nothing_says_so() -> None:
    ticket = ticket_view(calls=1)
    draft = Draft(acts.Act.RECALL, "Recall", {}, "A-012", calls=1)
    added = Answer(id="1", status=200, ticket=ticket_view(calls=2))
    nothing = Answer(id="2", status=200, ticket=ticket)
    assert notices.done_words(draft, added, "id") == "A-012 dipanggil ulang."
    assert "belum disuarakan" in notices.done_words(draft, nothing, "id")


def ticket_view(calls: int) -> TicketView:
    return TicketView(
        id="t",
        number="A-012",
        state="called",
        service="KTP-BARU",
        issued_at="2026-11-23T09:00:00+07:00",
        zone="biru",
        visit="v",
        ahead=0,
        counters=["1"],
        calls=calls,
    )
