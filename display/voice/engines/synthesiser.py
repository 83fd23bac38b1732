"""The machine's own voice as an engine: what speaks where a site has brought no other."""

from __future__ import annotations

from pathlib import Path

from display.voice.loudness import polish
from display.voice.messages import Order
from display.voice.sound import LONGEST_MS, read_wav, rendering_of
from shared.language.synthesiser import Synthesiser as Machine


class Synthesiser:
    """Renders, and brings to the common level."""

    def __init__(self) -> None:
        self._machine = Machine()

    def render(self, order: Order) -> bytes:
        raw = rendering_of(Path(order.path))
        try:
            self._machine.speak_into(raw, order.text, order.voice, order.rate)
            # No more is read than may be played: ten minutes would take minutes to polish.
            return polish(read_wav(raw, LONGEST_MS))
        finally:
            raw.unlink(missing_ok=True)
