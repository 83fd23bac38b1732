"""Eight hours of calls on two TVs of one zone, in fast motion, one of them killed now and then.

Hall time runs eight times as fast (`fast_clock`); the TVs' sound is eight times as short and made
of tones (`tone_voice`), chime and pauses included. Everything else is as in a hall: a real hub, two
real displays, a real sound server in whose one loudspeaker both TVs sound as in one room's air.
What the sound server gave out is recorded and read: which call, by whom, when, and whether two
spoke at once. What a machine takes to start a sound costs eight times as much here, so the delays
that are found are longer than a hall's.
"""

from __future__ import annotations

import heapq
import json
import random
import time
from array import array
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from shared.cli.environment import ROOT
from shared.cli.torture import tone_voice
from shared.cli.torture.fast_clock import FastClock
from shared.cli.torture.sound_server import SoundServer
from shared.cli.torture.stage import App, Stage
from shared.cli.torture.tone_voice import RATE, Call, Hearing
from shared.cli.torture.trial import Findings, Say, Trial, dice
from shared.hub.journal.reading import LAST_SEQ, Reader
from shared.hub.journal.schema import JOURNAL_FILE
from shared.language.spoken import phrases
from shared.protocol.machine import VARIABLE

PACE = 8.0
ZONE, SERVICE, LETTERS = "biru", "KTP-BARU", ("a",)
COUNTERS = 24
TVS = ("tv-biru", "tv-kembar")
HOURS_LONG = 8.0
KILLS_EVERY = 15 * 60.0
"""Hall seconds, in the middle."""
SERVICE_SECONDS, WALK_SECONDS = (90.0, 210.0), (10.0, 35.0)
"""With what a call waits to be spoken, three minutes from one call of a counter to its next."""
LAST_SPOKEN_SECONDS = 120.0
"""After the last press it is waited so long for the last call."""
MOSTLY_SECONDS, MOST_SECONDS = 20.0, 35.0
"""From the press to the first word, in hall time: the 95th percentile, and ever."""
RUSH_SECONDS = 60.0
"""Where all counters press within one minute."""
TAKEN_OVER_SECONDS = 1.0
"""In the machine's own time."""
ECHO_SECONDS = 0.3
"""A killed TV's sound device gives out what it holds."""
STILL_HEARD_SECONDS, UNREPORTED_SECONDS = 1.0, 1.5
"""A call of the killed TV that ends so long after its end (a busy sound server is late) or before
it may not have been reported: another TV says it again."""
SILENT_SECONDS, SILENCE = 0.2, 30
"""So long nothing above this sample, where all was said; between two words is less."""
LAST_SOUND_SECONDS = 10.0
_OPENS = "08:00"


@dataclass(slots=True)
class _Pressed:
    ticket: str
    digits: str
    counter: int
    at: float
    """On the machine's own clock."""
    spoken: bool = False


@dataclass(slots=True)
class _Kill:
    at: float
    victim: int


class _Recording:
    """What comes out of the sound server, and when each sample of it did."""

    def __init__(self, sound: SoundServer, path: Path) -> None:
        self.path = path
        self.process = sound.record(path, RATE)
        self._began = time.monotonic()

    def look(self) -> None:
        """It cannot have begun later than this: what is there took its time to be there."""
        length = self.path.stat().st_size / 2 / RATE
        self._began = min(self._began, time.monotonic() - length)

    def holds(self, at: float) -> bool:
        """Whether all that sounded until a moment is in it: it goes beyond that, and has been
        silent since."""
        self.look()
        quiet = round(SILENT_SECONDS * RATE)
        length = self.path.stat().st_size // 2
        if self.moment((length - quiet) / RATE) < at:
            return False
        with self.path.open("rb") as file:
            file.seek(2 * max(0, length - quiet))
            tail = array("h", file.read(2 * quiet))
        return max(map(abs, tail), default=0) <= SILENCE

    def moment(self, seconds: float) -> float:
        """A place in it, on the machine's own clock."""
        return self._began + seconds

    def end(self) -> None:
        self.process.kill()
        self.process.wait()


