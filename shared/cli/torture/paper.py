"""Each fault of a printer and its line under a visitor's hands, with one printer and with two.

The touchscreen never freezes, no number is lost, a paper that may be half printed comes out again
with a mark, staff know of it, and the second printer takes over.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shared.cli.torture.stage import App, Printer, Stage
from shared.cli.torture.trial import Findings, Say, Trial

SERVICES = ("KTP-BARU", "AKTA-LAHIR", "KK-UBAH", "AK1", "SKCK-BARU", "PBB-BAYAR", "PASPOR-B10")
MARK = "CETAK ULANG"
FREEZE_MS = 250.0
"""A finger that waits longer notices it."""

PAPER_SECONDS = 12.0
"""From the last touch to a paper in the visitor's hand, from whichever printer."""

TOLD_SECONDS = 10.0
MID_TICKET_MM, MID_TICKET_BYTES = 60, 400
NEARLY_OUT = "after 1500"
"""Millimetres: some ten tickets."""


@dataclass(frozen=True, slots=True)
class Fault:
    name: str
    begin: str
    end: str
    code: str
    """What staff are told."""
    half: bool = False
    """Some of a ticket may have come out."""


FAULTS = (
    Fault("paper ends in the ticket", f"after {MID_TICKET_MM}", "refill", "paper-out", half=True),
    Fault(
        "cable pulled in the ticket",
        f"unplug after {MID_TICKET_BYTES}",
        "plug in",
        "printer-offline",
        half=True,
    ),
    Fault("never answers", "hang on", "hang off", "printer-silent"),
    Fault("paper out", "out", "refill", "paper-out"),
    Fault("cover open", "cover open", "cover closed", "cover-open"),
    Fault("switched off", "power off", "power on", "printer-offline"),
    Fault("cable pulled", "unplug", "plug in", "printer-offline"),
    Fault("prints and says nothing", "silent on", "silent off", "printer-silent"),
    Fault("answers rubbish", "rubbish on", "rubbish off", "printer-silent"),
    Fault("answers slowly", "slow 400", "slow 0", "printer-silent"),
)
"""The short form takes the first with no printer that is well, the second with one."""

LONG_ROUNDS = 5


