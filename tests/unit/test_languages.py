"""A hall's own language: its file, its number words, what is written and spoken in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from display.facts import Contact, Facts
from display.footer import pages
from display.scene import Composer, Scene
from display.speaking import voice_grant, voice_settings
from display.timing import LANGUAGE_TURN
from display.voice.packs.script import prompts
from display.voice.utterance import lines
from kiosk.closures import closure_text
from kiosk.flow import Flow
from kiosk.languages import WHICH
from kiosk.papers import wording
from kiosk.printing.stock import MM80
from kiosk.printing.ticket_layout import ticket_steps
from kiosk.screens import Ask
from kiosk.speech.ears import for_ears, spelled
from kiosk.speech.invitation import WAY, invitation
from kiosk.times import language_of, opening_text
from shared.domain.ids import Moment
from shared.domain.ladder import Style
from shared.domain.second_language import second_language
from shared.domain.site import Site, Voice
from shared.domain.site_check import Severity, problems
from shared.language.coverage import coverage, findings, lacking, wanted
from shared.language.dates import ticket_date
from shared.language.draft import blank, drafted
from shared.language.fixed_words import FIXED, SPOKEN, TV
from shared.language.numerals import cardinal
from shared.language.spoken import is_spoken, phrases
from shared.language.tongues import first_language, learn, name_of, offered, word
from shared.protocol import messages
from shared.protocol.language_file import LanguageError, read_language_file, with_languages
from shared.protocol.site_file import SiteError, read_site_file, site_document, site_from
from shared.protocol.views import DeviceView
from shared.qml.phrases import TsTranslator
from tests.unit.javanese import EXAMPLE, javanese, javanese_site
from tests.unit.printing_samples import TICKET
from tests.unit.small_site import small_document, small_site

JAKARTA = ZoneInfo("Asia/Jakarta")
NUMERALS = javanese().spoken.numbers
KIOSK_TS = EXAMPLE.parents[2] / "kiosk" / "i18n" / "kiosk_en.ts"
MIDNIGHT = 1_795_194_000_000  # Sat 21 Nov 2026, 00:00 in Jakarta


@pytest.fixture(autouse=True)
def hall() -> Iterator[Site]:
    site = javanese_site()
    learn(site)
    yield site
    learn(small_site())


# The file -----------------------------------------------------------------------------------


def test_the_example_is_whole_and_says_that_it_needs_a_native_speaker(hall: Site) -> None:
    (covered,) = coverage(hall)
    assert covered.vain == ()
    assert covered.words == 100
    assert covered.screens >= 90, covered.missing
    assert covered.reviewed_by == ""
    assert "NEEDS A NATIVE SPEAKER'S EYE" in EXAMPLE.read_text(encoding="utf-8")
    assert [one for one in problems(hall) if one.severity is Severity.ERROR] == []
    assert any("native speaker" in one.what for one in findings(hall))


def test_a_draft_keeps_what_is_there_and_has_a_place_for_the_rest(tmp_path: Path) -> None:
    file = tmp_path / "jv.toml"
    file.write_text(drafted(javanese()), encoding="utf-8")
    again = read_language_file(file)
    said = {source: text for source, text in again.screens.items() if text}
    assert replace(again, screens=said) == replace(javanese(), screens=dict(javanese().screens))
    assert again.screens.keys() == wanted().keys()
    file.write_text(drafted(blank("su")), encoding="utf-8")
    empty = blank("su")
    assert read_language_file(file) == replace(
        empty,
        screens=dict.fromkeys(wanted(), ""),
        words=dict.fromkeys(FIXED, ""),
        tv=dict.fromkeys(TV, ""),
        spoken=replace(empty.spoken, words=dict.fromkeys(SPOKEN, "")),
    )


def test_one_file_beside_the_site_is_all_that_a_hall_needs(tmp_path: Path) -> None:
    site = tmp_path / "site.json"
    site.write_text(json.dumps(small_document()), encoding="utf-8")
    assert read_site_file(site).languages == ("id", "en")
    (tmp_path / "languages").mkdir()
    (tmp_path / "languages" / "jv.toml").write_bytes(EXAMPLE.read_bytes())
    read = read_site_file(site)
    assert read == javanese_site()
    assert site_from(json.loads(json.dumps(site_document(read)))) == read
    assert with_languages(read, tmp_path / "languages") == read
    (tmp_path / "languages" / "jv.toml").write_text('code = "jv"\nnaam = "Jawa"\n')
    with pytest.raises(SiteError) as refused:
        read_site_file(site)
    assert refused.value.where == "languages/jv.toml: naam"
    assert {one.where for one in refused.value.others} >= {"languages/jv.toml: spoken"}


def test_a_file_that_is_no_language_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "jv.toml"
    for text in ("code = ", "\x00", 'code = "jv"'):
        file.write_text(text, encoding="utf-8")
        with pytest.raises(LanguageError):
            read_language_file(file)
    with pytest.raises(LanguageError):
        read_language_file(tmp_path / "no.toml")


@pytest.mark.parametrize(
    ("was", "now", "where"),
    [
        ('code = "jv"', 'code = "id"', "code"),
        ('name = "Basa Jawa"', 'name = ""', "name"),
        ('name = "Basa Jawa"', 'name = "Basa Jawa Krama ingkang alus"', "name"),
        ('today = "dinten menika"', 'today = ""', "calendar.today"),
        ('["Sen", ', "[", "calendar.short_days"),
        ("rate = 130", "rate = 1300", "spoken.rate"),
        ("dhateng {counter}", "dhateng loket", "spoken.full"),
        ('"A" = "a"', '"a" = "a"', "spoken.letters.a"),
        ('units = ["nol", ', "units = [", "spoken.numbers.units"),
        ('"sedasa",', '"",', "spoken.numbers.tens"),
        ('"11" = "sewelas"', '"011" = "sewelas"', "spoken.numbers.exact.011"),
        ("kinten-kinten dipunaturi %2", "enggal dipunaturi", "screens.%1 · kira-kira dipanggil %2"),
        ("udakawis {ahead} tiyang", "tiyang", "words.sekitar {ahead} orang"),
        ("tabuh {hour} trep", "tabuh trep", "spoken.words.pukul {hour} tepat"),
    ],
)
def test_what_is_wrong_with_a_language_keeps_the_site_from_being_loaded(
    tmp_path: Path, was: str, now: str, where: str
) -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    assert was in text
    file = tmp_path / "jv.toml"
    file.write_text(text.replace(was, now, 1), encoding="utf-8")
    site = replace(small_site(), tongues=(read_language_file(file),), languages=("id", "en", "jv"))
    errors = [one.where for one in problems(site) if one.severity is Severity.ERROR]
    assert errors == [f"tongues[0].{where}"]


def test_staff_see_what_is_missing_and_what_is_said_in_vain() -> None:
    own = javanese()
    screens = {key: said for key, said in own.screens.items() if key != "AMBIL NOMOR"}
    short = replace(own, screens={**screens, "Salah": "Lepat"}, reviewed_by="Bu Sri")
    told = list(findings(replace(small_site(), tongues=(short,), languages=("id", "jv"))))
    assert [re.findall("“([^”]*)”", one.what) for one in told][-1] == ["Salah"]
    assert "“AMBIL NOMOR”" in told[0].what
    assert re.search(r"9\d %", told[0].what)


def test_a_language_without_a_file_is_told_and_not_offered() -> None:
    site = replace(small_site(), languages=("id", "su"))
    assert any(one.where == "languages[1]" and "su" in one.what for one in problems(site))
    learn(site)
    assert offered(site.languages) == ["id"]
    assert language_of("su") == "id"


# Numbers ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "nol"),
        (7, "pitu"),
        (10, "sedasa"),
        (11, "sewelas"),
        (20, "kalih dasa"),
        (25, "selangkung"),
        (31, "tigang dasa setunggal"),
        (60, "sewidak"),
        (100, "satus"),
        (112, "satus kalih welas"),
        (405, "sekawan atus gangsal"),
        (999, "sangang atus sangang dasa sanga"),
        (2_026, "kalih ewu nem likur"),
        (12_345, "kalih welas ewu tigang atus sekawan dasa gangsal"),
        (50_000, "seket ewu"),
        (1_250_000, "setunggal yuta kalih atus seket ewu"),
    ],
)
def test_numbers_in_krama(number: int, said: str) -> None:
    assert cardinal(number, NUMERALS) == said


def test_without_a_word_for_thousands_large_numbers_are_told_by_their_digits() -> None:
    short = replace(NUMERALS, thousand="", million="")
    assert cardinal(12_345, short) == "setunggal kalih tiga sekawan gangsal"


def test_no_two_numbers_sound_alike() -> None:
    said = [cardinal(number, NUMERALS) for number in range(1_000)]
    assert len(set(said)) == 1_000
    assert all(one == " ".join(one.split()) != "" for one in said)


@given(st.integers(0, 999))
def test_a_number_says_its_hundreds_and_then_the_rest(number: int) -> None:
    said = cardinal(number, NUMERALS)
    if number >= 100:
        head = NUMERALS.hundreds[number // 100 - 1]
        rest = f" {cardinal(number % 100, NUMERALS)}" if number % 100 else ""
        assert said == head + rest
    elif str(number) not in NUMERALS.exact and number >= 10:
        assert said.startswith(NUMERALS.tens[number // 10 - 1])


@given(st.integers(0, 999), st.integers(1, 99))
def test_a_call_reads_every_digit_and_the_counter_as_a_number(number: int, counter: int) -> None:
    said = phrases("jv").call(f"A-{number:03}", str(counter)).text
    digits = " ".join(NUMERALS.units[int(one)] for one in f"{number:03}")
    counted = cardinal(counter, NUMERALS)
    assert said == f"Nomer antrean, A, {digits}. Mangga tindak dhateng loket {counted}."


# What is written ----------------------------------------------------------------------------


def test_the_paper_of_a_javanese_ticket(hall: Site) -> None:
    paper = replace(TICKET, language="jv", ahead=4, estimate=None, emergency=True, reprint=True)
    printed = "\n".join(getattr(step, "text", "") for step in ticket_steps(paper, MM80))
    for words in ("NOMER ANTREAN", "NGENTOSI ING", "udakawis 4 tiyang", "tetep lumampah"):
        assert words.casefold() in " ".join(printed.split()).casefold(), words
    assert "NOMOR DARURAT" in printed, "staff read Indonesian"
    assert "CITHAK MALIH / CETAK ULANG" in printed


def test_dates_and_openings() -> None:
    opening = MIDNIGHT + 7 * 3_600_000 + 30 * 60_000
    assert ticket_date(opening, JAKARTA, "jv") == "Set 21 Nov 2026 07.30 WIB"
    assert opening_text(opening, MIDNIGHT, JAKARTA, "jv") == "dinten menika 07.30"
    day = 86_400_000
    assert opening_text(opening + day, MIDNIGHT, JAKARTA, "jv") == "mbenjing 07.30"
    assert opening_text(opening + 2 * day, MIDNIGHT, JAKARTA, "jv") == "Senin 07.30"
    assert closure_text(None, "jv") == "Saweg tutup"


def test_a_text_of_the_site_in_three_languages() -> None:
    texts = wording({"id": "Zona Biru", "en": "Blue Zone", "jv": "Zona Biru Maya"})
    assert [texts.said_in(one) for one in ("id", "en", "jv")] == [
        "Zona Biru",
        "Blue Zone",
        "Zona Biru Maya",
    ]
    assert wording({"id": "Zona Biru", "en": "Blue Zone"}).said_in("jv") == "Zona Biru"


@pytest.mark.parametrize(("first", "instead"), [("id", None), ("en", "TAKE A NUMBER")])
def test_what_is_missing_is_said_in_the_halls_first_language(
    first: str, instead: str | None
) -> None:
    own = replace(javanese(), screens={"Tutup": "Tutup"}, screens_in={"Pager": {"Tutup": "X"}})
    own = replace(own, words={})
    site = replace(javanese_site(), tongues=(own,), languages=(first, "jv"))
    learn(site)
    assert first_language() == first
    translator = TsTranslator([KIOSK_TS] if first == "en" else [], own)
    assert translator.translate("ConfirmScreen", "AMBIL NOMOR") == instead
    assert translator.translate("Questions", "Tutup") == "Tutup"
    assert translator.translate("Pager", "Tutup") == "X"
    assert not translator.isEmpty()
    assert word("PERSYARATAN", "WHAT TO BRING", "jv") == (
        "PERSYARATAN" if first == "id" else "WHAT TO BRING"
    )


def test_the_names_of_the_languages() -> None:
    assert [name_of(one) for one in ("id", "en", "jv", "xx")] == [
        "Bahasa Indonesia",
        "English",
        "Basa Jawa",
        "xx",
    ]


def test_choosing_a_language_answers_the_question() -> None:
    flow = Flow()
    flow.open_question(Ask.LANGUAGE, 1_000)
    assert flow.choose_language("jv", 2_000)
    assert (flow.visitor.language, flow.ask) == ("jv", Ask.NOTHING)
    flow.open_question(Ask.HELP, 3_000)
    assert flow.choose_language("id", 4_000)
    assert flow.ask is Ask.HELP


# What is spoken -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wanted_by_site", "taken_in", "second"),
    [
        ("ticket", "id", ""),
        ("ticket", "en", "en"),
        ("ticket", "jv", "jv"),
        ("ticket", "su", ""),
        ("always", "id", "en"),
        ("always", "jv", "jv"),
        ("never", "jv", ""),
    ],
)
def test_which_language_follows(
    hall: Site, wanted_by_site: str, taken_in: str, second: str
) -> None:
    site = replace(hall, voice=Voice(english=wanted_by_site))
    assert second_language(site, taken_in) == second


def test_a_hall_that_speaks_javanese_first(hall: Site) -> None:
    site = replace(hall, languages=("jv", "id"))
    assert second_language(site, "jv") == ""
    assert second_language(site, "id") == "id"
    settings = voice_settings(site)
    assert settings.first == "jv"
    assert list(settings.languages) == ["jv", "id", "en"]


def test_the_call_of_a_javanese_ticket(hall: Site) -> None:
    granted = messages.GrantedCall(
        ticket="t", call=1, number="A-012", counter="5", zone="biru", second="jv"
    )
    grant = voice_grant(messages.Grant(lease="L", style=Style.FULL, calls=[granted], seconds=9.0))
    first, second = lines(grant, voice_settings(hall))
    assert first.said.text == "Nomor antrean, A, nol satu dua. Silakan menuju loket lima."
    assert second.said.text == (
        "Nomer antrean, A, nol setunggal kalih. Mangga tindak dhateng loket gangsal."
    )
    assert (second.voice, second.language, second.rate) == ("id", "jv", 130)
    assert first.rate is None


@pytest.mark.parametrize(
    ("written", "heard"),
    [
        ("Loket 1–8", "Loket setunggal ngantos wolu"),
        (
            "Dipunaturi 09.25–09.45",
            "Dipunaturi tabuh sanga langkung selangkung ngantos tabuh sanga langkung sekawan dasa"
            " gangsal",
        ),
        ("wiwit tabuh 07.00", "wiwit tabuh pitu trep"),
        ("7 tiyang, 2 saking 16", "pitu tiyang, kalih saking nem belas"),
        ("Kaca 1/3", "Kaca setunggal saking tiga"),
        ("Kode cek: K, 7", "Kode cek: ka, pitu"),
        ("Rp 50.000", "seket ewu rupiah"),
    ],
)
def test_the_spoken_mode_reads_numbers_in_the_languages_own_words(written: str, heard: str) -> None:
    assert for_ears(written, "jv") == heard
    assert not re.search(r"\d", spelled(written, "jv"))


def test_the_check_names_what_the_spoken_mode_lacks() -> None:
    own = javanese()
    words = {key: said for key, said in own.spoken.words.items() if key not in (WAY, "sampai")}
    short = replace(own, spoken=replace(own.spoken, words={**words, "salah": "lepat"}))
    site = replace(small_site(), tongues=(short,), languages=("id", "en", "jv"))
    learn(site)
    (covered,) = coverage(site)
    assert {"sampai", WAY} <= set(covered.missing)
    assert covered.words < 100
    assert covered.vain == ("salah",)
    assert ("spoken.words", "sampai") in set(lacking(site, "jv"))
    assert for_ears("Loket 1–8", "jv") == "Loket setunggal sampai wolu"
    sentence, language = invitation("jv", site.languages)
    assert (language, "Untuk Basa Jawa" in sentence) == ("id", True)


def test_the_way_to_another_language_is_the_one_that_is_there() -> None:
    assert invitation("en", ["id", "en"]) == (
        "For English, press the up arrow until you hear English, then press Enter.",
        "en",
    )
    for code, name in (("en", "English"), ("jv", "Basa Jawa"), ("id", "Bahasa Indonesia")):
        sentence, language = invitation(code, ["id", "en", "jv"])
        assert language == code
        assert WHICH in sentence
        assert sentence.count(name) >= 2


def test_a_language_that_this_tv_does_not_know_is_left_out() -> None:
    learn(small_site())
    assert not is_spoken("jv")
    granted = messages.GrantedCall(
        ticket="t", call=1, number="A-012", counter="5", zone="biru", second="jv"
    )
    grant = voice_grant(messages.Grant(lease="L", style=Style.FULL, calls=[granted], seconds=9.0))
    assert len(lines(grant, voice_settings(small_site()))) == 1


def test_a_voice_pack_in_javanese_names_its_letters_as_they_are_said(hall: Site) -> None:
    wanted_of_it = prompts(phrases("jv"), "AB")
    letters = [one.words for one in wanted_of_it if one.table == "letters"]
    assert sorted(set(letters)) == ["a", "be"]
    assert {"sedasa", "selangkung", "sewidak"} <= {one.spoken for one in wanted_of_it}


# The TVs ------------------------------------------------------------------------------------


def tv_scene(site: Site, time: Moment, **changes: Any) -> Scene:
    tv = DeviceView(id="tv", role="display", name="TV", zones=["biru"], settings={})
    known = Facts(contact=Contact.LIVE, site=site, device=tv, voices={"biru": 1})
    return Composer(rows=6).scene(replace(known, **changes), ["biru"], time)


def on_monday(time: str) -> Moment:
    local = datetime.fromisoformat(f"2026-11-23T{time}").replace(tzinfo=JAKARTA)
    return Moment(int(local.timestamp() * 1_000))


def test_a_tv_says_what_is_wrong_in_the_halls_third_language_in_turn(hall: Site) -> None:
    lost = {"contact": Contact.AWAY, "away_since": on_monday("09:00")}
    said = [
        tv_scene(hall, Moment(on_monday("09:05") + turn * LANGUAGE_TURN), **lost).message
        for turn in range(4)
    ]
    assert {one.title for one in said} == {"Layar tidak terhubung."}
    assert len({one.title_en for one in said}) == 2
    assert said[0].title_en == said[2].title_en != said[1].title_en == said[3].title_en
    assert {(one.title_en, one.detail_en) for one in said} == {
        ("This screen is not connected.", "Please listen to the staff."),
        (javanese().tv["Layar tidak terhubung."], javanese().tv["Dengarkan petugas."]),
    }


def test_a_scene_with_a_third_language_ends_with_its_turn(hall: Site) -> None:
    now = on_monday("12:20")
    until = tv_scene(hall, now).until
    assert until is not None
    assert until <= now - now % LANGUAGE_TURN + LANGUAGE_TURN


def test_the_footer_and_the_hours_speak_the_third_language(hall: Site) -> None:
    told = [page.text for page in pages(hall, [], {})]
    assert javanese().tv["Lihat layar dan dengarkan panggilan."] in told
    assert any(text.startswith("Tiket ical utawi kalangkungan?") for text in told)
    breaks = {tv_scene(hall, on_monday(f"12:{10 + m}:00")).message.title_en for m in range(8)}
    assert breaks == {"Break 12:00–13:00", "Ngaso 12.00–13.00"}
    closed = {tv_scene(hall, on_monday(f"20:{10 + m}:00")).message.detail_en for m in range(8)}
    assert any("Selasa, 24 Nov, tabuh" in one for one in closed)


def test_what_a_language_does_not_say_on_a_tv_stays_in_the_two_that_are_there(hall: Site) -> None:
    silent = replace(hall, tongues=(replace(javanese(), tv={}),))
    lost = {"contact": Contact.AWAY, "away_since": on_monday("09:00")}
    for turn in range(3):
        now = Moment(on_monday("09:05") + turn * LANGUAGE_TURN)
        assert tv_scene(silent, now, **lost).message.title_en == "This screen is not connected."
    assert len(pages(silent, [], {})) == len(pages(small_site(), [], {}))
    learn(silent)
    assert "tv" in {where for where, _ in lacking(silent, "jv")}
