"""Who sits down, and where."""

from __future__ import annotations

from counter.facts import HubChoice
from counter.queue import moment_text
from counter.rehearsal import refusal
from counter.scenes.desk import Script, crowd, serving
from counter.studio import Terminal
from shared.domain.ids import MINUTE
from shared.qml.pairing_shots import moments

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
    form = terminal.model.sign_on_card
    form.begin()
    form.sitAt(terminal.counter)
    terminal.settle()


def who(terminal: Terminal) -> None:
    """Another officer than the last: the field offers those who have sat here."""
    known(terminal)
    terminal.tab(3)


def who_typed(terminal: Terminal) -> None:
    who(terminal)
    terminal.type("si")


def wrong_pin(terminal: Terminal) -> None:
    terminal.hall.refusals["OpenCounter"] = refusal("wrong-pin")
    terminal.hall.change_counter("2", state="open", officer="officer-2")
    terminal.sign_on()


def pin_waits(terminal: Terminal) -> None:
    """The longest that somebody has to wait after wrong PINs."""
    terminal.hall.refusals["OpenCounter"] = refusal("too-many-attempts", retry_after=900)
    terminal.sign_on()


def first_pin(terminal: Terminal) -> None:
    """The PIN that somebody else gave out is typed for the first time."""
    terminal.hall.refusals["OpenCounter"] = refusal("pin-change-needed")
    terminal.sign_on()


def weak_pin(terminal: Terminal) -> None:
    """And changed into one that everybody would guess."""
    first_pin(terminal)
    terminal.hall.refusals["ChangePin"] = refusal("weak-pin", why="sequence")
    terminal.model.sign_on_card.own_pin_card.send("739164", "4567", "4567")
    terminal.settle()


def pairing(moment: str) -> Script:
    """The pairing screen stands before everything."""

    def show(terminal: Terminal) -> None:
        terminal.model.pairing_face.show(moments("counter")[moment])
        terminal.settle()

    return show


def several_hubs(terminal: Terminal) -> None:
    terminal.hall.meet(
        HubChoice("4f2a9c", "Mal Pelayanan Publik Banyuwangi"), HubChoice("b81e03", "Latihan")
    )


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


def colleagues(terminal: Terminal) -> None:
    """Another officer of the zone is at work, and known by name."""
    known(terminal)
    terminal.hall.change_counter("6", state="open", officer="nurul")
    serving(terminal)


def proposed(terminal: Terminal) -> None:
    """Somebody else sits at the counter of last time: a free one near it is proposed."""
    terminal.model.sign_on_card.begin_at("", "")
    was_taken_over(terminal)
