"""A full shift of one officer: a real window on a screen, its real keyboard, a real hub.

Minutes pass when the test says so (`Passing`), for the hub and the counter alike; what is shown is
waited for. GILIRAN_PICTURES names a folder for a picture of each step.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from counter.memory import TerminalMemory
from shared.cli.journal import app as journal
from shared.cli.report import app as rule_report
from shared.domain.ids import MINUTE, SECOND
from tests.integration.app_line import AppLine
from tests.scenarios.hall import Hall
from tests.scenarios.passing import Passing
from tests.scenarios.screen import Screen, missing

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(150),
    pytest.mark.skipif(bool(missing()), reason=f"not installed here: {missing()}"),
]

PICTURES = "GILIRAN_PICTURES"
COUNTER, PROPOSED, COLLEAGUE = "5", "4", "6"
SERVICE = "KTP-BARU"
WIDTH, HEIGHT = 1366, 768
RULES = {"auto_call_seconds": 60, "late_behind": 1, "grace_minutes": 15}
"""The countdown passes when the test says so, and leaves time to stop it."""
BETWEEN_PRESSES = 500
"""ms: a press so long after another is no half of a double one."""


class Shift(Hall):
    """A hub, and one terminal on a screen of its own."""

    def __init__(self, directory: Path, screen: Screen, passing: Passing) -> None:
        super().__init__(directory, screen.environment)
        self._screen = screen
        self._passing = passing
        self._steps = 0

    def begin(self) -> None:
        """The terminal stands at a counter at which another officer is still signed on."""
        site = self.hub.get("/api/v1/site")["site"]
        site["rules"] |= RULES
        assert self.hub.request("PUT", "/api/v1/site", site).status_code == 200
        body = {"officer": "officer-7", "pin": "1234"}
        self.left_behind = str(self.hub.at(COUNTER, "open", body).json()["session"])
        data = self._directory / "counter"
        data.mkdir()
        TerminalMemory(data).keep(counter=COUNTER)
        place = f"{WIDTH}x{HEIGHT}+0+0"
        self.counter = self.start("counter", "--windowed", place, "--no-sound")
        self._screen.focus(self.counter.player.pid)

    def colleague(self, *steps: str) -> None:
        """What another officer does at the next counter."""
        for step in steps:
            answer = self.hub.at(COLLEAGUE, step)
            assert answer.status_code == 200, answer.text

    # The officer's hands and eyes -----------------------------------------------------------

    def press(self, key: str, on: str = "menu") -> None:
        """A key, as soon as it would count at the desk, or on the question that is asked."""
        self.pass_(BETWEEN_PRESSES)
        self.counter.direct(where=on)
        self._screen.press(key)

    def type(self, text: str) -> None:
        self._screen.type(text)

    def sees(self, name: str, text: str) -> None:
        self.counter.see(name, text=text)

    def answers(self, question: str, key: str) -> None:
        """A question that stands there, by the key of its option."""
        self.sees("question", question)
        self.press(key, on="question")

    def pass_(self, ms: int) -> None:
        self._passing.let(ms)

    def look(self, step: str) -> None:
        """A picture, where somebody wants them."""
        self._steps += 1
        folder = os.environ.get(PICTURES)
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            picture = Path(folder).absolute() / f"shift-{self._steps:02}-{step}.png"
            self.counter.direct(shot=str(picture))

    def calls(self, number: str) -> None:
        """The one whom the rule names next."""
        self.sees("next", f"berikutnya: {number}")
        self.press("KP_Enter")
        self.sees("number", number)
        self.sees("state", "Dipanggil")

    def starts(self) -> None:
        self.press("KP_Enter")
        self.sees("state", "Melayani")


def said(command: typer.Typer, *words: str) -> dict[str, Any]:
    """What a command of Giliran's says, as JSON."""
    result = CliRunner().invoke(command, [*words, "--json"])
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


@pytest.fixture
def shift(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shift]:
    passing = Passing(tmp_path / "clock", monkeypatch)
    with Screen(WIDTH, HEIGHT) as screen, Shift(tmp_path, screen, passing) as shift:
        shift.begin()
        yield shift


