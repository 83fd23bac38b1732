"""The desk in each of its states, on a full morning."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from counter.queue import moment_text
from counter.rehearsal import refusal
from counter.studio import Terminal
from shared.domain.ids import MINUTE, SECOND
from shared.protocol.views import ZonePresence

Script = Callable[[Terminal], None]


def nothing(_terminal: Terminal) -> None:
    """As it starts."""


def crowd(terminal: Terminal) -> None:
    """A full morning at the civil registration, neighbours at work."""
    with terminal.hall.at_once():
        morning(terminal)
    terminal.sign_on()


def morning(terminal: Terminal) -> None:
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


def aside(terminal: Terminal, known: Sequence[str]) -> None:
    """Somebody on hold, somebody who did not come."""
    hall = terminal.hall
    hall.arrive("A-007", known[0], 50, state="held", counter="5")
    missed = moment_text(hall.now() - 6 * MINUTE)
    hall.arrive("A-004", known[1 % len(known)], 55, state="no-show", counter="5", missed_at=missed)


def quiet(terminal: Terminal) -> None:
    terminal.sign_on()


def helping(terminal: Terminal) -> None:
    """Nobody waits here, and people do for others."""
    terminal.hall.arrive("P-101", "SKCK-BARU", 26)
    terminal.hall.arrive("D-118", "SIP-NAKES", 12)
    terminal.sign_on()


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


def absent(terminal: Terminal) -> None:
    """Called twice, and long enough ago: nobody came."""
    recalled(terminal)
    terminal.hall.change("t-A-023", shown=True, spoken=True)
    terminal.pass_time(50 * SECOND)


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


def paused_over(terminal: Terminal) -> None:
    """The quarter of an hour is over."""
    crowd(terminal)
    terminal.press("pause")
    terminal.take(1)
    terminal.pass_time(16 * MINUTE)


def refused(terminal: Terminal) -> None:
    crowd(terminal)
    terminal.hall.refusals["CallNext"] = refusal("nobody-waits")
    terminal.press("call-next")


def busy(terminal: Terminal) -> None:
    crowd(terminal)
    terminal.hall.holding = True
    terminal.press("call-next")


def starting(terminal: Terminal) -> None:
    """A key was pressed, and the hub has not answered yet."""
    spoken(terminal)
    terminal.hall.holding = True
    terminal.press("start")


def finishing(terminal: Terminal) -> None:
    serving(terminal)
    terminal.hall.holding = True
    terminal.press("finish-and-call")


def family(terminal: Terminal) -> None:
    """The most that may stand there of the one who is next."""
    crowd(terminal)
    assist = ["tidak-mendengar", "tidak-melihat", "kursi-roda", "dibacakan"]
    terminal.hall.change("t-A-023", group="anak-kecil", assist=assist, people=4, language="en")
    terminal.settle()


def unnamed(terminal: Terminal) -> None:
    """A role that does not check priorities learns no group."""
    terminal.hall.rooms.roles["officer-5"] = "trainee"
    crowd(terminal)


def away_idle(terminal: Terminal) -> None:
    crowd(terminal)
    terminal.hall.lose_line()
    terminal.settle()


def outage(terminal: Terminal) -> None:
    """A service of this counter stands still: who waits for it is not called."""
    crowd(terminal)
    terminal.hall.suspend("KTP-BARU")


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


def calling_by_itself(terminal: Terminal) -> None:
    """Finished; the next one is called in a moment."""
    serving(terminal)
    terminal.let_it_call(5)
    terminal.press("finish")
    terminal.settle()


def helps(terminal: Terminal) -> None:
    """Its profile lets this counter help others now."""
    crowd(terminal)
    terminal.hall.change_counter("5", helps=["SKCK-BARU", "SKCK-LAMA"])
    terminal.settle()


def restricted(terminal: Terminal) -> None:
    """A role that may do little beside serving who is next."""
    terminal.hall.rooms.roles["officer-5"] = "trainee"
    serving(terminal)


def away(terminal: Terminal) -> None:
    serving(terminal)
    terminal.hall.lose_line()
    terminal.settle()


def focused(terminal: Terminal) -> None:
    """The keyboard's focus on a button."""
    spoken(terminal)
    terminal.tab(3)
