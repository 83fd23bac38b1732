"""The modes in which the kiosk shows itself to one visitor. They can be combined."""

from __future__ import annotations

from dataclasses import dataclass, replace

LARGE, CONTRAST, REACH, EASY, SPOKEN = "large", "contrast", "reach", "easy", "spoken"
USUAL_VOLUME, LEAST_VOLUME, VOLUME_STEP = 60, 20, 10
"""Of the headphones, in percent as people feel it. A new visitor finds the usual one."""
MODES = (LARGE, CONTRAST, REACH, EASY, SPOKEN)


@dataclass(frozen=True, slots=True)
class Modes:
    """What is switched on. They belong to a visitor and end with the visit."""

    large: bool = False
    """Large text (EN 301 549, 5.1.4)."""
    contrast: bool = False
    """White and yellow on black."""
    reach: bool = False
    """Every control where a hand reaches it from a wheelchair (EN 301 549, 8.3)."""
    easy: bool = False
    """Large pictures, few words, one thing after the other."""
    spoken: bool = False
    """Everything is spoken, and the keys of the keypad suffice."""

    volume: int = USUAL_VOLUME
    """Of the headphones, in percent."""

    @property
    def any(self) -> bool:
        return self.plain or self.contrast

    @property
    def plain(self) -> bool:
        """Whether the plain screens stand in for the usual ones: what is read, then what is chosen.

        High contrast alone needs other colours only.
        """
        return self.large or self.reach or self.easy or self.spoken

    @property
    def silent(self) -> Modes:
        """What of them staff see their menu in: nothing is spoken where a PIN is typed."""
        return replace(self, easy=False, spoken=False)

    def louder(self, steps: int) -> Modes:
        """The same, so many steps louder; never silent."""
        volume = self.volume + steps * VOLUME_STEP
        return replace(self, volume=max(LEAST_VOLUME, min(100, volume)))

    def toggled(self, mode: str) -> Modes:
        """The same with one of them switched; ValueError when there is no such mode."""
        if mode not in MODES:
            raise ValueError(f"no mode {mode!r}")
        return replace(self, **{mode: not getattr(self, mode)})