@dataclass(slots=True)
class _Hall:
    """Two TVs, as many officers as the zone has counters, and who kills a TV."""

    stage: Stage
    clock: FastClock
    recording: _Recording
    chance: random.Random
    findings: Findings
    tvs: list[App] = field(default_factory=list)
    pressed: list[_Pressed] = field(default_factory=list)
    kills: list[_Kill] = field(default_factory=list)
    heard_of: int = 0

    def open(self) -> None:
        """Both TVs until they have tested their sound, and all counters meanwhile."""
        with ThreadPoolExecutor(1) as officers:  # a TV ends with the thread that has started it
            opened = officers.submit(self._open_counters)
            self.tvs = [self.start(index) for index in range(len(TVS))]
            opened.result()
        for tv in self.tvs:
            tv.noted("tested", 1)

    def _open_counters(self) -> None:
        for counter in range(1, COUNTERS + 1):
            officer = {"officer": f"officer-{counter}", "pin": "1234"}
            self.stage.call("POST", f"/counters/{counter}/open", officer)

    # The officers ---------------------------------------------------------------------------

    def press(self, counter: int) -> None:
        self.stage.call("POST", "/tickets", {"service": SERVICE})
        at = time.monotonic()
        ticket = self.at(counter, "call-next")
        said = phrases("id").number(ticket["number"]).engine.replace(",", "")
        self.pressed.append(_Pressed(ticket["id"], said, counter, at))

    def at(self, counter: int, action: str) -> Any:
        return self.stage.call("POST", f"/counters/{counter}/{action}", {})

    def ask_who_was_spoken(self) -> None:
        reader = Reader(self.stage.hub.directory / JOURNAL_FILE)
        try:
            fresh = reader.read_type("CallSpoken", self.heard_of, LAST_SEQ)
        finally:
            reader.close()
        spoken = {json.loads(entry.body)["ticket"] for entry in fresh}
        self.heard_of = max([self.heard_of, *(entry.seq for entry in fresh)])
        for one in self.pressed:
            one.spoken = one.spoken or one.ticket in spoken

    # The TVs --------------------------------------------------------------------------------

    def start(self, index: int) -> App:
        options = ("--device", TVS[index], "--zone", ZONE, "--windowed", "640x360", "--pace", PACE)
        return self.stage.app("display", *options, name=f"tv-{index}")

    def kill(self, *, while_it_speaks: bool = False) -> None:
        """One of them, whatever it is doing; or the one that holds the voice, if any does."""
        victim = self.chance.randrange(len(TVS))
        if while_it_speaks and not self._speaks(self.tvs[victim]):
            victim = 1 - victim
        self.tvs[victim].player.kill()
        self.kills.append(_Kill(time.monotonic(), victim))

    def _speaks(self, tv: App) -> bool:
        begun = next(nth for nth in count(1) if tv.look("sounding", nth) is None)
        return begun > 1 and tv.look("silent", begun - 1) is None


def run(short: bool, directory: Path, findings: Findings, say: Say) -> None:
    """See `Trial.run`."""
    known = tone_voice.words(LETTERS)
    for index in range(len(TVS)):
        tone_voice.make_pack(directory / f"tv-{index}" / "voices" / "tones", known, index)
    clock = FastClock(directory / "clock", PACE, _to_the_morning())
    with ExitStack() as stack:
        sound = stack.enter_context(SoundServer())
        stage = Stage(directory, sound.env)
        stage.hub.add_to_environment({VARIABLE: str(directory / "clock")})
        stack.enter_context(stage)
        stage.call("PUT", "/site", _site())
        recording = _Recording(sound, directory / "heard.raw")
        stack.callback(recording.end)
        hall = _Hall(stage, clock, recording, dice("voice-day"), findings)
        hall.open()
        stack.enter_context(clock)
        (_one_minute if short else _eight_hours)(hall, say)
        _wait_for_the_last(hall)
        recording.look()
    _judge(hall, tone_voice.listen(recording.path, known), say, short=short)


def _to_the_morning() -> int:
    """Milliseconds to 08:00 in the hall: no midnight is to come in between."""
    now = datetime.now(ZoneInfo("Asia/Jakarta"))
    hour, minute = map(int, _OPENS.split(":"))
    opens = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
    return round((opens - now).total_seconds() * 1_000) % 86_400_000


def _site() -> dict[str, Any]:
    site: dict[str, Any] = json.loads((ROOT / "assets" / "sample_site.json").read_bytes())
    for counter in site["counters"]:
        if counter["number"] <= COUNTERS:
            counter["zone"] = ZONE
            counter["services"] = list(dict.fromkeys([SERVICE, *counter["services"]]))
    site["voice"] = {"english": "never", "engines": ["pack:tones"]}
    return site


