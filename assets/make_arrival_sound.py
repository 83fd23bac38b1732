"""Makes the soft sound of a first arrival: ``python -m assets.make_arrival_sound [FILE]``.

One low, short note, as if somebody touched a wooden bar: heard at the desk, not in the hall, and
unlike any chime of a call. The same file comes out every time.
"""

from __future__ import annotations

import math
import sys
from array import array
from pathlib import Path

from assets.make_chimes import RATE, write

SECONDS = 0.5
HERTZ = 392.0
LOUDEST = 6_000.0
"""Of 32,767: a fifth of what the voice may use."""
PARTIALS = ((1.0, 1.0, 7.0), (3.9, 0.18, 22.0))
"""Multiple of the note, strength, decay per second: a bar's second partial is near the fourth."""


def arrival() -> array[int]:
    """The samples."""
    count = round(SECONDS * RATE)
    return array("h", (round(LOUDEST * _sample(index / RATE)) for index in range(count)))


def _sample(at: float) -> float:
    rise = min(1.0, at / 0.006)
    fall = min(1.0, (SECONDS - at) / 0.1)
    tone = sum(s * math.exp(-d * at) * math.sin(math.tau * m * HERTZ * at) for m, s, d in PARTIALS)
    return rise * fall * tone / sum(strength for _, strength, _ in PARTIALS)


def main(file: Path) -> None:
    """Writes the WAV."""
    file.parent.mkdir(parents=True, exist_ok=True)
    write(file, arrival())


if __name__ == "__main__":
    default = Path(__file__).parent / "arrival" / "arrival.wav"
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else default)
