"""A whole visit in the spoken mode, written down as it is heard: docs/spoken-visit.md.

python -m kiosk.speech.transcript [--out FILE]

The real screens over a hall in memory, real keys, and the voice's own words: numbers, times and
money stand there as the engine is given them.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent

from kiosk.speech.ears import for_ears
from kiosk.speech.scribe import Said, Scribe
from kiosk.studio import Studio
from shared.domain.site import Site
from shared.protocol.language_file import read_language_file
from shared.protocol.site_file import read_site
from shared.qml import draw_into_memory

EXAMPLES = Path(__file__).parents[2] / "assets" / "tongues"
SIZE, DIAGONAL = (1080, 1920), 21.5
MINUTE_MS = 60_000
MOST_STEPS = 80
DIGITS = {str(digit): Qt.Key(Qt.Key.Key_0.value + digit) for digit in range(10)}
NAMES = {
    Qt.Key.Key_Down: "↓",
    Qt.Key.Key_Up: "↑",
    Qt.Key.Key_Left: "←",
    Qt.Key.Key_Right: "→",
    Qt.Key.Key_Return: "Enter",
    Qt.Key.Key_Escape: "Escape",
    Qt.Key.Key_Asterisk: "*",
    Qt.Key.Key_Plus: "+",
    **{key: digit for digit, key in DIGITS.items()},
}
HEAD = """# A visit with closed eyes

