"""`giliran voice say "A-012" --counter 5 --out x.wav`: a call as the hall hears it."""

from __future__ import annotations

import logging
import sys
from argparse import ArgumentParser, Namespace
from dataclasses import dataclass, field, replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from display.speaking import voice_settings
from display.voice.chain import VOICES, Chain
from display.voice.grant import Grant, SpokenCall
from display.voice.loudness import loudness, samples_of
from display.voice.player import LoudspeakerPlayer
from display.voice.sound import BadSound, read_wav, write_wav
from display.voice.utterance import (
    Line,
    Utterance,
    VoiceSettings,
    chime,
    chime_of,
    compose,
    line_of,
)
from shared.domain.ladder import Style
from shared.link.device import data_directory
from shared.protocol.site_file import SiteError, read_site_file

NAME, HELP = "say", "Speak one call, into a file or on the loudspeaker, as a TV would."
PATIENCE_MS = 40_000
"""For one engine alone, loading included: nobody waits in a hall."""


def add_options(parser: ArgumentParser) -> None:
    parser.add_argument("number", help="as printed: A-012")
    parser.add_argument("--counter", default="1", help="its number")
    parser.add_argument("--language", default="id", metavar="CODE", help="id, en …")
    parser.add_argument("--out", type=Path, metavar="WAV", help="else it is heard")
    parser.add_argument(
        "--engine",
        action="append",
        metavar="NAME",
        help="pyttsx3, pack:FOLDER or piper:FILE.onnx; repeated: in this order. Exit status 1"
        " where the first of them has not spoken",
    )
    parser.add_argument("--site", type=Path, metavar="FILE", help="speak as this site does")
    parser.add_argument(
        "--voices", type=Path, metavar="DIR", help="where packs are; default: this TV's own"
    )
    parser.add_argument("--zone", default="", metavar="CODE", help="whose chime goes before it")
    parser.add_argument("--short", action="store_true", help="as among several calls")
    parser.add_argument("--no-chime", action="store_true")


def run(options: Namespace) -> int:
    """0 when it was spoken, by the engine that was asked for; 1 and a word why when not."""
    logging.getLogger("display.voice").setLevel(logging.ERROR)  # it is said here, once
    app = QCoreApplication(sys.argv[:1])
    try:
        settings = _settings(options)
        line = line_of(_call(options), options.language, _style(options), settings)
    except (SiteError, LookupError, ValueError) as error:
        return _failed(str(error))
    voices = options.voices or data_directory("display", None) / VOICES
    said = _render(app, line, settings, voices)
    if said.pcm is None:
        return _failed(*(said.passed or [said.reason]), "nobody has spoken")
    try:
        bell = b"" if options.no_chime else chime(_chime(options, settings))
    except BadSound as error:
        return _failed(str(error))
    utterance = compose(bell, [(line, said.pcm)])
    _tell(line, said.engine, utterance)
    status = 0
    if options.out is None:
        status = _play(app, utterance)
    else:
        write_wav(options.out, utterance.pcm)
    return _instead(options, said) or status


def _instead(options: Namespace, said: _Said) -> int:
    """1 where another engine than the one that was asked for has spoken."""
    if said.passed:
        _failed(*said.passed, f"{said.engine} has spoken instead")
    return int(bool(options.engine) and said.engine != options.engine[0])


def _settings(options: Namespace) -> VoiceSettings:
    settings = voice_settings(read_site_file(options.site)) if options.site else VoiceSettings()
    return replace(settings, engines=tuple(options.engine)) if options.engine else settings


def _style(options: Namespace) -> Style:
    return Style.SHORT if options.short else Style.FULL


def _call(options: Namespace) -> SpokenCall:
    return SpokenCall(
        ticket="", call="", number=options.number, counter=options.counter, zone=options.zone
    )


def _chime(options: Namespace, settings: VoiceSettings) -> int:
    grant = Grant(lease="", style=Style.FULL, calls=(_call(options),))
    if not grant.zone:
        return 0
    return chime_of(grant.zone, settings.zones, settings.chimes)


@dataclass(slots=True)
class _Said:
    pcm: bytes | None = None
    engine: str = ""
    reason: str = "no engine has answered"
    passed: list[str] = field(default_factory=list)
    """Why engines before it have not spoken."""


def _render(app: QCoreApplication, line: Line, settings: VoiceSettings, voices: Path) -> _Said:
    said = _Said()
    chain = Chain(voices, engines=settings.engines, patience_ms=PATIENCE_MS)

    def take(_request: int, path: str) -> None:
        said.pcm = read_wav(Path(path))
        app.quit()

    def give_up(_request: int, reason: str) -> None:
        said.reason = reason
        app.quit()

    def name(_request: int, engine: str) -> None:
        said.engine = engine

    def pass_by(_request: int, reason: str) -> None:
        said.passed.append(reason)

    chain.saidBy.connect(name)
    chain.passedBy.connect(pass_by)
    chain.rendered.connect(take)
    chain.failed.connect(give_up)
    rate = line.rate or settings.rate
    chain.render(line.said.engine, line.voice, rate, language=line.language)
    app.exec()
    chain.close()
    return said


def _tell(line: Line, engine: str, utterance: Utterance) -> None:
    level = loudness(samples_of(utterance.pcm))
    length = utterance.length_ms / 1_000
    print(f"{line.said.text}\n{engine}, {length:.1f} s, {level:.1f} LUFS", file=sys.stderr)


def _play(app: QCoreApplication, utterance: Utterance) -> int:
    context = QObject()
    player = LoudspeakerPlayer(context)
    reasons: list[str] = []

    def fail(reason: str) -> None:
        reasons.append(reason)
        app.quit()

    player.finished.connect(app.quit)
    player.failed.connect(fail)
    QTimer.singleShot(0, context, lambda: player.play(utterance.pcm))
    app.exec()
    player.close()
    return _failed(reasons[0]) if reasons else 0


def _failed(*reasons: str) -> int:
    for reason in reasons:
        print(f"giliran voice say: {reason}", file=sys.stderr)
    return 1
