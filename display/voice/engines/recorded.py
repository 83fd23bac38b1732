"""A pack of recorded clips as an engine: sentences put together from a person's voice."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

import numpy as np

from display.voice.engines import CannotSay, NotThere
from display.voice.loudness import Samples, levelled, loudness, pcm_of
from display.voice.messages import Order
from display.voice.packs.clip import read_clip, speech_of
from display.voice.packs.joining import Piece, joined
from display.voice.packs.manifest import MANIFEST, Pack, read_pack
from display.voice.packs.sentence import Part, parts_of
from display.voice.sound import TARGET_LUFS, BadSound

MOST_DB = 24.0
"""No clip is made louder or softer by more: what would need it is no speech."""


class Recorded:
    """Reads its clips as they are needed, and keeps them: a pack is a few megabytes."""

    def __init__(self, folder: Path) -> None:
        if not (folder / MANIFEST).is_file():
            raise NotThere(
                f"there is no voice pack in {folder.absolute()}: copy it there, folder and"
                f" {MANIFEST} (to try it where it is: giliran voice say --voices DIR)"
            )
        self._pack: Pack = read_pack(folder)
        self._clips: dict[Path, Samples] = {}
        self._gains: list[float] = []
        """Decibels that the clips needed, which the room around them needs as well."""

    def render(self, order: Order) -> bytes:
        if order.language != self._pack.language:
            raise CannotSay(f"{self._pack.name} speaks {self._pack.language} alone")
        return self.say(order.text)

    def say(self, text: str) -> bytes:
        """A text in the pack's language; `CannotSay` where a clip is missing."""
        try:
            parts = parts_of(text, self._pack.clips.keys())
        except LookupError as error:
            raise CannotSay(str(error)) from error
        pieces = [Piece(self._clip(part), part.after) for part in parts]
        if not pieces:
            raise CannotSay("there is nothing to say")
        sound = joined(pieces, self._pack.gaps, self._silence())
        return pcm_of(levelled(sound) if self._pack.levelled else sound)

    def _clip(self, part: Part) -> Samples:
        path = self._pack.file(part.words, part.form)
        if path not in self._clips:
            self._clips[path] = self._read(path)
        return self._clips[path]

    def _read(self, path: Path) -> Samples:
        try:
            samples = read_clip(path)
        except BadSound as error:
            raise CannotSay(str(error)) from error
        if not self._pack.levelled:
            return samples
        speech = speech_of(samples)
        if not speech.size:
            raise CannotSay(f"{path.name} is silent")
        gain = float(np.clip(TARGET_LUFS - loudness(speech), -MOST_DB, MOST_DB))
        self._gains.append(gain)
        return speech * 10 ** (gain / 20)

    def _silence(self) -> Samples | None:
        """The room's, as loud as it is around the clips."""
        if self._room is None or not self._gains:
            return self._room
        return self._room * 10 ** (float(np.median(self._gains)) / 20)

    @cached_property
    def _room(self) -> Samples | None:
        if not self._pack.room:
            return None
        try:
            return read_clip(self._pack.folder / self._pack.room)
        except BadSound:
            return None
