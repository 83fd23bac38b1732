"""How long utterances take: what the ladder is simulated with, and real speech is held to."""

from __future__ import annotations

CHIME_S = 1.5
"""With the pause after it."""
FULL_S, FULL_SPREAD_S = 6.3, 0.45
SHORT_S, SHORT_SPREAD_S = 3.3, 0.4
ENGLISH_S = 5.7
"""With the pause before it."""
BETWEEN_S = 0.25
AROUND_S = 0.3
"""Rendering, starting, and the silence at an utterance's end."""
