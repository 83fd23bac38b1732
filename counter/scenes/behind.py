"""What stands behind a ticket."""

from __future__ import annotations

from counter.queue import moment_text
from counter.scenes.desk import crowd
from counter.studio import Terminal
from shared.domain.ids import MINUTE


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
