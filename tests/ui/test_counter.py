"""The counter as an officer meets it: keys, states, questions, and what stands on the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt

from counter import screenshots as shots
from counter.acts import KEY_NAMES, Act
from counter.rehearsal import moment_text, refusal
from counter.screenshots import DEMO, FULL, SMALL, STRIP, Shot
from counter.studio import sample_site
from shared.protocol.views import ZonePresence
from shared.qml import application
from tests.ui.counter_screen import Screen

Open = Callable[..., Screen]
K = Qt.Key
KEYS = {
    "+": K.Key_Plus,
    "−": K.Key_Minus,
    "*": K.Key_Asterisk,
    "/": K.Key_Slash,
    ".": K.Key_Period,
    "F8": K.Key_F8,
    **{str(digit): K(K.Key_0.value + digit) for digit in range(10)},
}


@pytest.fixture(scope="module", autouse=True)
def app() -> None:
    application("Giliran tests")


@pytest.fixture
def screen() -> Iterator[Open]:
    opened: list[Screen] = []

    def open_one(
        script: shots.Script = shots.nothing, size: tuple[int, int] = FULL, **more: object
    ) -> Screen:
        while opened:
            opened.pop().close()
        shot = Shot(name="test", script=script, size=size, **more)  # type: ignore[arg-type]
        opened.append(Screen(shot))
        return opened[-1]

    yield open_one
    for one in opened:
        one.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


# Signing on ---------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [FULL, STRIP])
def test_signing_on_with_the_keyboard_alone(screen: Open, size: tuple[int, int]) -> None:
    one = screen(size=size)
    assert one.text("officer").endswith("officer-5")
    one.type("1234")
    one.key(K.Key_Tab)
    one.key(K.Key_Backspace)
    one.type("7")
    assert "Loket 7 · Zona Biru" in one.text("signOnSaid")
    one.key(K.Key_Return)
    assert one.last.body == {"counter": "7", "officer": "officer-5", "pin": "1234"}
    assert one.shows("primary")
    assert "1234" not in " ".join(one.words())


def test_a_wrong_pin_is_said_in_plain_words(screen: Open) -> None:
    one = screen(shots.wrong_pin)
    assert one.text("signOnSaid") == "Petugas atau PIN tidak cocok. Ketik PIN sekali lagi."
    one.hall.refusals.clear()
    one.type("1234")
    one.key(K.Key_Return)
    assert one.shows("primary")


def test_what_is_missing_is_said_before_the_hub_is_asked(screen: Open) -> None:
    one = screen()
    one.key(K.Key_Return)
    assert one.text("signOnSaid") == "Ketik PIN Anda."
    one.key(K.Key_Tab)
    one.type("99")
    one.key(K.Key_Return)
    assert "Tidak ada loket" in one.text("signOnSaid")
    assert one.hall.sent == []


def test_a_counter_that_is_closed_by_somebody_else_asks_to_sign_on(screen: Open) -> None:
    one = screen(shots.crowd)
    one.hall.change_counter("5", state="closed", officer="")
    assert "Loket 5 sudah ditutup" in one.text("signOnSaid")


def test_the_hubs_token_goes_with_every_later_order_about_the_counter(screen: Open) -> None:
    one = screen()
    one.hall.session = "s-1"
    shots.crowd(one)
    assert "session" not in one.last.body
    one.key(K.Key_Return)
    assert one.last.body == {"counter": "5", "session": "s-1"}
    one.key(K.Key_Return)
    one.key(K.Key_4)
    one.key(K.Key_1)
    assert one.last.name == "SetPriority"
    assert "session" not in one.last.body
    one.key(K.Key_0)
    one.key(K.Key_7)
    one.key(K.Key_1)
    one.hall.session = "s-2"
    one.key(K.Key_Return)
    assert (one.last.name, one.last.body["session"]) == ("OpenCounter", "s-1")
    one.key(K.Key_Return)
    assert (one.last.name, one.last.body["session"]) == ("CallNext", "s-2")


@pytest.mark.parametrize(
    ("language", "said"), [("id", "Silakan masuk lagi."), ("en", "Please sign on again.")]
)
def test_without_a_session_the_officer_signs_on_again(
    screen: Open, language: str, said: str
) -> None:
    one = screen(language=language)
    one.hall.session = "s-1"
    shots.called(one)
    one.hall.refusals["StartService"] = refusal("no-session")
    one.key(K.Key_Return)
    assert one.text("signOnSaid") == said
    assert one.text("officer").endswith("officer-5")
    one.hall.refusals.clear()
    one.type("1234")
    one.key(K.Key_Return)
    assert one.last.body == {"counter": "5", "officer": "officer-5", "pin": "1234"}
    assert one.text("number") == "A-023"
    one.key(K.Key_Return)
    assert (one.last.name, one.last.body["session"]) == ("StartService", "s-1")


def test_the_form_and_the_header_name_the_officers_code(screen: Open) -> None:
    one = screen()
    assert "Kode petugas" in one.text("officer")
    one.model.sign_on_card.send("", "1234", "5")
    assert one.text("signOnSaid") == "Ketik kode petugas Anda, misalnya officer-1."
    one.sign_on()
    assert one.text("signedOn") == "officer-5"


# Keys ---------------------------------------------------------------------------------------

DIRECT = {
    Act.CALL_NEXT: "CallNext",
    Act.START: "StartService",
    Act.RECALL: "Recall",
    Act.HOLD: "HoldTicket",
    Act.FINISH: "FinishService",
    Act.FINISH_AND_CALL: "FinishService",
    Act.UNDO: "UndoLast",
    Act.REOPEN: "OpenCounter",
}


@pytest.mark.parametrize(
    ("script", "size"),
    [
        (shots.crowd, FULL),
        (shots.quiet, FULL),
        (shots.recalled, FULL),
        (shots.serving, FULL),
        (shots.recalled, DEMO),
    ],
)
def test_every_key_stands_on_its_button_and_works(
    screen: Open, script: shots.Script, size: tuple[int, int]
) -> None:
    one = screen(script, size)
    buttons = [row for row in one.model.shelf_rows.buttons if row.key]
    assert len(buttons) >= 3
    for row in buttons:
        name = "primary" if row.key == "Enter" else f"act-{row.act}"
        assert row.key in one.text(name)
        before = len(one.hall.sent)
        one.key(K.Key_Return if row.key == "Enter" else KEYS[row.key])
        act = Act(row.act)
        if act in DIRECT:
            assert [sent.name for sent in one.hall.sent[before:]] == [DIRECT[act]]
            one = screen(script, size)
        else:
            assert one.question, f"{act} asks nothing"
            one.key(K.Key_Escape)
            assert one.question == ""
            assert one.hall.sent[before:] == []


def test_the_numeric_keypad_works_with_and_without_num_lock(screen: Open) -> None:
    one = screen(shots.crowd)
    one.key(K.Key_Enter, keypad=True)
    assert one.last.name == "CallNext"
    one.key(K.Key_Plus, keypad=True)
    assert one.last.name == "Recall"
    one.key(K.Key_Enter, keypad=True)
    one.key(K.Key_Insert, keypad=True)
    assert (one.last.name, one.last.body["then_call"]) == ("FinishService", False)
    one.key(K.Key_Up, keypad=True)
    assert one.last.name == "UndoLast"


def test_keys_of_the_browser_and_of_other_programs_do_nothing(screen: Open) -> None:
    one = screen(shots.crowd)
    for key in (K.Key_F5, K.Key_F11, K.Key_F12, K.Key_A, K.Key_Escape, K.Key_Delete):
        one.key(key)
    assert one.orders == []
    assert one.question == ""


def test_a_double_press_acts_once(screen: Open) -> None:
    one = screen(shots.crowd)
    one.key(K.Key_Return)
    one.key(K.Key_Return, soon=True)
    assert [sent.name for sent in one.orders] == ["CallNext"]
    one.key(K.Key_Return)
    assert [sent.name for sent in one.orders] == ["CallNext", "StartService"]


def test_presses_while_the_hub_is_asked_act_once(screen: Open) -> None:
    one = screen(shots.busy)
    assert one.text("primary").startswith("Memanggil …")
    one.key(K.Key_Return)
    one.click("primary")
    one.key(K.Key_7)
    assert [sent.name for sent in one.orders] == ["CallNext"]
    one.hall.answer_all()
    assert one.text("number") == "A-023"


def test_a_key_that_stays_down_acts_once(screen: Open) -> None:
    one = screen(shots.crowd)
    one.key(K.Key_Return)
    for _ in range(5):
        one.steady += 1_000
        one.hold_down(K.Key_Return)
    assert [sent.name for sent in one.orders] == ["CallNext"]


def test_the_mouse_and_tab_reach_every_button(screen: Open) -> None:
    one = screen(shots.recalled)
    one.click("act-hold")
    assert one.last.name == "HoldTicket"
    one = screen(shots.recalled)
    reached = set()
    for _ in range(12):
        one.key(K.Key_Tab)
        item = one.window.activeFocusItem()
        assert item is not None
        reached.add(item.objectName())
    assert {"primary", "act-recall", "act-no-show", "act-hold", "menu"} <= reached


def test_after_a_step_the_enter_key_belongs_to_the_desk_again(screen: Open) -> None:
    one = screen(shots.crowd)
    one.key(K.Key_Return)
    while one.window.activeFocusItem().objectName() != "act-recall":
        one.key(K.Key_Tab)
    one.key(K.Key_Space)
    assert one.last.name == "Recall"
    one.key(K.Key_Plus)
    one.key(K.Key_Return)
    assert one.last.name in ("Recall", "StartService")
    one = screen(shots.crowd)
    one.click("primary")
    one.key(K.Key_Return)
    assert one.last.name == "StartService"


# States -------------------------------------------------------------------------------------


def test_idle_says_how_many_wait_and_who_is_next(screen: Open) -> None:
    one = screen(shots.crowd)
    assert one.text("primary").startswith("Panggil berikutnya")
    assert one.text("next") == "berikutnya: A-023, 14 mnt + 30 prioritas"
    assert one.text("summary") == "12 menunggu · terlama 34 mnt, lewat target 30 · 1 ditunda"


def test_nobody_waits_and_the_first_arrival_rings_once(screen: Open) -> None:
    one = screen(shots.quiet, STRIP)
    assert one.text("headline") == "Tidak ada antrean"
    rung: list[None] = []
    one.model.arrived.connect(lambda: rung.append(None))
    one.hall.arrive("A-030", "KTP-BARU")
    one.hall.arrive("A-031", "KTP-BARU")
    assert one.text("headline") == "2 menunggu"
    assert len(rung) == 1


def test_what_became_of_the_call(screen: Open) -> None:
    one = screen(shots.crowd, STRIP)
    one.key(K.Key_Return)
    assert one.text("delivery") == "menuju layar · menunggu suara"
    one.hall.change("t-A-023", shown=True)
    assert one.text("delivery") == "di layar ✓ · menunggu suara"
    one.hall.put(ZonePresence(zone="biru", displays=1, voices=0))
    assert one.text("delivery") == "di layar ✓ · tanpa pengeras suara: panggil dengan suara"
    one.hall.change("t-A-023", spoken=True)
    assert one.text("delivery") == "disuarakan ✓"


def test_the_strip_says_the_longest_wait_beside_the_call(screen: Open) -> None:
    one = screen(shots.called, STRIP)
    assert one.text("delivery") == "di layar ✓ · menunggu suara"
    assert one.text("summary") == "terlama 34 mnt !"
    one.hall.change("t-A-023", spoken=True)
    assert one.text("delivery") == "disuarakan ✓"
    assert one.text("summary") == "11 menunggu · terlama 34 mnt !"
    one.key(K.Key_F8)
    assert one.text("summary") == "11 waiting · longest 34 min !"


def test_the_list_says_how_many_more_wait(screen: Open) -> None:
    one = screen(shots.quiet)
    for place in range(3):
        one.hall.arrive(f"A-{place:03}", "KTP-BARU", 30 - place)
    assert not one.shows("moreWaiting")
    for place in range(3, 20):
        one.hall.arrive(f"A-{place:03}", "KTP-BARU", 30 - place)
    top = one.find("moreWaiting").room.top()
    whole = [
        each
        for each in one.letters()
        if each.scrolls and each.text.startswith("A-") and each.room.bottom() <= top
    ]
    assert one.text("moreWaiting") == f"{20 - len(whole)} lagi"


def test_calls_before_this_one_are_counted_within_earshot(screen: Open) -> None:
    one = screen(shots.crowd)
    for number, service, counter in (("A-090", "KTP-BARU", "2"), ("P-090", "SKCK-BARU", "11")):
        ticket = one.hall.arrive(number, service)
        called_at = moment_text(one.hall.now() - 5_000)
        one.hall.change(ticket.id, state="called", counter=counter, called_at=called_at)
    one.key(K.Key_Return)
    assert one.text("delivery").endswith("menunggu suara (1 lagi)")


def test_without_a_display_the_officer_has_to_call(screen: Open) -> None:
    assert screen(shots.tv_off).text("delivery") == "TV zona mati: panggil dengan suara"


def test_a_no_show_is_grey_until_it_is_due_and_takes_a_reason_before(screen: Open) -> None:
    assert "panggil lagi dulu" in screen(shots.called, STRIP).text("act-no-show")
    assert "26 dtk" in screen(shots.recalled, STRIP).text("act-no-show")
    one = screen(shots.recalled)
    assert "26 dtk" in one.text("act-no-show")
    one.key(K.Key_Minus)
    assert one.question == "A-023 tidak hadir?"
    one.key(K.Key_2)
    assert one.last.body == {"counter": "5", "reason": "pergi"}
    one = screen(shots.recalled)
    one.pass_time(27_000)
    assert "dtk" not in one.text("act-no-show")


def test_the_timer_speaks_in_words(screen: Open) -> None:
    one = screen(shots.serving, STRIP)
    assert one.text("timer") == "5.20 · dalam waktu 15 mnt"
    one.pass_time(8 * 60_000)
    assert one.text("timer") == "13.20 · hampir 15 mnt"
    one.pass_time(5 * 60_000)
    assert one.text("timer") == "18.20 · lewat 4 mnt"


def test_finish_can_be_undone_for_five_seconds(screen: Open) -> None:
    one = screen(shots.serving)
    one.key(K.Key_0)
    assert "(5)" in one.text("act-undo")
    one.pass_time(1_100)
    assert "(4)" in one.text("act-undo")
    one.key(K.Key_8)
    assert one.text("number") == "A-023"
    assert one.text("notice") == "Diurungkan: A-023 kembali di sini."
    one.key(K.Key_0)
    one.pass_time(5_000)
    assert not one.shows("act-undo")


def test_an_undo_found_at_sign_on_is_not_offered(screen: Open) -> None:
    one = screen()
    one.hall.change_counter("5", undo="finish", undo_ticket="t-A-001")
    one.sign_on()
    assert not one.shows("act-undo")


@pytest.mark.parametrize("size", [FULL, STRIP])
def test_without_the_hub_every_button_says_so(screen: Open, size: tuple[int, int]) -> None:
    one = screen(shots.serving, size)
    before = len(one.hall.sent)
    one.hall.lose_line()
    assert one.text("primary") == "Terputus, mencoba lagi…"
    assert not one.find("primary").enabled
    if size == FULL:
        for name in ("act-finish", "act-transfer", "act-hold"):
            assert not one.find(name).enabled
            assert "terputus" in one.text(name)
    for key in (K.Key_Return, K.Key_0, K.Key_Slash, K.Key_Asterisk):
        one.key(key)
    assert one.hall.sent[before:] == []
    assert "Terputus: perintah belum dikirim" in one.text("notice")
    one.hall.find_line()
    one.key(K.Key_Return)
    assert one.last.name == "FinishService"


def test_a_pause_says_why_and_how_long(screen: Open) -> None:
    one = screen(shots.paused)
    assert one.text("headline") == "Jeda · Menyelesaikan berkas"
    assert one.text("state") == "Jeda · 4 mnt"
    one.key(K.Key_Return)
    assert one.last.body == {"counter": "5", "officer": "officer-5"}
    assert one.text("primary").startswith("Panggil berikutnya")


def test_a_refusal_says_what_happened_and_which_key_helps(screen: Open) -> None:
    one = screen(shots.refused, STRIP)
    assert one.text("notice") == (
        "Tidak ada yang menunggu loket ini. Tekan 2 untuk membantu layanan lain."
    )
    one.pass_time(12_000)
    assert not one.shows("notice")
    one.hall.refusals["CallNext"] = refusal("counter-busy", number="A-001")
    one.key(K.Key_Return)
    assert "A-001 masih di loket ini" in one.text("notice")


# Questions ----------------------------------------------------------------------------------


def test_a_certain_number_is_called_with_a_reason(screen: Open) -> None:
    one = screen(shots.crowd)
    one.key(K.Key_1)
    one.type("15")
    assert "A-015" in one.text("option-0")
    one.key(K.Key_Return)
    assert one.question == "Mengapa A-015 didahulukan?"
    one.key(K.Key_3)
    assert one.last.body == {"counter": "5", "ticket": "t-A-015", "reason": "darurat"}
    assert "atas pilihan petugas: Keadaan darurat" in one.text("why")


def test_a_missed_visitor_is_called_again_from_the_list(screen: Open) -> None:
    one = screen(shots.crowd)
    one.click("A-004")
    one.key(K.Key_1)
    assert one.last.name == "CallTicket"
    assert one.text("number") == "A-004"


def test_a_row_pressed_during_a_service_says_what_to_do_first(screen: Open) -> None:
    one = screen(shots.serving)
    before = len(one.hall.sent)
    one.click("A-004")
    assert one.text("notice").startswith("Selesaikan dulu yang di loket ini")
    assert one.hall.sent[before:] == []


def test_a_held_ticket_comes_back_into_the_line(screen: Open) -> None:
    one = screen(shots.crowd)
    one.key(K.Key_3)
    one.key(K.Key_1)
    assert one.last.body == {"counter": "5", "ticket": "t-A-007"}
    assert one.text("next").startswith("berikutnya: A-007, 50 mnt")


@pytest.mark.parametrize(
    ("typed", "target"),
    [("hilang", {"service": "KTP-CETAK"}), ("1", {"to_counter": "1"})],
)
def test_a_transfer_finds_services_and_counters(
    screen: Open, typed: str, target: dict[str, str]
) -> None:
    one = screen(shots.serving)
    one.key(K.Key_Slash)
    one.type(typed)
    one.key(K.Key_Return)
    one.key(K.Key_2)
    body = {"counter": "5", "ticket": "t-A-023", "reason": "lanjutan"}
    assert one.last.body == body | target


def test_priority_is_withdrawn_with_a_reason(screen: Open) -> None:
    one = screen(shots.serving)
    assert "Lansia" in one.text("group")
    one.key(K.Key_4)
    one.key(K.Key_1)
    assert one.last.body == {"ticket": "t-A-023", "priority": None, "reason": "tidak-sesuai"}
    assert not one.shows("act-withdraw")


def test_another_errand_is_a_new_number_of_the_same_visit(screen: Open) -> None:
    one = screen(shots.serving)
    one.key(K.Key_5)
    one.type("skck baru")
    one.key(K.Key_Return)
    assert one.last.name == "IssueTicket"
    assert (one.last.body["service"], one.last.body["visit"]) == ("SKCK-BARU", "v-A-023")
    assert "Nomor baru P-103" in one.text("notice")


def test_help_offers_the_lines_of_others(screen: Open) -> None:
    one = screen(shots.crowd)
    one.key(K.Key_2)
    assert "P-101" in one.text("option-0")
    one.key(K.Key_1)
    one.key(K.Key_4)
    assert one.last.body == {"counter": "5", "ticket": "t-P-101", "reason": "didampingi"}


def test_arrows_choose_and_the_keypad_can_too(screen: Open) -> None:
    one = screen(shots.crowd)
    one.key(K.Key_7)
    one.key(K.Key_Down)
    one.key(K.Key_Plus, keypad=True)
    one.key(K.Key_Minus, keypad=True)
    one.key(K.Key_Return)
    assert one.last.body["reason"] == "ibadah"
    one = screen(shots.crowd)
    one.key(K.Key_7)
    one.key(K.Key_Asterisk)
    assert one.question == ""


def test_the_menu_has_every_key(screen: Open) -> None:
    one = screen(shots.serving, STRIP)
    one.key(K.Key_Period)
    listed = " ".join(one.words())
    for act in (Act.FINISH, Act.TRANSFER, Act.HOLD, Act.WITHDRAW, Act.OTHER_SERVICE, Act.VIEW):
        assert KEY_NAMES[act] in listed
    one.key(K.Key_Asterisk)
    one.key(K.Key_Period)
    one.key(K.Key_Slash)
    assert one.question == "Alihkan A-023 ke …"


def test_nothing_is_found(screen: Open) -> None:
    one = screen(shots.serving)
    one.key(K.Key_Slash)
    one.type("zzqx")
    assert one.text("empty") == "Tidak ditemukan. Coba kata lain, atau nomor loket."
    one.key(K.Key_Return)
    assert one.question


# Windows ------------------------------------------------------------------------------------


def test_the_strip_stays_on_top_and_the_window_does_not(screen: Open) -> None:
    one = screen(shots.crowd, STRIP)
    on_top = Qt.WindowType.WindowStaysOnTopHint
    assert one.window.flags() & on_top
    one.key(K.Key_6)
    assert not one.window.flags() & on_top
    assert one.window.width() > STRIP[0]


def test_the_strip_makes_room_for_a_question_and_shrinks_again(screen: Open) -> None:
    one = screen(shots.crowd, STRIP)
    one.key(K.Key_7)
    assert one.window.height() > STRIP[1]
    one.key(K.Key_Escape)
    assert (one.window.width(), one.window.height()) == STRIP


def test_the_other_language_comes_at_once(screen: Open) -> None:
    one = screen(shots.serving)
    one.key(K.Key_F8)
    assert one.text("primary").startswith("Finish & call")
    assert "Other counters here" in one.words()
    one.key(K.Key_F8)
    assert one.text("primary").startswith("Selesai & panggil")


def test_several_hubs_are_a_choice(screen: Open) -> None:
    one = screen(shots.several_hubs, STRIP, met=False)
    one.key(K.Key_2)
    assert one.hall.chosen_hub == "b81e03"


def test_a_refused_terminal_says_why(screen: Open) -> None:
    one = screen(met=False)
    one.hall.refuse_us("This hub speaks version 2 of the protocol.")
    assert one.text("hallWords") == "Pusat antrean menolak loket ini."
    assert "This hub speaks version 2 of the protocol." in one.words()


IDLE = (shots.nothing, shots.crowd, shots.undo, shots.paused, shots.refused)
BUSY = (shots.called, shots.recalled, shots.tv_off, shots.serving_long, shots.away, shots.long_name)


@pytest.mark.parametrize(
    ("size", "language", "scripts"),
    [
        (STRIP, "id", IDLE + BUSY),
        (STRIP, "en", IDLE + BUSY),
        (DEMO, "id", (shots.crowd, shots.recalled, shots.long_name)),
        (SMALL, "id", IDLE + BUSY),
        (SMALL, "en", (shots.nothing, shots.crowd, shots.serving_long, shots.long_name)),
    ],
)
def test_no_text_is_cut_or_outside(
    screen: Open, size: tuple[int, int], language: str, scripts: tuple[shots.Script, ...]
) -> None:
    for script in scripts:
        counter = "21" if script is shots.long_name else "5"
        one = screen(script, size, language=language, counter=counter)
        whole = one.window.contentItem().boundingRect()
        for letters in one.letters():
            where = f"{script.__name__}: {letters}"
            assert letters.fits, where
            inside = letters.room.adjusted(2, 2, -2, -2)
            assert letters.scrolls or whole.contains(inside), where


@pytest.mark.parametrize("size", [STRIP, DEMO, SMALL, FULL])
@pytest.mark.parametrize("language", ["id", "en"])
def test_the_keys_of_a_state_are_of_one_type_size(
    screen: Open, size: tuple[int, int], language: str
) -> None:
    for script in (shots.crowd, shots.quiet, shots.called, shots.recalled, shots.serving):
        one = screen(script, size, language=language)
        shelf = one.model.shelf_rows
        names = {row.label for row in shelf.buttons[1:]}
        sizes = {each.text: each.size for each in one.letters() if each.text in names}
        assert len(sizes) >= 2
        assert len(set(sizes.values())) == 1, f"{script.__name__}: {sizes}"


def test_the_longest_service_name_stands_there_in_full(screen: Open) -> None:
    name = next(each for each in sample_site().services if each.code == "SIP-NAKES")
    longest = name.name["id"]
    assert len(longest) == 106
    for size in (STRIP, SMALL):
        one = screen(shots.long_name, size, counter="21")
        assert longest in one.text("service")
        one.key(K.Key_5)
        one.type("gizi")
        assert any(each.text == longest and not each.cut for each in one.letters())


def test_the_number_is_the_largest_thing(screen: Open) -> None:
    for size, least in ((STRIP, 48), (SMALL, 76)):
        one = screen(shots.spoken, size)
        heights = {letters.text: letters.high for letters in one.letters()}
        number = heights.pop("A-023")
        assert number >= least
        assert number > max(heights.values()) or size == SMALL
