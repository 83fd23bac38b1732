"""What an officer can do, and the key for each.

The keys are on the main keyboard and on a USB numeric keypad alike; F5, F11 and F12 belong to the
browser that officers have open beside us, letters to whatever they type there.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt

from shared.domain.site import Texts


class Act(StrEnum):
    CALL_NEXT = "call-next"
    START = "start"
    FINISH_AND_CALL = "finish-and-call"
    REOPEN = "reopen"
    RECALL = "recall"
    NO_SHOW = "no-show"
    HOLD = "hold"
    TRANSFER = "transfer"
    FINISH = "finish"
    CALL_NUMBER = "call-number"
    HELP = "help"
    HELD = "held"
    WITHDRAW = "withdraw"
    OTHER_SERVICE = "other-service"
    RESULT = "result"
    NOTE = "note"
    ISSUE = "issue"
    VIEW = "view"
    PAUSE = "pause"
    UNDO = "undo"
    CLOSE = "close"
    PAPER = "paper"
    WHY = "why"
    TROUBLES = "troubles"
    MENU = "menu"
    LANGUAGE = "language"


PRIMARY = "primary"
"""The key of whatever the large button says."""

PRIMARY_KEY = "Enter"
MENU_KEY = "."

KEY_NAMES: dict[Act, str] = {
    Act.RECALL: "+",
    Act.NO_SHOW: "−",
    Act.HOLD: "*",
    Act.TRANSFER: "/",
    Act.FINISH: "0",
    Act.FINISH_AND_CALL: "0",
    Act.CALL_NUMBER: "1",
    Act.HELP: "2",
    Act.HELD: "3",
    Act.RESULT: "1",
    Act.NOTE: "2",
    Act.WITHDRAW: "4",
    Act.OTHER_SERVICE: "5",
    Act.VIEW: "6",
    Act.PAUSE: "7",
    Act.UNDO: "8",
    Act.CLOSE: "9",
    Act.PAPER: "F2",
    Act.WHY: "F3",
    Act.TROUBLES: "F4",
    Act.MENU: MENU_KEY,
    Act.LANGUAGE: "F8",
    Act.ISSUE: "F9",
}
"""What stands on the button. An act that is the primary one has the primary key instead. 1 and 2
mean one thing while nobody is here, and another while somebody is."""

_KEYS: dict[Qt.Key, str] = {
    Qt.Key.Key_Return: PRIMARY,
    Qt.Key.Key_Enter: PRIMARY,
    Qt.Key.Key_Space: PRIMARY,
    Qt.Key.Key_Plus: "+",
    Qt.Key.Key_Minus: "−",
    Qt.Key.Key_Asterisk: "*",
    Qt.Key.Key_Slash: "/",
    Qt.Key.Key_Period: MENU_KEY,
    Qt.Key.Key_Comma: MENU_KEY,
    Qt.Key.Key_Backspace: KEY_NAMES[Act.UNDO],
    Qt.Key.Key_F2: KEY_NAMES[Act.PAPER],
    Qt.Key.Key_F3: KEY_NAMES[Act.WHY],
    Qt.Key.Key_F4: KEY_NAMES[Act.TROUBLES],
    Qt.Key.Key_F8: KEY_NAMES[Act.LANGUAGE],
    Qt.Key.Key_F9: KEY_NAMES[Act.ISSUE],
    **{Qt.Key(Qt.Key.Key_0.value + digit): str(digit) for digit in range(10)},
}

_NUM_LOCK_OFF: dict[Qt.Key, str] = {
    Qt.Key.Key_Insert: "0",
    Qt.Key.Key_End: "1",
    Qt.Key.Key_Down: "2",
    Qt.Key.Key_PageDown: "3",
    Qt.Key.Key_Left: "4",
    Qt.Key.Key_Clear: "5",
    Qt.Key.Key_Right: "6",
    Qt.Key.Key_Home: "7",
    Qt.Key.Key_Up: "8",
    Qt.Key.Key_PageUp: "9",
    Qt.Key.Key_Delete: MENU_KEY,
}
"""What a keypad sends while Num Lock is off."""


def key_name(key: int, *, keypad: bool, modified: bool) -> str:
    """The name of a pressed key as it stands on the buttons; empty for one of no meaning.

    `modified`: Ctrl, Alt or Meta is down, so the key belongs to somebody else.
    """
    if modified:
        return ""
    try:
        pressed = Qt.Key(key)
    except ValueError:
        return ""
    if keypad and pressed in _NUM_LOCK_OFF:
        return _NUM_LOCK_OFF[pressed]
    return _KEYS.get(pressed, "")


@dataclass(frozen=True, slots=True)
class Wording:
    """An act's name, and what the button says while the hub is asked."""

    label: Texts
    doing: Texts


