"""A kiosk was cut off; its papers come to the counter."""

from __future__ import annotations

from counter.scenes.desk import crowd
from counter.studio import Terminal
from shared.protocol.views import Passer


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
