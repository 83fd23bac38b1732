"""`giliran voice sample DIR`: a whole pack from eSpeak NG, to see how packs are made and sound.

Nobody would prefer it to a person's voice; but it is complete, and it belongs to nobody.
"""

from __future__ import annotations

import io
import sys
import tempfile
from argparse import ArgumentParser, Namespace
from contextlib import redirect_stdout
from pathlib import Path

import numpy as np

from display.voice.engines.synthesiser import Synthesiser
from display.voice.loudness import Samples, pcm_of, samples_of
from display.voice.messages import Order
from display.voice.packs.manifest import Form
from display.voice.packs.script import Prompt, prompts
from display.voice.packs.writing import keep, write_manifest
from display.voice.sound import BadSound
from display.voice.studio.check import letters_of
from shared.language.phrases import Phrases
from shared.language.spoken import phrases
from shared.protocol.site_file import SiteError

NAME, HELP = "sample", "Make a sample pack from the speech engine."
STOPS = {Form.MIDDLE: ",", Form.RISING: ",", Form.FALLING: "."}
"""What makes the engine end a word so."""
RISE = 1.07
"""The pitch at the end of a rising word, as a multiple."""
NOTE = "Made from eSpeak NG by 'giliran voice sample'."


def add_options(parser: ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--language", default="id", metavar="CODE")
    parser.add_argument("--rate", type=int, default=140, metavar="WORDS", help="a minute")
    parser.add_argument("--site", type=Path, metavar="FILE", help="the letters of its series alone")
    parser.add_argument("--letters", default="", metavar="ABC", help="these letters alone")


def run(options: Namespace) -> int:
    """1 where the engine could not say a word."""
    try:
        known = phrases(options.language)
        letters = options.letters or letters_of(options.site)
        with redirect_stdout(io.StringIO()):  # the engine prints a line for every file
            make(options.folder, known, options.rate, letters)
    except (BadSound, LookupError, OSError, RuntimeError, SiteError) as error:
        print(f"giliran voice sample: {error}", file=sys.stderr)
        return 1
    return 0


def make(folder: Path, known: Phrases, rate: int, letters: str) -> None:
    """Every clip of the language, and the manifest."""
    wanted = prompts(known, letters)
    engine = Synthesiser()
    with tempfile.TemporaryDirectory() as scratch:
        for number, prompt in enumerate(wanted):
            order = Order(
                *(number, prompt.spoken + STOPS[prompt.form], known.voice, rate),
                path=str(Path(scratch) / "clip.wav"),
            )
            keep(folder / prompt.file, _formed(prompt, engine.render(order)))
    write_manifest(folder, known.code, wanted, name=f"Sample ({known.code})", note=NOTE)


def _formed(prompt: Prompt, pcm: bytes) -> bytes:
    samples = samples_of(pcm)
    return pcm_of(_rising(samples) if prompt.form is Form.RISING else samples)


def _rising(samples: Samples) -> Samples:
    """Played faster towards its end, as a tape would be."""
    speed = np.linspace(1.0, RISE, len(samples))
    places = np.cumsum(speed)
    places = places[places < len(samples) - 1]
    return np.interp(places, np.arange(len(samples)), samples)