def test_a_full_shift_by_the_keyboard_alone(shift: Shift) -> None:
    visitors = [shift.hub.take(SERVICE)["number"] for _ in range(6)]
    sign_on_and_take_over(shift)
    called_again_noted_and_sent_home(shift, visitors[0])
    missed_and_back_late(shift, visitors[1], visitors[2])
    several_errands(shift, visitors[2])
    to_a_colleague_and_back(shift, visitors[1])
    on_hold_for_ten_minutes(shift, visitors[1])
    out_of_order_for_a_reason(shift, visitors[5])
    called_by_itself(shift, visitors[3])
    a_pause_that_ends(shift, visitors[1])
    a_word_from_the_supervisor(shift)
    finish_and_close(shift, visitors[4])
    what_the_journal_proves(shift, visitors[5], visitors[1])


def sign_on_and_take_over(shift: Shift) -> None:
    """Petugas 7 has left: a free counter is proposed, and this one chosen all the same."""
    shift.counter.see("officer")
    shift.type(f"officer-{COUNTER}\t1234\t")
    shift.sees("counter", PROPOSED)
    shift.look("proposed")
    shift.type(COUNTER)
    shift.sees("signOnSaid", "dipakai Petugas 7")
    shift.type("\r")
    shift.sees("question", "Loket 5 masih dipakai Petugas 7 sejak 09.")
    shift.look("taken")
    shift.type("2")
    shift.sees("signedOn", "Petugas 5")
    shift.sees("headline", "6 menunggu")
    shift.look("signed-on")
    taken = shift.told("CounterTakenOver", counter=COUNTER).body
    assert (taken["before"], taken["reason"]) == ("officer-7", "left")
    session = {"giliran-session": shift.left_behind, "idempotency-key": "once"}
    assert shift.hub.at(COUNTER, "call-next", headers=session).json()["code"] == "no-session"


def called_again_noted_and_sent_home(shift: Shift, number: str) -> None:
    shift.calls(number)
    shift.look("called")
    shift.pass_(20 * SECOND)
    shift.press("KP_Add")
    shift.told("TicketRecalled", counter=COUNTER)
    shift.starts()
    shift.press("2")
    shift.sees("question", f"Catatan untuk {number}")
    shift.look("note")
    shift.type("berkas")
    shift.press("Down", on="question")
    shift.press("Return", on="question")
    shift.sees("notes", "Catatan: Membawa berkas susulan")
    shift.press("1")
    shift.look("result")
    shift.answers("apa hasilnya?", "2")
    assert shift.told("ServiceFinished").body["result"] == "incomplete"


def missed_and_back_late(shift: Shift, first: str, second: str) -> None:
    """The one who was called by finishing does not come; after the grace one goes before."""
    shift.sees("number", first)
    shift.press("KP_Subtract")
    shift.look("no-show")
    shift.answers(f"{first} tidak hadir?", "1")
    shift.told("TicketMissed", counter=COUNTER)
    shift.pass_(16 * MINUTE)
    shift.press("3")
    shift.answers("Kembalikan ke antrean", "1")
    shift.sees("option-0", "1")
    shift.look("back-late")
    shift.press("1", on="question")
    assert shift.told("TicketRejoined").body["behind"] == second


def several_errands(shift: Shift, number: str) -> None:
    """One follows here at once, another one at another agency; the number stays."""
    shift.calls(number)
    shift.starts()
    shift.press("5")
    shift.sees("option-0", "di sini, langsung")
    shift.look("errands")
    shift.answers("lanjut ke layanan apa?", "Return")
    shift.told("VisitContinued", here=True)
    shift.press("5")
    shift.sees("question", "lanjut ke layanan apa?")
    shift.type("kepolisian")
    shift.press("Return", on="question")
    shift.told("VisitContinued", here=False)
    shift.sees("next", "(Esc: jangan)")
    shift.press("Escape")


def to_a_colleague_and_back(shift: Shift, number: str) -> None:
    shift.hub.open(COLLEAGUE)
    shift.calls(number)
    shift.starts()
    shift.press("KP_Divide")
    shift.sees("question", f"Alihkan {number} ke")
    shift.type("petugas 6")
    shift.sees("option-0", "Petugas 6")
    shift.look("transfer")
    shift.press("Return", on="question")
    shift.answers("kembali ke saya sesudahnya?", "2")
    shift.answers("Mengapa", "2")
    shift.told("TicketTransferred", counter=COUNTER)
    shift.colleague("call-next", "start", "finish")
    shift.told("TicketReturned")
    shift.sees("story", "kembali ke Anda")
    shift.look("returned")