def _one_minute(hall: _Hall, say: Say) -> None:
    """24 presses within a minute; one TV dies meanwhile."""
    moments = sorted(hall.chance.uniform(1, 59) for _ in range(COUNTERS))
    dies = hall.chance.randrange(COUNTERS // 3, COUNTERS - 4)
    for counter, moment in enumerate(moments, 1):
        hall.clock.until(moment)
        hall.press(counter)
        hall.recording.look()
        if counter == dies:
            hall.kill(while_it_speaks=True)
    say("a minute of calls", 0.9)


def _eight_hours(hall: _Hall, say: Say) -> None:
    """Each counter calls, waits to be heard, serves, and calls the next; TVs die and come back."""
    due: list[tuple[float, int, str]] = []
    for counter in range(1, COUNTERS + 1):
        due.append((hall.chance.uniform(0, 180), counter, "press"))
    heapq.heapify(due)
    ends = HOURS_LONG * 3_600
    heapq.heappush(due, (_in_a_while(hall, 0), 0, "kill"))
    asked = 0.0
    latest: dict[int, _Pressed] = {}
    while due and due[0][0] < ends:
        moment, counter, what = heapq.heappop(due)
        hall.clock.until(moment)
        if hall.clock.now() - asked > 2:
            hall.ask_who_was_spoken()
            hall.recording.look()
            asked = hall.clock.now()
            say(f"{len(hall.pressed)} calls, {len(hall.kills)} TVs killed", asked / ends)
        heapq.heappush(due, _next(hall, latest, moment, counter, what))


def _next(
    hall: _Hall, latest: dict[int, _Pressed], moment: float, counter: int, what: str
) -> tuple[float, int, str]:
    """Does what is due; what comes after it, and when."""
    now, chance = hall.clock.now(), hall.chance
    if what == "press":
        hall.press(counter)
        latest[counter] = hall.pressed[-1]
        return now + 2, counter, "come"
    if what == "come":
        patient = now - hall.clock.hall_seconds(latest[counter].at) < 120
        if not latest[counter].spoken and patient:
            return now + 2, counter, "come"
        return now + chance.uniform(*WALK_SECONDS), counter, "start"
    if what == "start":
        hall.at(counter, "start")
        return now + chance.uniform(*SERVICE_SECONDS), counter, "finish"
    if what == "finish":
        hall.at(counter, "finish")
        return now + 1, counter, "press"
    if what == "kill":
        hall.kill()
        return now + 4 * PACE, hall.kills[-1].victim, "revive"
    hall.tvs[counter] = hall.start(counter)
    return _in_a_while(hall, hall.clock.now()), 0, "kill"


def _in_a_while(hall: _Hall, now: float) -> float:
    return now + min(3 * KILLS_EVERY, max(60.0, hall.chance.expovariate(1 / KILLS_EVERY)))


def _wait_for_the_last(hall: _Hall) -> None:
    last = time.monotonic()
    while not all(one.spoken for one in hall.pressed):
        hall.ask_who_was_spoken()
        hall.recording.look()
        if (time.monotonic() - last) * PACE > LAST_SPOKEN_SECONDS:
            break
        time.sleep(0.05)
    reported = time.monotonic()
    took = (reported - last) * PACE
    hall.findings.figures["last press to all spoken (s)"] = round(took, 1)
    unspoken = [one.digits for one in hall.pressed if not one.spoken]
    hall.findings.require(not unspoken, f"never reported as spoken: {', '.join(unspoken[:5])}")
    while not hall.recording.holds(reported):
        if time.monotonic() - reported > LAST_SOUND_SECONDS:
            hall.findings.require(False, "the sound did not end with the last call")
            return
        time.sleep(0.02)


# What was heard -----------------------------------------------------------------------------


def _judge(hall: _Hall, hearing: Hearing, say: Say, *, short: bool) -> None:
    heard = _without_beginnings(hall, tone_voice.calls(hearing.words, LETTERS, COUNTERS))
    say(f"{len(heard)} whole calls in the recording", 1.0)
    figures = hall.findings.figures
    figures["calls"] = len(hall.pressed)
    figures["heard"] = len(heard)
    figures["chimes"] = len(hearing.chimes)
    figures["TVs killed"] = len(hall.kills)
    _each_once(hall, heard)
    _in_order(hall, heard)
    _none_over_another(hall, hearing)
    _in_time(hall, heard, rush=short)
    _taken_over(hall, hearing)


def _without_beginnings(hall: _Hall, heard: list[Call]) -> list[Call]:
    """A TV that dies within "loket dua puluh empat" may have said "loket dua": not a whole call."""
    wanted = {(one.digits, one.counter) for one in hall.pressed}
    numbers = {digits for digits, _ in wanted}
    cut = [
        one
        for one in heard
        if (one.digits, one.counter) not in wanted
        and one.digits in numbers
        and _died_saying(hall, one)
    ]
    hall.findings.figures["cut in its last number, its TV killed"] = len(cut)
    return [one for one in heard if one not in cut]


def _each_once(hall: _Hall, heard: list[Call]) -> None:
    times = Counter((one.digits, one.counter) for one in heard)
    wanted = [(one.digits, one.counter) for one in hall.pressed]
    lost = [one for one in wanted if not times[one]]
    strange = [one for one in times if one not in set(wanted)]
    twice = [one for one in wanted if times[one] > 1]
    first = {(one.digits, one.counter): one for one in reversed(heard)}
    unexcused = [one for one in twice if not _died_saying(hall, first[one])]
    hall.findings.figures["said again, its TV killed"] = len(twice) - len(unexcused)
    hall.findings.require(not lost, f"never heard: {lost[:5]}")
    hall.findings.require(not strange, f"heard, and nobody was called: {strange[:5]}")
    hall.findings.require(not unexcused, f"heard twice: {unexcused[:5]}")


def _died_saying(hall: _Hall, call: Call) -> bool:
    """Whether its TV was killed when it had said it, and before it could report so."""
    ended = hall.recording.moment(call.end)
    return any(
        -STILL_HEARD_SECONDS < kill.at - ended < UNREPORTED_SECONDS and kill.victim == call.pilot
        for kill in hall.kills
    )


def _in_order(hall: _Hall, heard: list[Call]) -> None:
    """As they were pressed. What was said again after a kill counts where it was said first."""
    first = list(dict.fromkeys((one.digits, one.counter) for one in heard))
    wanted = [(one.digits, one.counter) for one in hall.pressed]
    both = [one for one in wanted if one in set(first)]
    wrong = [one for one, other in zip(first, both, strict=False) if one != other]
    hall.findings.require(not wrong, f"out of order from: {wrong[:3]}")


def _none_over_another(hall: _Hall, hearing: Hearing) -> None:
    over = [
        end - start
        for start, end in hearing.together
        if not any(
            0 <= hall.recording.moment(start) - kill.at < ECHO_SECONDS for kill in hall.kills
        )
    ]
    hall.findings.figures["two at once (ms)"] = round(sum(over) * 1_000)
    hall.findings.require(not over, f"two TVs spoke at once, {len(over)} times")


def _in_time(hall: _Hall, heard: list[Call], *, rush: bool) -> None:
    """`rush`: all counters within one minute, where the last may take a minute."""
    begun = {(one.digits, one.counter): one.start for one in reversed(heard)}
    delays = sorted(
        (hall.recording.moment(begun[key]) - one.at) * PACE
        for one in hall.pressed
        if (key := (one.digits, one.counter)) in begun
    )
    if not delays:
        return
    mostly, most = delays[int(len(delays) * 0.95)], delays[-1]
    hall.findings.figures["press to first word, half (s)"] = round(delays[len(delays) // 2], 1)
    hall.findings.figures["95 % (s)"] = round(mostly, 1)
    hall.findings.figures["at most (s)"] = round(most, 1)
    usual, longest = (RUSH_SECONDS,) * 2 if rush else (MOSTLY_SECONDS, MOST_SECONDS)
    hall.findings.require(mostly <= usual, f"95 % of the calls only within {mostly:.1f} s")
    hall.findings.require(most <= longest, f"a call was spoken {most:.1f} s after its press")


def _taken_over(hall: _Hall, hearing: Hearing) -> None:
    """Of TVs that were killed while they spoke: when the other one was first heard."""
    for kill in hall.kills:
        said = [one for one in hearing.words if hall.recording.moment(one.start) < kill.at + 0.1]
        cut = said and said[-1].pilot == kill.victim
        if not cut or kill.at - hall.recording.moment(said[-1].end) > 0.1:
            continue
        others = (one.start for one in hearing.words if one.pilot != kill.victim)
        sounds = [*others, *hearing.chimes]
        after = [hall.recording.moment(at) - kill.at for at in sounds]
        took = min((at for at in after if at > 0.1), default=None)
        hall.findings.count("killed while it spoke")
        if took is None:
            hall.findings.require(False, "nobody took over from a TV that was killed")
            continue
        hall.findings.most("taken over after (s, the machine's)", round(took, 2))
        hall.findings.require(took <= TAKEN_OVER_SECONDS, f"taken over only after {took:.2f} s")


TRIALS = (Trial("voice-day", 5, run, short_seconds=120, long_seconds=4_800),)
