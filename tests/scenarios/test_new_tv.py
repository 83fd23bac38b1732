"""A new TV, from its first digits to the hall's calls: how long a person needs.

The hub listens on the network, the TV is the real one, and the command is typed into a terminal as
people type, by the model of pauses that visitors are measured with.
"""

from __future__ import annotations

import os
import re
import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import Self

import pytest

from shared.cli.environment import environment, python, without_screen
from shared.protocol.pairing_file import FILE_NAME, read_pairing
from tests.pauses import Person
from tests.scenarios.hall import App, Hall

pytestmark = [pytest.mark.long, pytest.mark.timeout(150)]

TV = ("--windowed", "1280x720", "--no-voice")
COMMAND = "giliran device approve --zone biru"
WALK_S = 10.0
"""From the TV to the hub's computer, with the digits on a slip of paper."""
WORDS_ON_SCREEN = 28
A_MINUTE = 60.0


class Terminal:
    """A command in a terminal of its own, and somebody who reads and types there."""

    def __init__(self, person: Person, *command: str) -> None:
        self._person = person
        self._hands, self._screen = os.openpty()
        self._command = python("shared.cli", *command)
        self.shown = ""

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            self._command,
            stdin=self._screen,
            stdout=self._screen,
            stderr=self._screen,
            env=environment(None, TERM="xterm", COLUMNS="100"),
            start_new_session=True,
        )
        os.close(self._screen)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        os.close(self._hands)

    def read(self, wanted: str) -> None:
        """Until it stands there, and the person has read it."""
        new = ""
        while wanted not in new:
            try:
                new += os.read(self._hands, 4096).decode(errors="replace")
            except OSError:  # the command has ended
                break
        self.shown += new
        assert wanted in new, self.shown
        time.sleep(self._person.bearings_s + len(new.split()) / self._person.words_a_second)

    def type(self, text: str) -> None:
        for letter in f"{text}\n":
            time.sleep(self._person.key_s / 2)  # ten fingers know where the letters are
            os.write(self._hands, letter.encode())


def test_pairing_a_new_tv_takes_less_than_a_minute(tmp_path: Path) -> None:
    person = Person.of(1)
    with Hall(tmp_path, without_screen(), "--listen", "0.0.0.0:0") as hall:
        tv = hall.start("display", *TV)
        digits = digits_on(tv)
        began = time.monotonic()
        time.sleep(person.bearings_s + WORDS_ON_SCREEN / person.words_a_second)
        time.sleep(WALK_S)
        time.sleep(len(COMMAND) * person.key_s / 2)
        command = (*COMMAND.split()[1:], "--data", str(hall.hub.directory))
        with Terminal(person, *command) as terminal:
            terminal.read("What do people call it")
            terminal.type("TV Lobi")
            terminal.read("The six digits on its screen")
            terminal.type(digits)
            terminal.read("is let in as a display")
            tv.see("clock", within=15)
            tv.see("TV Lobi")
        needed = time.monotonic() - began
        print(f"from the digits to the hall's screen: {needed:.1f} s")
        assert needed < A_MINUTE
        paired = hall.journal("DevicePaired")[-1].body
    kept = read_pairing(tmp_path / "display" / FILE_NAME)
    assert kept is not None
    assert (kept.device, kept.name) == (paired["device"], "TV Lobi")


@pytest.mark.parametrize("app", ["kiosk", "counter"])
def test_taken_out_it_says_so_and_is_let_in_again(tmp_path: Path, app: str) -> None:
    with Hall(tmp_path, without_screen(), "--listen", "0.0.0.0:0") as hall:
        screen = hall.start(app, "--windowed", "1366x768")
        device(hall, "approve", "--code", digits_on(screen), "--name", "Yang Pertama")
        screen.gone("digits", within=20)
        screen.gone("pairingName", within=20)
        (first,) = [told.body["device"] for told in hall.journal("DevicePaired")]
        device(hall, "revoke", first, "--reason", "sold", "--yes")
        assert "Yang Pertama" in screen.see("Pengelola", within=20)
        screen.tap("pairAgain")
        device(hall, "approve", "--code", digits_on(screen), "--name", "Yang Kedua")
        screen.see("Yang Kedua", within=20)
        screen.gone("Yang Kedua", within=20)
        keys = {told.body["key"] for told in hall.journal("DevicePaired")}
        assert len(keys) == 2


def device(hall: Hall, *words: str) -> None:
    """A command at the hub's machine."""
    command = python("shared.cli", "device", *words, "--data", str(hall.hub.directory))
    done = subprocess.run(
        command, env=environment(), capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr


def digits_on(tv: App) -> str:
    """What whoever stands before it writes down."""
    shown = tv.see("digits", " ", within=20)
    found = re.fullmatch(r"(\d{3}) (\d{3})", shown)
    assert found is not None, shown
    return "".join(found.groups())
