"""What happens at a counter before somebody looks: for pictures and for tests."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from counter.facts import HubChoice
from counter.rehearsal import moment_text, refusal
from counter.studio import Terminal
from counter.troubles import MESSAGE
from shared.domain.ids import MINUTE, SECOND
from shared.protocol.views import DeviceTrouble, Passer, ZonePresence

Script = Callable[[Terminal], None]


def nothing(_terminal: Terminal) -> None:
    """As it starts."""


def crowd(terminal: Terminal) -> None:
    """A full morning at the civil registration, neighbours at work."""
    hall = terminal.hall
    services = ("KTP-BARU", "KTP-CETAK", "KTP-UBAH", "KTP-HILANG", "KK-BARU", "KIA-BARU")
    known = [code for code in hall.counters["5"].services if code in services] or list(
        hall.counters["5"].services
    )
    for place, minutes in enumerate((34, 29, 27, 22, 20, 17, 13, 9, 6, 5, 3)):
        hall.arrive(f"A-{12 + place:03}", known[place % len(known)], minutes)
    hall.arrive("A-023", known[0], 14, group="lansia", head_start=30, assist=["tidak-mendengar"])
    hall.foretell(minutes_each=4)
    hall.change("t-A-013", busy=True)
    for counter, state in (("1", "open"), ("2", "open"), ("3", "paused"), ("4", "open")):
        hall.change_counter(counter, state=state, officer=f"officer-{counter}")
    hall.change_counter("3", reason="ibadah")
    neighbour = hall.arrive("A-009", known[0], 40)
    hall.change(neighbour.id, state="serving", counter="1")
    hall.change_counter("1", ticket=neighbour.id)
    hall.arrive("P-101", "SKCK-BARU", 12)
    aside(terminal, known)
    terminal.sign_on()


def aside(terminal: Terminal, known: Sequence[str]) -> None:
    """Somebody on hold, somebody who did not come."""
    hall = terminal.hall
    hall.arrive("A-007", known[0], 50, state="held", counter="5")
    missed = moment_text(hall.now() - 6 * MINUTE)
    hall.arrive("A-004", known[1 % len(known)], 55, state="no-show", counter="5", missed_at=missed)


def called(terminal: Terminal) -> None:
    crowd(terminal)
    terminal.press("call-next")
    terminal.pass_time(12 * SECOND)
    terminal.hall.change("t-A-023", shown=True)


def spoken(terminal: Terminal) -> None:
    called(terminal)
    terminal.hall.change("t-A-023", spoken=True)
    terminal.pass_time(36 * SECOND)


def recalled(terminal: Terminal) -> None:
    spoken(terminal)
    terminal.press("recall")
    terminal.pass_time(19 * SECOND)


def tv_off(terminal: Terminal) -> None:
    crowd(terminal)
    terminal.hall.put(ZonePresence(zone="biru", displays=0, voices=0))
    terminal.press("call-next")


def serving(terminal: Terminal) -> None:
    spoken(terminal)
    terminal.press("start")
    terminal.pass_time(5 * MINUTE + 20 * SECOND)


def serving_long(terminal: Terminal) -> None:
    serving(terminal)
    terminal.pass_time(13 * MINUTE)


def undo(terminal: Terminal) -> None:
    serving(terminal)
    terminal.press("finish")
    terminal.pass_time(900)


def paused(terminal: Terminal) -> None:
    crowd(terminal)
    terminal.press("pause")
    terminal.take(3)
    terminal.pass_time(4 * MINUTE)


def quiet(terminal: Terminal) -> None:
    terminal.sign_on()


def helping(terminal: Terminal) -> None:
    """Nobody waits here, and people do for others."""
    terminal.hall.arrive("P-101", "SKCK-BARU", 26)
    terminal.hall.arrive("D-118", "SIP-NAKES", 12)
    terminal.sign_on()


def away(terminal: Terminal) -> None:
    serving(terminal)
    terminal.hall.lose_line()
    terminal.settle()


def low_paper(terminal: Terminal) -> None:
    spoken(terminal)
    terminal.hall.report(
        DeviceTrouble(device="kiosk-1", role="kiosk", name="Kiosk 1", code="paper-near-end")
    )
    terminal.settle()


def troubles(terminal: Terminal) -> None:
    """The longest that may stand there, at a TV of this zone, and more."""
    low_paper(terminal)
    terminal.hall.report(
        DeviceTrouble(device="hub", role="hub", code="clock-ahead", part="60"),
        DeviceTrouble(
            device="tv-1", role="display", name="TV Lantai 1 Timur", code="no-sound", zones=["biru"]
        ),
    )
    terminal.settle()


def two_troubles(terminal: Terminal) -> None:
    """A paper that the hub will never take, of the kiosk with the longest name."""
    spoken(terminal)
    kiosk = {"device": "kiosk-1", "role": "kiosk", "name": "Anjungan Lobi Utama Lantai 1 Barat"}
    terminal.hall.report(
        DeviceTrouble(**kiosk, code="paper-refused", part="A-984"),  # type: ignore[arg-type]
        DeviceTrouble(**kiosk, code="paper-out", part="2"),  # type: ignore[arg-type]
    )
    terminal.settle()


def message(terminal: Terminal) -> None:
    """A supervisor has written to this counter while a TV of its zone is silent."""
    crowd(terminal)
    terminal.hall.report(
        DeviceTrouble(
            device="m-1",
            role="counter",
            name="Pengawas",
            code=MESSAGE,
            part="Tolong bantu loket 14 sampai pukul 11",
        ),
        DeviceTrouble(
            device="tv-1", role="display", name="TV Lantai 1", code="no-sound", zones=["biru"]
        ),
    )
    terminal.settle()


def cut_off(terminal: Terminal) -> None:
    """The kiosk with the longest name is missing, and a TV of this zone."""
    spoken(terminal)
    report_cut_off(terminal)


def report_cut_off(terminal: Terminal) -> None:
    kiosk = {"device": "kiosk-1", "role": "kiosk", "name": "Anjungan Lobi Utama Lantai 1 Barat"}
    tv = {"device": "tv-1", "role": "display", "name": "TV Lantai 1 Timur", "zones": ["biru"]}
    terminal.hall.report(
        DeviceTrouble(**kiosk, code="kiosk-away"),  # type: ignore[arg-type]
        DeviceTrouble(**tv, code="display-away"),  # type: ignore[arg-type]
    )
    terminal.settle()


def late_papers(terminal: Terminal) -> None:
    """A kiosk was cut off and is back: its papers stand where their visitors belong."""
    crowd(terminal)
    papers_back(terminal)


def papers_back(terminal: Terminal) -> None:
    hall = terminal.hall
    hall.arrive("A-985", "KTP-BARU", 31, emergency=True)
    hall.arrive("A-986", "KTP-BARU", 28, emergency=True, language="en")
    for ticket, passers in (("t-A-014", ("A-985", "A-986")), ("t-A-015", ("A-985", "A-986"))):
        hall.change(ticket, passed_by=[Passer(one, "emergency") for one in passers])
    hall.change("t-A-015", language="en")
    terminal.settle()


def why_first(terminal: Terminal) -> None:
    late_papers(terminal)
    terminal.press("why")
    terminal.type("15")
    terminal.take(0)
    terminal.settle()


def paper_service(terminal: Terminal) -> None:
    """The number is typed; which service stands on it?"""
    crowd(terminal)
    terminal.press("paper")
    terminal.type("985")
    terminal.take(0)
    terminal.settle()


def paper_place(terminal: Terminal) -> None:
    paper_service(terminal)
    terminal.take(0)
    terminal.settle()


def paper_entered(terminal: Terminal) -> None:
    paper_place(terminal)
    terminal.take(0)
    terminal.settle()


def refused(terminal: Terminal) -> None:
    crowd(terminal)
    terminal.hall.refusals["CallNext"] = refusal("nobody-waits")
    terminal.press("call-next")


def busy(terminal: Terminal) -> None:
    crowd(terminal)
    terminal.hall.holding = True
    terminal.press("call-next")


def long_name(terminal: Terminal) -> None:
    """The longest service name of the sample site: 106 characters."""
    hall = terminal.hall
    hall.arrive("D-118", "SIP-NAKES", 26, assist=["kursi-roda", "dibacakan"], people=3)
    hall.arrive("D-119", "SIP-NAKES", 21)
    hall.arrive("D-120", "OSS-NIB", 18)
    terminal.sign_on()
    terminal.press("call-next")
    hall.change("t-D-118", shown=True, spoken=True)
    terminal.press("start")
    terminal.pass_time(2 * MINUTE)


def asking(act: str, after: Script, typed: str = "") -> Script:
    """A question on the screen, perhaps with something typed."""

    def script(terminal: Terminal) -> None:
        after(terminal)
        terminal.press(act)
        terminal.type(typed)

    return script


def asking_why(terminal: Terminal) -> None:
    crowd(terminal)
    terminal.press("call-number")
    terminal.type("15")
    terminal.take(0)
    terminal.settle()


def wrong_pin(terminal: Terminal) -> None:
    terminal.hall.refusals["OpenCounter"] = refusal("wrong-pin")
    terminal.hall.change_counter("2", state="open", officer="officer-2")
    terminal.sign_on()


STAFF = (
    ("siti.r", "Siti Rahayu"),
    ("officer-5", "Bambang Wijaya Kusuma"),
    ("nurul", "Dra. Hj. Nurul Hidayati Kusumawardhani, S.Sos., M.Si."),
    ("budi.s", "Budi Santoso"),
    ("siti.a", "Siti Aminah"),
    ("agus", "Agus Prasetyo"),
)


def staff() -> list[dict[str, object]]:
    """Three of them have sat at this counter."""
    return [
        {"id": code, "name": name, "here": place < 3} for place, (code, name) in enumerate(STAFF)
    ]


def known(terminal: Terminal) -> None:
    """Officers with names."""
    terminal.hall.officers = staff()
    terminal.model.sign_on_card.begin()
    terminal.settle()


def who(terminal: Terminal) -> None:
    """Another officer than the last: the field offers those who have sat here."""
    known(terminal)
    terminal.tab(3)


def who_typed(terminal: Terminal) -> None:
    who(terminal)
    terminal.type("si")


def several_hubs(terminal: Terminal) -> None:
    terminal.hall.meet(
        HubChoice("4f2a9c", "Mal Pelayanan Publik Banyuwangi"), HubChoice("b81e03", "Latihan")
    )


def focused(terminal: Terminal) -> None:
    """The keyboard's focus on a button."""
    spoken(terminal)
    terminal.tab(3)


