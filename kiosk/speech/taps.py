"""Letters from a block of digits, as on an old telephone: 2 is a, 2 2 is b. No Qt, no clock."""

from __future__ import annotations

from dataclasses import dataclass

AGAIN_MS = 1_400
"""The same digit within it means the next letter; who listens taps slowly."""
_LETTERS = {
    "0": " 0",
    "1": "1",
    "2": "abc2",
    "3": "def3",
    "4": "ghi4",
    "5": "jkl5",
    "6": "mno6",
    "7": "pqrs7",
    "8": "tuv8",
    "9": "wxyz9",
}


@dataclass(slots=True)
class Taps:
    """What the last tap has given."""

    digit: str = ""
    count: int = 0
    at: int = 0

    def tap(self, digit: str, now: int, *, digits_first: bool = False) -> tuple[str, bool]:
        """The letter, and whether it stands in place of the one before it.

        `digits_first`: a ticket's number, where the digit itself is the likeliest.
        """
        again = digit == self.digit and now - self.at < AGAIN_MS
        self.count = self.count + 1 if again else 0
        self.digit, self.at = digit, now
        signs = _LETTERS[digit].strip() if digits_first else _LETTERS[digit]
        if digits_first:
            signs = signs[-1] + signs[:-1]
        return signs[self.count % len(signs)], again and len(signs) > 1

    def forget(self) -> None:
        """Another key was used in between."""
        self.digit = ""
