"""`giliran voice record DIR --language id`: a voice pack with a microphone, phrase by phrase.

In a terminal, without a screen. Each phrase is shown with the melody that it needs; the take ends
by itself; it is measured, and kept or spoken again. What is there already is not asked for: stop
at any time, and go on another day.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PySide6.QtCore import QCoreApplication
from PySide6.QtMultimedia import QAudioDevice, QMediaDevices

from display.voice.loudness import Samples, pcm_of
from display.voice.packs.clip import quality
from display.voice.packs.manifest import Form
from display.voice.packs.script import Prompt, prompts
from display.voice.packs.writing import ROOM, keep, missing, write_manifest
from display.voice.studio.check import letters_of
from display.voice.studio.microphone import NoMicrophone, Take, level_db, microphone
from shared.language.spoken import phrases
from shared.language.tongues import learn
from shared.protocol.site_file import SiteError, read_site_file

NAME, HELP = "record", "Make a voice pack with a microphone, phrase by phrase."
ROOM_MS = 2_000
NOISY_ROOM_DB = -50.0
METER_FROM_DB, METER_WIDTH = -60.0, 30
AUTO_TRIES = 3
"""Without anyone at the keys a phrase is asked for so often; then it is left for later."""

MELODY = {
    Form.MIDDLE: "datar, di tengah kalimat",
    Form.RISING: "naik, sebelum koma",
    Form.FALLING: "turun, di akhir kalimat",
}
SHOWN = {Form.MIDDLE: "… {} …", Form.RISING: "… {}, …", Form.FALLING: "… {}."}


def add_options(parser: ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--language", default="id", metavar="CODE")
    parser.add_argument("--name", default="", help="of the pack")
    parser.add_argument("--site", type=Path, metavar="FILE", help="its letters and words alone")
    parser.add_argument("--letters", default="", metavar="ABC", help="these letters alone")
    parser.add_argument("--microphone", default="", metavar="NAME")
    parser.add_argument("--microphones", action="store_true", help="name them, record nothing")
    parser.add_argument(
        "--auto", action="store_true", help="no keys: keep what is good, go on by itself"
    )


def run(options: Namespace) -> int:
    """0 when nothing is left to be recorded, 3 when some is, 1 where it cannot be."""
    app = QCoreApplication(sys.argv[:1])
    if options.microphones:
        print("\n".join(one.description() for one in QMediaDevices.audioInputs()))
        return 0
    try:
        session = _session(options)
        left = session.go_on()
    except (NoMicrophone, LookupError, OSError, SiteError) as error:
        print(f"giliran voice record: {error}", file=sys.stderr)
        return 1
    finally:
        del app
    print(f"{len(left)} rekaman belum ada." if left else "Lengkap. Periksa: giliran voice check")
    return 3 if left else 0


def _session(options: Namespace) -> _Session:
    site = read_site_file(options.site) if options.site else None
    if site is not None:
        learn(site)
    known = phrases(options.language)
    word = site.counter_word.get(known.code, "") if site is not None else ""
    letters = options.letters or letters_of(options.site)
    wanted = prompts(known, letters, (word,) if word else ())
    name = options.name or options.folder.name
    device = microphone(options.microphone)
    return _Session(options.folder, known.code, name, wanted, device, auto=options.auto)


@dataclass(slots=True)
class _Session:
    """One sitting at the microphone."""

    folder: Path
    language: str
    name: str
    wanted: list[Prompt]
    device: QAudioDevice
    auto: bool
    room_db: float = -100.0

    def go_on(self) -> list[Prompt]:
        """Records what is missing; what still is when the sitting ends."""
        self.folder.mkdir(parents=True, exist_ok=True)
        open_ = missing(self.folder, self.wanted)
        if open_:
            self._listen_to_the_room()
        try:
            for prompt in open_:
                if not self._record(prompt):
                    break
        except (KeyboardInterrupt, EOFError):
            print()
        write_manifest(self.folder, self.language, self.wanted, name=self.name)
        return missing(self.folder, self.wanted)

    def _listen_to_the_room(self) -> None:
        print("Diam sebentar: suara ruangan direkam …", flush=True)
        room = Take(self.device, 0.0, _meter).run(ROOM_MS, to_the_end=True)
        print()
        quiet = room[len(room) // 4 :]  # a microphone that is switched on may click
        self.room_db = level_db(quiet)
        if self.room_db > NOISY_ROOM_DB:
            print(f"Ruangan bising ({self.room_db:.0f} dB): matikan kipas, tutup jendela.")
        keep(self.folder / ROOM, pcm_of(quiet))

    def _record(self, prompt: Prompt) -> bool:
        """Until it is kept or passed over; whether the sitting goes on."""
        for tries in range(1, 1_000):
            self._show(prompt)
            if not self.auto:
                _ask("[Enter] rekam")
            take = Take(self.device, self.room_db, _meter).run()
            print()
            faults = quality(take).faults
            print(f"  {_said(take)}{'; '.join(faults) or 'baik'}", flush=True)
            answer = self._auto(faults, tries) if self.auto else self._answer(faults)
            if answer == "simpan":
                keep(self.folder / prompt.file, pcm_of(take))
            if answer != "ulang":
                return answer != "keluar"
        return True

    def _show(self, prompt: Prompt) -> None:
        number = len(self.wanted) - len(missing(self.folder, self.wanted)) + 1
        line = SHOWN[prompt.form].format(prompt.spoken)
        print(f"\n{number}/{len(self.wanted)}  {line}   ({MELODY[prompt.form]})", flush=True)

    @staticmethod
    def _auto(faults: list[str], tries: int) -> str:
        if not faults:
            return "simpan"
        return "ulang" if tries < AUTO_TRIES else "lewati"

    @staticmethod
    def _answer(faults: list[str]) -> str:
        usual = "ulang" if faults else "simpan"
        words = {"s": "simpan", "u": "ulang", "l": "lewati", "k": "keluar", "": usual}
        said = _ask(f"[Enter] {usual} · s simpan · u ulang · l lewati · k keluar").lower()
        return words.get(said[:1], "ulang")


def _ask(words: str) -> str:
    return input(f"  {words} > ").strip()


def _said(take: Samples) -> str:
    found = quality(take)
    if not np.isfinite(found.lufs):
        return ""
    return f"{found.length_ms / 1_000:.2f} s, {found.lufs:.0f} LUFS: "


def _meter(level: float) -> None:
    share = min(1.0, max(0.0, 1 - level / METER_FROM_DB))
    bar = "#" * round(share * METER_WIDTH)
    print(f"\r  [{bar:<{METER_WIDTH}}] {level:6.1f} dB", end="", flush=True)