# What stands behind a ticket, and what the terminal does by itself ---------------------------


def colleagues(terminal: Terminal) -> None:
    """Another officer of the zone is at work, and known by name."""
    known(terminal)
    terminal.hall.change_counter("6", state="open", officer="nurul")
    serving(terminal)


def noted(terminal: Terminal) -> None:
    """Called, with two notes of colleagues."""
    crowd(terminal)
    notes = [
        {"at": terminal.hall.tickets["t-A-023"].issued_at, "code": "berkas"},
        {
            "at": terminal.hall.tickets["t-A-023"].issued_at,
            "text": "Menunggu tanda tangan lurah, kembali setelah pukul 10; foto sudah diambil",
        },
    ]
    terminal.hall.rooms.notes["t-A-023"] = notes
    terminal.hall.change("t-A-023", notes=2, result="incomplete", back_to="officer-6")
    terminal.press("call-next")
    terminal.settle()


def histories(terminal: Terminal) -> None:
    """A line of people who have been elsewhere before."""
    crowd(terminal)
    hall = terminal.hall
    hall.change("t-A-023", for_officer="officer-5", result="incomplete")
    hall.change("t-A-014", back_to="officer-6")
    hall.change("t-A-015", issued_at=moment_text(hall.now() - 20 * 60 * MINUTE))
    terminal.settle()


