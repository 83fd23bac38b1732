"""How long things stand on the TV, in milliseconds."""

from __future__ import annotations

from shared.domain.ids import MINUTE, SECOND

PULSE_HALF = 500
"""Half a pulse: lit, then plain; 1 Hz stays far from what harms people with epilepsy."""
PULSES = 3

HOLD = 8 * SECOND
"""The left panel keeps a call at least so long."""
HURRIED_HOLD = 3_500
"""Where nobody speaks and three calls wait for the panel: the time of a short spoken call."""
HURRY_FROM = 3
HOLD_LIMIT = 30 * SECOND
"""The panel waits so long for a voice that does not come."""

NEW_LIMIT = MINUTE
"""After it no call looks new, spoken or not; a call learnt later never did."""
PANEL_LIMIT = 2 * MINUTE
"""An unanswered call leaves the panel to the idle state; the list keeps it."""

LIST_TURN = 6 * SECOND
"""When more calls are unanswered than there are rows, the older ones take turns."""
PAGE = 8 * SECOND
"""A page of the footer."""
PICTURE = 12 * SECOND
"""A picture of the idle state."""
MESSAGE = 15 * SECOND
"""A notice of the playlist, read twice by most."""
TABLE = 12 * SECOND
"""A page of the waits per service."""
LINE_LOST = 10 * SECOND
"""A line away for less is nobody's business."""
FORGOTTEN = 30 * MINUTE
"""Calls this long without news are nobody's any more: the list of a lost line is emptied."""
CLOCK_BACK = 5 * MINUTE
"""Time that goes back by less stands still until it has caught up; by more, it was wrong before."""
LANGUAGE_TURN = 2 * PAGE
"""How long a message stands in the second language, where there are several of them."""
