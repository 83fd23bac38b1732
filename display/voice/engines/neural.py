"""Piper: a neural voice from a file that the site has put there.

Piper's package (piper-tts, GPL-3.0-or-later) does not come with this program: a site that wants it
installs it beside. Nothing is downloaded here; the voice is an ``.onnx`` with its ``.onnx.json``.
"""

from __future__ import annotations

import importlib
import json
from pathlib import Path
from typing import Any

import numpy as np

from display.voice.engines import CannotSay, NotThere
from display.voice.loudness import pcm_of, polish
from display.voice.messages import Order
from display.voice.packs.clip import at_rate

USUAL_RATE = 165
"""Words a minute of a Piper voice that is not told otherwise, about."""
WARM_UP = "satu"


class Neural:
    """One Piper voice, loaded once: that takes a second or two."""

    def __init__(self, voice: Path) -> None:
        described = voice.with_name(f"{voice.name}.json")
        for file in (voice, described):
            if not file.is_file():
                raise NotThere(f"there is no {file.absolute()}: copy the voice's two files there")
        config = json.loads(described.read_text(encoding="utf-8"))
        self._language = _language(config)
        try:
            self._piper: Any = importlib.import_module("piper")
        except ImportError as error:
            raise NotThere(f"Piper is not installed (pip install piper-tts): {error}") from error
        self._voice = _loaded(self._piper, voice)
        self._sound(WARM_UP, 1.0)  # the first phrase takes twice as long as any other

    def render(self, order: Order) -> bytes:
        if self._language != order.language:
            raise CannotSay(f"this Piper voice speaks {self._language}, not {order.language}")
        return polish(self._sound(order.text, USUAL_RATE / order.rate))

    def _sound(self, text: str, slower: float) -> bytes:
        setting = self._piper.SynthesisConfig(length_scale=slower)
        chunks = list(self._voice.synthesize(text, setting))
        if not chunks:
            raise ValueError("Piper gave nothing")
        samples = np.concatenate([chunk.audio_float_array for chunk in chunks])
        return _at_our_rate(samples, chunks[0].sample_rate)


def _loaded(piper: Any, voice: Path) -> Any:
    try:
        return piper.PiperVoice.load(voice)
    except Exception as error:  # whatever its runtime makes of a file that is no voice
        raise RuntimeError(f"{voice.name}: {error}") from error


def _language(config: dict[str, Any]) -> str:
    """Two letters, from the voice's own description."""
    described = config.get("language", {}).get("code") or config.get("espeak", {}).get("voice", "")
    return str(described).replace("-", "_").partition("_")[0]


def _at_our_rate(samples: Any, rate: int) -> bytes:
    """As 16-bit samples at our rate: most voices have it; the small ones have 16 kHz."""
    return pcm_of(at_rate(np.asarray(samples, dtype=np.float64), rate))