def helps(terminal: Terminal) -> None:
    """Its profile lets this counter help others now."""
    crowd(terminal)
    terminal.hall.change_counter("5", helps=["SKCK-BARU", "SKCK-LAMA"])
    terminal.settle()


def paused_over(terminal: Terminal) -> None:
    """The quarter of an hour is over."""
    crowd(terminal)
    terminal.press("pause")
    terminal.take(1)
    terminal.pass_time(16 * MINUTE)


def restricted(terminal: Terminal) -> None:
    """A role that may do little beside serving who is next."""
    terminal.hall.rooms.roles["officer-5"] = "trainee"
    serving(terminal)


def calling_by_itself(terminal: Terminal) -> None:
    """Finished; the next one is called in a moment."""
    serving(terminal)
    terminal.let_it_call(5)
    terminal.press("finish")
    terminal.settle()


def given_number(terminal: Terminal) -> None:
    """A number for somebody who cannot use the kiosk, held up to be read."""
    crowd(terminal)
    terminal.press("issue")
    terminal.type("kk")
    for _ in range(3):
        terminal.take(0)
    terminal.settle()


def coming_back(terminal: Terminal) -> None:
    """A transfer: does it come back?"""
    colleagues(terminal)
    terminal.press("transfer")
    terminal.type("nurul")
    terminal.take(0)
    terminal.settle()


def missed_is_back(terminal: Terminal) -> None:
    """A late visitor stands at the counter."""
    crowd(terminal)
    terminal.hall.pass_time(20 * MINUTE)
    terminal.press("held")
    terminal.take(1)
    terminal.settle()


def counter_taken(terminal: Terminal) -> None:
    """A colleague of yesterday is still signed on here."""
    known(terminal)
    hall = terminal.hall
    since = moment_text(hall.now() - 40 * MINUTE)
    hall.change_counter("5", state="open", officer="nurul", since=since)
    hall.refusals["OpenCounter"] = refusal(
        "counter-taken", counter="5", officer="nurul", since=since
    )
    terminal.sign_on()


def signed_on_elsewhere(terminal: Terminal) -> None:
    known(terminal)
    terminal.hall.refusals["OpenCounter"] = refusal("officer-elsewhere", counter="7")
    terminal.sign_on()


def was_taken_over(terminal: Terminal) -> None:
    """Somebody else sits here from now on."""
    known(terminal)
    crowd(terminal)
    terminal.hall.change_counter("5", officer="nurul")
    terminal.settle()
