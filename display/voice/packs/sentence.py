"""A sentence taken apart into the clips that say it, each in the form that its place asks for."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from display.voice.packs.manifest import Form, plain

_TOKEN = re.compile(r"[^\W_]+|[,;:.!?]")
_COMMAS, _STOPS = ",;:", ".!?"


@dataclass(frozen=True, slots=True)
class Part:
    """One clip, and what comes after it: ``""``, ``","`` or ``"."``."""

    words: str
    after: str

    @property
    def form(self) -> Form:
        return {"": Form.MIDDLE, ",": Form.RISING, ".": Form.FALLING}[self.after]


def parts_of(text: str, known: Collection[str]) -> list[Part]:
    """The clips for a text, as few and as long ones as there are.

    LookupError names the words that no clip says. The last words of a text end its sentence.
    """
    found: list[Part] = []
    for words, stop in stretches(text):
        clips = _fewest(words, known)
        if clips is None:
            single = [word for word in words if not any(word in one.split() for one in known)]
            raise LookupError("no clip of: " + ", ".join(single or [" ".join(words)]))
        found += [Part(clip, "") for clip in clips[:-1]]
        found.append(Part(clips[-1], stop))
    return found


def stretches(text: str) -> list[tuple[list[str], str]]:
    """Runs of words without a stop between them, each with the stop that follows."""
    found: list[tuple[list[str], str]] = []
    words: list[str] = []
    for token in [*_TOKEN.findall(text), "."]:
        if token not in _COMMAS + _STOPS:
            words.append(plain(token))
        elif words:
            found.append((words, "," if token in _COMMAS else "."))
            words = []
        elif found and token in _STOPS:
            found[-1] = (found[-1][0], ".")
    return found


def _fewest(words: Sequence[str], known: Collection[str]) -> list[str] | None:
    """`words` as the fewest clips; of two ways with as many, the one with the longer first."""
    best: list[list[str] | None] = [[], *[None] * len(words)]
    for end in range(1, len(words) + 1):
        for start in range(end):
            before, clip = best[start], " ".join(words[start:end])
            if before is None or clip not in known:
                continue
            so_far = best[end]
            if so_far is None or len(before) + 1 <= len(so_far):
                best[end] = [*before, clip]
    return best[-1]