def on_hold_for_ten_minutes(shift: Shift, number: str) -> None:
    shift.calls(number)
    shift.press("KP_Multiply")
    shift.look("hold")
    shift.answers(f"Tunda {number} sampai kapan?", "2")
    shift.sees("summary", "1 ditunda")


def out_of_order_for_a_reason(shift: Shift, number: str) -> None:
    shift.press("1")
    shift.sees("question", "Panggil nomor")
    shift.type(number)
    shift.sees("option-0", number)
    shift.press("Return", on="question")
    shift.look("out-of-order")
    shift.answers(f"Mengapa {number} didahulukan?", "3")
    shift.sees("why", "atas pilihan petugas: Keadaan darurat")
    shift.starts()


def called_by_itself(shift: Shift, number: str) -> None:
    """Seconds after finishing, unless somebody says no."""
    shift.press("0")
    shift.sees("next", f"Memanggil {number} dalam")
    shift.look("counting-down")
    shift.pass_(RULES["auto_call_seconds"] * SECOND)
    shift.sees("number", number)
    shift.sees("state", "Dipanggil")
    shift.starts()
    shift.press("0")
    shift.sees("next", "(Esc: jangan)")
    shift.press("Escape")
    shift.sees("next", "berikutnya: ")


def a_pause_that_ends(shift: Shift, number: str) -> None:
    """Its usual time is over, and the counter offers to end it; who was on hold waits again."""
    shift.press("7")
    shift.look("pause")
    shift.answers("Mengapa jeda?", "2")
    shift.sees("headline", "Jeda · Ibadah")
    shift.sees("state", "sisa 15 mnt")
    shift.pass_(15 * MINUTE)
    shift.sees("headline", "Jeda 15 menit habis. Enter: buka lagi.")
    shift.look("pause-over")
    shift.told("TicketResumed", due=True)
    shift.press("KP_Enter")
    shift.sees("headline", "2 menunggu")
    shift.calls(number)
    shift.starts()


def a_word_from_the_supervisor(shift: Shift) -> None:
    with AppLine(shift.hub.url, device="pc-boss", reads=True) as boss:
        boss.welcome()
        session = boss.order("SignIn", {"officer": "supervisor", "pin": "1234"})["body"]["session"]
        body = {"counter": COUNTER, "text": "tolong bantu akta", "session": session}
        assert boss.order("MessageCounter", body)["status"] == 200
    shift.sees("trouble", "Pesan Pengawas: tolong bantu akta")
    shift.look("message")
    shift.press("Escape")
    shift.counter.gone("trouble")


def finish_and_close(shift: Shift, last: str) -> None:
    shift.press("KP_Enter")
    shift.sees("number", last)
    shift.starts()
    shift.press("0")
    shift.sees("headline", "Tidak ada antrean")
    shift.press("9")
    shift.look("close")
    shift.answers("Tutup Loket 5?", "Return")
    shift.sees("signOnSaid", "Loket 5 sudah ditutup")
    shift.look("closed")


def what_the_journal_proves(shift: Shift, emergency: str, late: str) -> None:
    """Every choice was the rule's but one, which stands there with officer and reason."""
    assert shift.hub.stop() == 0
    data = ("--data", str(shift.hub.directory))
    proven = said(journal, "verify", *data)
    assert proven["sound"], proven["faults"]
    report = said(rule_report, "rule", *data)
    assert (proven["calls"]["by_rule"], proven["calls"]["beside"]) == (9, 1)
    acts = {"rejoined-behind": 1, "beside": 1, "counter-taken-over": 1}
    assert report["kinds"] == {"by-rule": 9, **acts}
    told = [(one["number"], one["name"], one["kind"], one["reason"]) for one in report["acts"]]
    assert told == [
        ("", "Petugas 5", "counter-taken-over", "left"),
        (late, "Petugas 5", "rejoined-behind", "late"),
        (emergency, "Petugas 5", "beside", "darurat"),
    ]