def _words(label: str, english: str, doing: str = "", doing_english: str = "") -> Wording:
    return Wording(
        {"id": label, "en": english},
        {"id": doing or f"{label} …", "en": doing_english or f"{english} …"},
    )


WORDING: dict[Act, Wording] = {
    Act.CALL_NEXT: _words("Panggil berikutnya", "Call next", "Memanggil …", "Calling …"),
    Act.START: _words("Datang, mulai", "Here, start", "Memulai …", "Starting …"),
    Act.FINISH_AND_CALL: _words(
        "Selesai & panggil", "Finish & call", "Menyelesaikan …", "Finishing …"
    ),
    Act.FINISH: _words("Selesai", "Finish", "Menyelesaikan …", "Finishing …"),
    Act.REOPEN: _words("Buka lagi", "Open again", "Membuka …", "Opening …"),
    Act.RECALL: _words("Panggil ulang", "Call again", "Memanggil …", "Calling …"),
    Act.NO_SHOW: _words("Tidak hadir", "No-show", "Mencatat …", "Recording …"),
    Act.HOLD: _words("Tunda", "Hold", "Menunda …", "Holding …"),
    Act.TRANSFER: _words("Alihkan", "Transfer", "Mengalihkan …", "Moving …"),
    Act.CALL_NUMBER: _words("Panggil nomor…", "Call a number…", "Memanggil …", "Calling …"),
    Act.HELP: _words("Bantu layanan lain", "Help another service", "Memanggil …", "Calling …"),
    Act.HELD: _words("Kembalikan…", "Bring back…", "Mengembalikan …", "Bringing back …"),
    Act.WITHDRAW: _words("Tidak sesuai", "Not entitled", "Mencatat …", "Recording …"),
    Act.OTHER_SERVICE: _words("Layanan lain", "Other service", "Melanjutkan …", "Going on …"),
    Act.RESULT: _words("Hasil lain…", "Other result…", "Menyelesaikan …", "Finishing …"),
    Act.NOTE: _words("Catatan…", "Note…", "Menyimpan …", "Keeping …"),
    Act.ISSUE: _words("Beri nomor…", "Give a number…", "Mengambil nomor …", "Taking a number …"),
    Act.VIEW: _words("Jendela penuh / strip", "Full window / strip"),
    Act.PAUSE: _words("Jeda", "Pause", "Menjeda …", "Pausing …"),
    Act.UNDO: _words("Urungkan", "Undo", "Mengurungkan …", "Undoing …"),
    Act.CLOSE: _words("Tutup loket", "Close counter", "Menutup …", "Closing …"),
    Act.PAPER: _words("Kertas darurat…", "Emergency paper…", "Memasukkan …", "Entering …"),
    Act.WHY: _words("Mengapa dia dulu?", "Why before me?"),
    Act.TROUBLES: _words("Gangguan", "Troubles", "Mencatat …", "Recording …"),
    Act.MENU: _words("Menu", "Menu"),
    Act.LANGUAGE: _words("English", "Bahasa Indonesia"),
}

GIVES_ORDER = frozenset(Act) - {Act.WHY, Act.TROUBLES, Act.VIEW, Act.MENU, Act.LANGUAGE}
"""Acts that need the hub; the others are the terminal's own."""

ENDS_A_VISIT = frozenset({Act.FINISH, Act.RESULT, Act.OTHER_SERVICE})
"""Acts after which the next one may be called by itself."""