class _Desk:
    """A kiosk, its printers, and the visitors before it."""

    def __init__(self, stage: Stage, findings: Findings, say: Say, *printers: Printer) -> None:
        self._stage = stage
        self._findings = findings
        self._say = say
        self._printers = printers
        self._occupied = False
        addresses = [word for one in printers for word in ("--printer", one.address)]
        place = ("--device", "kiosk-1", "--windowed", "1080x1920")
        name = f"kiosk-with-{len(printers)}"
        self._kiosk: App = stage.app("kiosk", *place, *addresses, name=name)
        self._kiosk.sees("heading")
        self._kiosk.pulse()

    def close(self) -> None:
        self._kiosk.player.end()

    def with_one(self, fault: Fault) -> None:
        """The number stands on the screen, and the paper comes once the printer is well. A second
        printer, where there is one, is ill as well."""
        printer, *others = self._printers
        for other in others:
            other.do("cover open")
        printer.do(fault.begin)
        ticket = self._take()
        self._kiosk.sees("photo")
        number = self._kiosk.sees("number")
        self._require(number == ticket["number"], f"{fault.name}: another number on the screen")
        self._told(fault, f"kiosk-1 {fault.code}{self._place}")
        printer.do(fault.end)
        self._printed(fault, ticket)
        for other in others:
            other.do("cover closed")

    def with_two(self, fault: Fault) -> None:
        """The second printer takes over in the same breath, and the first comes back."""
        first, second = self._printers
        due = len(second.names()) + 2
        first.do(fault.begin)
        ticket = self._take()
        took = self._printed(fault, ticket)
        self._findings.most("second printer: paper after (s)", round(took, 2))
        self._told(fault, f"kiosk-1 {fault.code}1")
        at_once = self._printed(fault, self._take(), half=False)
        self._findings.most("second printer, known by then (s)", round(at_once, 2))
        self._require(self._has(second, due), f"{fault.name}: the second did not print both")
        first.do(fault.end)
        self.all_well(fault)
        due = len(first.names()) + 1
        self._printed(fault, self._take(), half=False)
        self._require(self._has(first, due), f"{fault.name}: the first is not used again")

    def _has(self, printer: Printer, papers: int) -> bool:
        """Whether so many whole papers come out of it: a little after it has said so."""
        return self._stage.until(lambda: len(printer.names()) == papers, PAPER_SECONDS) is not None

    def all_well(self, fault: Fault) -> None:
        """Staff hear that it is over."""
        well = self._stage.until(lambda: not self._stage.troubles(), TOLD_SECONDS)
        self._require(well is not None, f"{fault.name}: still told of when it was over")

    @property
    def _place(self) -> str:
        """How the first printer is called where there are two."""
        return "1" if len(self._printers) > 1 else ""

    def near_end(self) -> None:
        """Staff hear of it while tickets still come out."""
        self._printers[0].do(NEARLY_OUT)
        self._told(FAULTS[0], f"kiosk-1 paper-near-end{self._place}")
        self._printed(FAULTS[0], self._take(), half=False)
        self._printers[0].do("refill")

    # ----------------------------------------------------------------------------------------

    def _take(self) -> dict[str, Any]:
        """A visitor takes a number; its entry in the journal."""
        self._leave()
        self._occupied = True
        before = len(self._stage.bodies("TicketIssued"))
        self._kiosk.tap(f"service-{SERVICES[before % len(SERVICES)]}")
        self._kiosk.tap("take")
        if before >= len(SERVICES):
            self._kiosk.tap_if_there("forOtherYes")  # the same service within a minute
        self._stage.until(lambda: len(self._stage.bodies("TicketIssued")) > before)
        self._findings.count("numbers taken")
        return self._stage.bodies("TicketIssued")[-1]

    def _printed(self, fault: Fault, ticket: dict[str, Any], half: bool | None = None) -> float:
        """Waits until its one whole paper is out, marked where half of it may have been before.
        Seconds from now."""
        began, marked = time.monotonic(), fault.half if half is None else half
        own = {"ticket": ticket["ticket"]}
        out = self._stage.until(lambda: self._stage.bodies("TicketPrinted", **own), PAPER_SECONDS)
        took = time.monotonic() - began
        self._require(out is not None, f"{fault.name}: {ticket['number']} was never printed")
        if out is not None:
            (entry,) = self._stage.bodies("TicketPrinted", **own)
            self._require(entry["reprint"] is marked, f"{fault.name}: reprint is not {marked}")
        pulse = self._kiosk.pulse()
        self._findings.most("longest freeze of the touchscreen (ms)", pulse)
        self._require(pulse < FREEZE_MS, f"{fault.name}: the touchscreen froze for {pulse:.0f} ms")
        self._findings.count("faults")
        return took

    def _leave(self) -> None:
        """Whoever was there goes, or the screen has gone on by itself."""
        if self._occupied:
            self._kiosk.tap_if_there("finish")
            self._kiosk.sees("heading")

    def _told(self, fault: Fault, words: str) -> None:
        took = self._stage.until(lambda: words in self._stage.troubles(), TOLD_SECONDS)
        self._require(took is not None, f"{fault.name}: staff were never told '{words}'")
        self._findings.most("staff told after (s)", round(took or TOLD_SECONDS, 2))

    def _require(self, kept: bool, words: str) -> None:
        self._findings.require(kept, words)


def run(short: bool, directory: Path, findings: Findings, say: Say) -> None:
    """See `Trial.run`."""
    with Stage(directory) as stage:
        printers = [stage.printer(name) for name in ("first", "second")]
        if short:
            printers[0].do(NEARLY_OUT)  # before anybody asks: it is told at once
            desk = _Desk(stage, findings, say, *printers)
            desk.near_end()
            desk.with_one(FAULTS[0])
            desk.with_two(FAULTS[1])
        else:
            _long(stage, printers, findings, say)
        _judge(stage, printers, findings)


def _long(stage: Stage, printers: list[Printer], findings: Findings, say: Say) -> None:
    """Every fault, again and again: with one printer, then with two."""
    done, of = 0, 2 * LONG_ROUNDS * len(FAULTS)
    for several in (printers[:1], printers):
        desk = _Desk(stage, findings, say, *several)
        desk.near_end()
        for number in range(LONG_ROUNDS):
            for fault in FAULTS:
                (desk.with_one if len(several) == 1 else desk.with_two)(fault)
                desk.all_well(fault)
                done += 1
                say(f"{len(several)} printer(s), round {number + 1}: {fault.name}", done / of)
        desk.close()


def _judge(stage: Stage, printers: list[Printer], findings: Findings) -> None:
    """Every number once on a whole paper; twice only with the mark."""
    issued = [body["number"] for body in stage.bodies("TicketIssued")]
    findings.require(len(set(issued)) == len(issued), "a number was given twice")
    unmarked: list[str] = []
    papers: set[str] = set()
    for printer in printers:
        for paper in printer.printed():
            papers.update(paper["numbers"])
            if not any(MARK in line for line in paper["lines"]):
                unmarked += paper["numbers"]
    lost = sorted(set(issued) - papers)
    findings.require(not lost, f"on no paper: {', '.join(lost)}")
    twice = sorted({number for number in unmarked if unmarked.count(number) > 1})
    findings.require(not twice, f"twice without a mark: {', '.join(twice)}")


TRIALS = (Trial("printer-faults", 4, run, short_seconds=90, long_seconds=1_800),)