What somebody hears who uses the kiosk with headphones and a keypad alone: everything that is said,
word for word as the voice is given it, after each key. `python -m kiosk.speech.transcript` writes
this page from the real screens. A new key interrupts what is being said; here everything is heard
to its end. *(slowly)*: at two thirds of the speed.
"""


class Visit:
    """Presses keys before the kiosk, and writes down what is heard."""

    def __init__(self, studio: Studio) -> None:
        self.studio = studio
        self.scribe = Scribe()
        studio.model.access_modes.speech = self.scribe
        self.lines: list[str] = []

    def begin(self, language: str) -> None:
        """Nobody has stood here for a while."""
        self.studio.steady += 10 * MINUTE_MS
        self.studio.fresh(language)
        self.scribe.take()
        self.lines = []

    @property
    def stop(self) -> str:
        """What the keys stand on."""
        return str(self.studio.window.property("stop"))

    def press(self, *keys: Qt.Key, pad: bool = False) -> list[Said]:
        """One key after the other; what the last one made it say."""
        heard: list[Said] = []
        for key in keys:
            digit = pad and key in DIGITS.values()
            text = NAMES[key] if digit else ""
            sort = Qt.KeyboardModifier.KeypadModifier if pad else Qt.KeyboardModifier.NoModifier
            event = QKeyEvent(QEvent.Type.KeyPress, key, sort, text)
            QCoreApplication.sendEvent(self.studio.window, event)
            heard = self._listen(f"**{NAMES[key]}**")
        return heard

    def go_to(self, name: str, key: Qt.Key = Qt.Key.Key_Down) -> None:
        """Arrow keys until it is reached; RuntimeError where it never is."""
        for _ in range(MOST_STEPS):
            if self.stop == name:
                return
            self.press(key)
        raise RuntimeError(f"the keys never come to {name}")

    def choose(self, name: str, key: Qt.Key = Qt.Key.Key_Down) -> None:
        self.go_to(name, key)
        self.press(Qt.Key.Key_Return)

    def wait(self, ms: int) -> None:
        """Nobody presses anything."""
        self.scribe.stop()
        self.studio.steady += ms
        self.studio.model.tick()
        self._listen(f"*({ms // 1_000} s)*")

    def print(self) -> None:
        """The paper comes out."""
        self.studio.model.paperwork.printed(self.studio.press.jobs[-1].id, False)
        self._listen("*(…)*")

    def paper_runs_out(self) -> None:
        job = self.studio.press.jobs[-1].id
        self.studio.model.paperwork.failed(job, False, "paper_out", False)
        self._listen("*(…)*")

    def _listen(self, cause: str) -> list[Said]:
        for _ in range(3):  # what changes on the screen is looked at once it has changed
            self.studio.app.processEvents()
        self.studio.settle()
        self.studio.app.processEvents()
        heard = self.scribe.take()
        said = " ".join(map(_written, heard)) or "–"
        self.lines.append(f"- {cause} — {said}")
        return heard


def _written(said: Said) -> str:
    slowly = "*(slowly)* " if said.slowly else ""
    return f"{slowly}“{for_ears(said.text, said.language)}”"


def whole_visit(visit: Visit, language: str) -> list[str]:
    """From the first key to the farewell, the ticket and its repeating in the middle."""
    keys = Qt.Key
    visit.begin("id")
    visit.press(keys.Key_Down)
    if language != "id":
        visit.choose("language", keys.Key_Up)
    visit.choose("service-KTP-CETAK")
    visit.choose("assistance")
    visit.choose("choice-tidak-melihat")
    visit.choose("partClose")
    visit.choose("standard")
    visit.press(*[keys.Key_Down] * 4)
    visit.press(keys.Key_Escape)
    visit.choose("take", keys.Key_Up)
    visit.print()
    visit.press(*[keys.Key_Return] * 3)
    visit.press(keys.Key_Plus, pad=True)
    visit.choose("finish")
    return visit.lines


def agency_visit(visit: Visit, language: str) -> list[str]:
    """By its agency to a service that is wanted seldom; paper runs out; then one thing more, for
    which there are no numbers today."""
    keys = Qt.Key
    visit.begin(language)
    visit.press(keys.Key_Down)
    visit.choose("agencies", keys.Key_Up)
    visit.choose("agency-PN", keys.Key_Up)
    visit.choose("service-SALINAN-PN")
    visit.choose("take")
    visit.paper_runs_out()
    visit.choose("another")
    visit.choose("service-SIM-C-P")
    visit.choose("otherService")  # the visit goes on
    visit.choose("service-PBB-BAYAR")
    visit.choose("take")
    visit.paper_runs_out()
    visit.choose("finish")
    return visit.lines


def search_visit(visit: Visit, language: str) -> list[str]:
    """A search with the digits, a pause that is too long, and the way back."""
    keys = Qt.Key
    visit.begin(language)
    visit.press(keys.Key_Down)
    visit.choose("search", keys.Key_Up)
    visit.press(*(DIGITS[digit] for digit in "7444"), pad=True)
    visit.press(keys.Key_Down)
    visit.wait(MINUTE_MS)
    visit.wait(MINUTE_MS // 6 + 1_000)
    visit.press(keys.Key_Down)
    visit.press(keys.Key_Escape, keys.Key_Escape)
    visit.choose("help")
    visit.press(keys.Key_Escape)
    return visit.lines


def page(site: Site) -> str:
    """The whole document."""
    studio = Studio(site, SIZE, DIAGONAL)
    visit = Visit(studio)
    parts = [HEAD]
    for language, name in (("id", "Dalam bahasa Indonesia"), ("en", "In English")):
        parts.append(f"## {name}\n\n" + "\n".join(whole_visit(visit, language)) + "\n")
        studio.hall.go_on(31, "T4WM")
    parts.append("## Searching, and being asked “still there?”\n")
    parts.append("\n".join(search_visit(visit, "id")) + "\n")
    parts.append("## By agency, without paper, several errands, one of them closed\n")
    studio.hall.go_on(7, "R2HD")
    parts.append("\n".join(agency_visit(visit, "id")) + "\n")
    studio.close()
    parts.append("## A hall with three languages\n")
    parts.append("\n".join(three_languages(site)) + "\n")
    return "\n".join(parts)


def three_languages(site: Site) -> list[str]:
    """The welcome tells the way to each of them; a visit begins in the third."""
    javanese = read_language_file(EXAMPLES / "jv.toml")
    site = replace(site, languages=("id", "en", "jv"), tongues=(javanese,))
    studio = Studio(site, SIZE, DIAGONAL)
    lines = language_visit(Visit(studio))
    studio.close()
    return lines


def language_visit(visit: Visit) -> list[str]:
    """To the third language by the way that the welcome tells, and to a number in it."""
    keys = Qt.Key
    visit.begin("id")
    visit.press(keys.Key_Down)
    visit.choose("language", keys.Key_Up)
    visit.choose("language-jv")
    visit.choose("service-PBB-BAYAR")
    visit.choose("take")
    visit.print()
    return visit.lines


def main() -> int:
    """Writes the document; the exit status is always 0."""
    parser = argparse.ArgumentParser(
        prog="python -m kiosk.speech.transcript",
        description="A whole visit in the spoken mode, written down as it is heard.",
    )
    parser.add_argument("--out", type=Path, default=Path("docs/spoken-visit.md"), metavar="FILE")
    options = parser.parse_args()
    draw_into_memory()
    source = files("assets").joinpath("sample_site.json").read_text(encoding="utf-8")
    options.out.write_text(page(read_site(source, toml=False)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
